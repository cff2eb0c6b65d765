import { describe, expect, test } from "vitest";

import type { Language } from "#app/i18n/languages.ts";
import { searchItems } from "#app/search/query.server.ts";
import { idForKey } from "#models/ids.server.ts";
import { VISITOR } from "#models/actor.ts";

import { JUDGED, type Judged } from "./judged-queries.ts";
import { searchTheFoundingNetwork } from "./seeded.ts";

searchTheFoundingNetwork();

const LIMIT = 10;

/** The place of the first wanted item among the first hits, from 1; Infinity where there is none. */
async function placeOf({ q, lang, wanted }: Judged): Promise<number> {
  const ids = wanted.map(idForKey);
  const { hits } = await searchItems({ actor: VISITOR, lang: lang as Language, query: { q, filters: {}, limit: LIMIT, page: 1 } });
  return hits.findIndex(({ item }) => ids.includes(item.id)) + 1 || Infinity;
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What must hold of each kind: the mean of one over the place, and how many wanted items are among the first three. */
const FLOORS: Record<string, { reciprocal: number; topThree: number }> = {
  "words, names and numbers": { reciprocal: 0.88, topThree: 0.95 },
  "questions in plain language": { reciprocal: 0.9, topThree: 0.95 },
  "single words": { reciprocal: 0.9, topThree: 0.95 },
  "slips and variants": { reciprocal: 0.9, topThree: 0.95 },
};

describe("the founding network, asked by people who know what they look for", () => {
  test.each(Object.entries(JUDGED))("%s", async (kind, queries) => {
    const rows = [];
    for (const query of queries) rows.push({ ...query, place: await placeOf(query) });
    const reciprocal = mean(rows.map(({ place }) => 1 / place));
    const topThree = mean(rows.map(({ place }) => (place <= 3 ? 1 : 0)));
    const missed = rows.filter(({ place }) => place > 1).map(({ q, lang, wanted, place }) => `${place}  ${lang}  ${q}  →  ${wanted.join(", ")}`);
    process.stdout.write(
      `${kind}: ${rows.length} queries, mean reciprocal rank ${reciprocal.toFixed(2)}, in the first three ${(topThree * 100).toFixed(0)} %\n` +
        missed.map((line) => `    ${line}\n`).join(""),
    );
    expect(reciprocal, missed.join("\n")).toBeGreaterThanOrEqual(FLOORS[kind]?.reciprocal ?? 1);
    expect(topThree, missed.join("\n")).toBeGreaterThanOrEqual(FLOORS[kind]?.topThree ?? 1);
  });
});
