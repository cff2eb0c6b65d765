import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import { describe, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { idForKey } from "#models/ids.server.ts";
import { FOUNDING } from "#seed/founding/index.ts";

import { type Ask, reader } from "./asking.ts";
import { FIXTURES, HOSTILE } from "./fixtures.ts";

/** Items as references, as a program reads them that keeps such. */
export function referenceSuite(ask: Ask): void {
  const read = reader(ask);
  describe("references", () => {
    const gathering = FOUNDING.items.find(({ key }) => key === "gathering-asuncion-2024");
    const id = idForKey("gathering-asuncion-2024");

    test.each(["ris", "bib", "json"])("programs that keep references read %s, in every language", async (extension) => {
      for (const lang of LANGUAGE_CODES) {
        const answer = await ask(`/${lang}/events/${id}/cite.${extension}`);
        const title = gathering?.versions.find((version) => version.lang === lang)?.published?.content.title ?? "?";
        const [reference, ...more] = new Cite(await answer.text()).data;
        expect(more).toEqual([]);
        expect(reference).toMatchObject({ title, language: lang, URL: `https://hub.example/${lang}/events/${id}`, publisher: expect.any(String) as string });
        // RIS has no spans.
        expect(reference?.issued?.["date-parts"]).toEqual(extension === "ris" ? [[2024, 5, 8]] : [[2024, 5, 8], [2024, 5, 9]]);
        expect(Object.values(reference?.author?.[0] ?? {}).join(" ")).toMatch(/\S/);
        // Its name is that of the item, in its own letters; and one that every program can write.
        const disposition = answer.headers.get("Content-Disposition") ?? "";
        expect(disposition).toContain(`filename="event-${id}.${extension}"`);
        const name = decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(disposition)?.[1] ?? "");
        expect(name).toMatch(lang === "ar" ? new RegExp(`^[\\p{Script=Arabic}\\d-]+\\.${extension}$`, "u") : new RegExp(`^[\\p{L}\\d-]+\\.${extension}$`, "u"));
      }
    });

    // oxlint-disable-next-line no-control-regex -- what is a space to one format is nothing to another
    const bare = (text = "") => text.replace(/[\s\u0007]/g, "");

    test("every sign of the formats comes out as it went in", async () => {
      const base = `/en/events/${FIXTURES.hostile.id}/cite`;
      for (const extension of ["ris", "bib", "json"]) {
        const [reference] = new Cite(await read(`${base}.${extension}`)).data;
        expect(bare(reference?.title), extension).toBe(bare(HOSTILE));
      }
      // oxlint-disable-next-line no-control-regex -- it is these that are looked for
      for (const extension of ["ris", "bib"]) expect((await read(`${base}.${extension}`)).replaceAll("\r\n", "").replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f]/);
    });

    test("the page offers them for the version that it shows; what is not published has none", async () => {
      const page = async (address: string) => read((await ask(address)).headers.get("Location") ?? address);
      const own = await page(`/fr/events/${id}`);
      for (const extension of ["ris", "bib", "json"]) expect(own).toContain(`href="/fr/events/${id}/cite.${extension}"`);
      const chosen = await page(`/fr/events/${id}?version=ar`);
      expect(chosen).toContain(`href="/fr/events/${id}/cite.ris?version=ar"`);
      const [reference] = new Cite(await read(`/fr/events/${id}/cite.ris?version=ar`)).data;
      expect(reference).toMatchObject({ language: "ar", URL: `https://hub.example/fr/events/${id}?version=ar` });
      // A version under way is no version: readers get what they get without asking for it.
      expect(await read(`/fr/practices/${FIXTURES.half.id}/cite.bib?version=fr`)).toContain("A practice half published");
      for (const extension of ["ris", "bib", "json"]) expect((await ask(`/en/practices/${FIXTURES.draft.id}/cite.${extension}`)).status).toBe(404);
      expect((await ask(`/en/practices/${id}/cite.ris`)).status).toBe(404);
    });
  });
}
