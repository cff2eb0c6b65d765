import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { FOUNDING } from "#seed/founding/index.ts";

import { contentsOf, localizedTexts } from "./founding-texts.ts";
import { sharedRun } from "./shared-run.ts";

const SEEDS = fileURLToPath(new URL("../../../shared/seeds", import.meta.url));

const { mechanisms, memberships, offices, decisions, items } = FOUNDING;

describe("the project's own words", () => {
  const names = mechanisms.flatMap(({ name }) => Object.values(name ?? {}));

  test("a run of words is found whatever its letters' variants and marks", () => {
    const source = "أكّدت اللجنة، أمس، أنّ إعداد التقارير الوطنية يتطلب تشاورا واسعا مع الجميع";
    const copied = "وقد قيل: اكدت اللجنة أمس ان إعداد التقارير الوطنية يتطلب تشاورا";
    expect(sharedRun({ text: copied, source, length: 8, names: [] })).not.toBeNull();
    expect(sharedRun({ text: copied, source, length: 8, names: ["إعداد التقارير الوطنية"] })).toBeNull();
    expect(sharedRun({ text: "يقتضي التقرير الوطني أن تُشاوَر اللجان", source, length: 8, names: [] })).toBeNull();
  });

  test("share no run of eight words with a source text, names of institutions aside", (context) => {
    if (!existsSync(SEEDS)) {
      const reason = `${SEEDS} is not there: the founding texts were not compared with their sources`;
      process.stderr.write(`${reason}\n`);
      context.skip(reason);
    }
    const sources = readdirSync(SEEDS).map((file) => readFileSync(`${SEEDS}/${file}`, "utf8"));
    expect(sources.length).toBeGreaterThan(0);
    const texts = items.flatMap((item) =>
      contentsOf(item).flatMap(({ content }) => [
        content.title,
        content.summary,
        ...content.sections.flatMap(({ heading, text }) => (heading ? [heading, text] : [text])),
      ]),
    );
    const localized = localizedTexts({ mechanisms, memberships, offices, decisions }).flatMap(({ text }) =>
      Object.values(text).map(String),
    );
    const copied = [...texts, ...localized].flatMap((text) =>
      sources.flatMap((source) => sharedRun({ text, source, length: 8, names }) ?? []),
    );
    expect(copied).toEqual([]);
  });
});
