import { expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { topicsIn } from "#app/search/topics.ts";
import table from "#app/search/topics.json" with { type: "json" };

test.each([
  ["how can my country join the network", ["join"]],
  ["Comment mon pays peut-il rejoindre le réseau ?", ["join"]],
  ["¿Cómo puede mi país unirse a la red?", ["join"]],
  ["Como pode o meu país aderir à rede?", ["join"]],
  ["كيف يمكن لبلدي الانضمام إلى الشبكة؟", ["join"]],
  ["Who coordinates the network?", ["offices"]],
  ["Qui coordonne le réseau ?", ["offices"]],
  ["من ينسق الشبكة؟", ["offices"]],
  ["comité ejecutivo", ["offices"]],
  ["membros da rede", ["members"]],
  ["members", ["members"]],
  ["Committee against Torture", []],
  ["members of parliament", []],
  ["slavery", []],
  ["", []],
] as const)("%s → %j", (query, topics) => expect(topicsIn(query)).toEqual(topics));

test("every topic has names in every language", () => {
  for (const { part, names } of table) expect(Object.keys(names).toSorted(), part).toEqual(LANGUAGE_CODES.toSorted());
});
