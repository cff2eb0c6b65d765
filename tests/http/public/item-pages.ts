import { describe, expect, test } from "vitest";

import type { Item } from "#models/item.ts";
import { ItemModel, pendingMark } from "#models/item.server.ts";
import { FOUNDING } from "#seed/founding/index.ts";

import { FIXTURES } from "./fixtures.ts";
import { addressesOf, type Ask } from "./head.ts";

const founding = (key: string): Item => {
  const item = FOUNDING.items.find((candidate) => candidate.key === key);
  if (!item) throw new Error(`no ${key}`);
  return item;
};

/** The page without the data that it is sent with a second time, and without its tags. */
const wordsOf = (html: string): string =>
  html
    .slice(html.indexOf("<main"), html.indexOf("</main>"))
    .replace(/<!-- -->/g, "")
    .replace(/<[^>]*>/g, "\n")
    .replace(/&(amp|quot|#x27|lt|gt);/g, (_, name: string) => ({ amp: "&", quot: '"', lt: "<", gt: ">" })[name] ?? "'");

export function itemPageSuite(ask: Ask): void {
  const read = async (item: Item, lang: string, search = ""): Promise<string> => {
    const answer = await ask((addressesOf(item)[lang] ?? "") + search);
    expect(answer.status).toBe(200);
    return answer.text();
  };

  describe("the page of an item", () => {
    test("a reader without its language is told of it in his own, above a text that keeps its own", async () => {
      const html = await read(founding("ma-measure-4"), "es");
      const above = wordsOf(html.slice(0, html.indexOf("<h1")) + "</main>");
      for (const words of ["Medida", "Marruecos", "abril de 2021", "Delegación Interministerial", "Este texto está en árabe."]) {
        expect(above).toContain(words);
      }
      expect(html).toMatch(/<div lang="ar" dir="rtl"[^>]*><h1/);
      expect(html).toContain('<html lang="es" dir="ltr"');
    });

    test("another version can be chosen, and says that there is the reader's own", async () => {
      const item = founding("gathering-asuncion-2024");
      const words = wordsOf(await read(item, "fr", "?version=ar"));
      expect(words).toContain("Ce texte est en arabe.");
      expect(words).toContain("Vous avez choisi cette version");
      expect(wordsOf(await read(item, "fr"))).not.toContain("Ce texte est en");
      for (const { lang } of item.versions) expect(await read(item, "fr")).toContain(`?version=${lang}"`);
    });

    test("a version behind its source, made by a machine, says both; what does not apply is no gap", async () => {
      const words = wordsOf(await read(FIXTURES.behind, "es"));
      expect(words).toContain("El original ha cambiado");
      expect(words).toContain("traducción automática");
      expect(words).toMatch(/No procede\s+Recursos/);
      const original = wordsOf(await read(FIXTURES.behind, "en"));
      expect(original).not.toContain("The original has changed");
      expect(original).toMatch(/Not applicable\s+Resources and cost/);
      expect(original).toMatch(/Not stated in the sources\s+Stakeholders/);
    });

    test("the sheet of a measure is told with its number, status, axis, ministry and parts", async () => {
      const words = wordsOf(await read(founding("ma-measure-4"), "ar"));
      for (const label of ["الرقم", "حالة التنفيذ", "المحور", "الوزارة المسؤولة", "المنجزات"]) expect(words).toContain(label);
      expect((await read(founding("ma-measure-4"), "ar")).match(/id="achievements-\d"/g)?.length).toBeGreaterThan(5);
    });

    test("an event offers its entry where it can have one, and a gathering names the network", async () => {
      expect(wordsOf(await read(FIXTURES.monthOnly, "en"))).not.toMatch(/calendar/i);
      const html = await read(founding("gathering-asuncion-2024"), "en");
      expect(html).toContain(`href="/en/events/${founding("gathering-asuncion-2024").id}/event.ics"`);
      expect(wordsOf(html)).toContain("International Network of National Mechanisms for Human Rights");
    });

    test("a document names the text that it is about, and leads to it", async () => {
      const html = await read(founding("network-founding"), "pt");
      expect(html).toContain('href="/pt/network/decisions/asuncion-declaration"');
      expect(wordsOf(html)).toContain("Declaração de Assunção");
    });

    test("bars stand beside figures of one unit alone", async () => {
      const html = await read(FIXTURES.figures, "en");
      expect([...html.matchAll(/<rect width="([\d.]+)"[^>]*class="fill-brand"/g)].map((match) => match[1])).toEqual(["25", "50"]);
      const words = wordsOf(html);
      for (const value of ["25%", "50%", "300", "9,000 USD", "people reached"]) expect(words).toContain(value);
      expect(await read(founding("mr-record-2022"), "ar")).not.toContain("<rect");
    });

    test("a place is told in letters that the reader reads, where a version has it in them", async () => {
      const item = founding("mr-nouakchott-meeting");
      const placeOn = async (lang: string, search = "") => /<dd[^>]*><bdi[^>]*>(Nouakchott|نواكشوط)</.exec(await read(item, lang, search))?.[1];
      expect(await placeOn("en")).toBe("Nouakchott");
      expect(await placeOn("pt", "?version=ar")).toBe("Nouakchott");
      expect(await placeOn("ar", "?version=fr")).toBe("نواكشوط");
      expect(await (await ask("/en/events")).text()).toContain('<bdi lang="fr">Nouakchott</bdi>');
      expect(await read(founding("network-founding"), "en")).toMatch(/<dd lang="ar"[^>]*><bdi[^>]*>[^<]*أسونسيون/);
    });

    test("it says how to cite it, with the lasting address, the date of its source and the day", async () => {
      const item = founding("mr-record-2022");
      for (const lang of ["ar", "en"]) {
        const html = await read(item, lang);
        const path = `/${lang}/records/${item.id}`;
        const words = wordsOf(html).replace(/\s+/g, " ");
        expect(words).toContain(`https://hub.example${path}`);
        expect(words).toMatch(/\[[^\]]+[,،] 2022\]/);
        expect(html).toContain(`<a href="${path}" dir="ltr"`);
        expect(words).toContain(item.versions[0]?.published?.content.title);
        expect(words).toContain(String(new Date().getUTCFullYear()));
      }
    });

    test("the version that is cited is the one that its address opens", async () => {
      const item = founding("mr-nouakchott-meeting");
      const cited = async (lang: string, search = "") => /<a href="([^"]*)" dir="ltr"/.exec(await read(item, lang, search))?.[1];
      expect(await cited("fr")).toBe(`/fr/events/${item.id}`);
      expect(await cited("fr", "?version=fr")).toBe(`/fr/events/${item.id}`);
      expect(await cited("fr", "?version=ar")).toBe(`/fr/events/${item.id}?version=ar`);
      const short = await ask(`/fr/events/${item.id}?version=ar`);
      const words = wordsOf(await (await ask(short.headers.get("Location") ?? "")).text());
      expect(words).toContain("Ce texte est en arabe.");
      expect(words).toContain("date non indiquée");
    });

    test("hostile words stay words", async () => {
      const html = await read(FIXTURES.hostile, "en");
      expect(html.includes("<script>alert")).toBe(false);
      expect(wordsOf(html)).toContain('</script><script>alert("1")</script>');
    });
  });

  describe("related items", () => {
    /** The related items of a page, in their order. */
    const relatedOn = async (item: Item): Promise<string> => {
      const words = wordsOf(await read(item, "en"));
      return words.includes("Related items") ? words.slice(words.indexOf("Related items")) : "";
    };
    const change = (item: Item, set: object) => ItemModel.updateOne({ _id: item.id }, { $set: set });

    test("share a theme or a mechanism and say which, and what shares neither any more is left out", async () => {
      const related = await relatedOn(FIXTURES.monthOnly);
      expect(related).toContain("A meeting to come");
      expect(related).toContain("Same theme: Human trafficking & contemporary forms of slavery");
      expect(related).not.toContain("A meeting in October");
      expect(related).not.toContain("Unpublished");
      expect(related).not.toContain("Same mechanism");
      const { terms, mechanism } = FIXTURES.monthOnly;
      await change(FIXTURES.monthOnly, { terms: [] });
      const ofMechanism = await relatedOn(FIXTURES.monthOnly);
      await change(FIXTURES.monthOnly, { terms: [], mechanism: null });
      const ofNothing = await relatedOn(FIXTURES.monthOnly);
      await change(FIXTURES.monthOnly, { terms, mechanism });
      expect(ofMechanism).toContain("A meeting to come");
      expect(ofMechanism).toContain("Same mechanism");
      expect(ofMechanism).not.toContain("Same theme");
      expect(ofNothing).toBe("");
    });

    test("what is withdrawn is gone from them with the next answer, and what is written anew is read anew", async () => {
      expect(await relatedOn(FIXTURES.monthOnly)).toContain("A meeting to come");
      const { versions } = FIXTURES.halfPublished;
      await change(FIXTURES.halfPublished, { versions: versions.map((version) => ({ ...version, published: null })) });
      const without = await relatedOn(FIXTURES.monthOnly);
      await change(FIXTURES.halfPublished, { versions });
      expect(without).not.toContain("A meeting to come");
      expect(await relatedOn(FIXTURES.monthOnly)).toContain("A meeting to come");
      await change(FIXTURES.monthOnly, { "versions.0.published.content.summary": "A summary that is new" });
      expect(wordsOf(await read(FIXTURES.monthOnly, "en"))).toContain("A summary that is new");
    });

    test("a page that was kept is not shown once its item is withdrawn", async () => {
      await read(FIXTURES.monthOnly, "en");
      const { versions } = FIXTURES.monthOnly;
      await change(FIXTURES.monthOnly, { versions: versions.map((version) => ({ ...version, published: null })) });
      const { status } = await ask(addressesOf(FIXTURES.monthOnly).en ?? "");
      await change(FIXTURES.monthOnly, { versions });
      expect(status).toBe(404);
    });
  });

  test("a text has the form that its author gave it, below the headings of the page, and no link that runs anything", async () => {
    const html = await read(FIXTURES.rich, "en");
    for (const part of ["<strong>", "<em>", "<li>below</li>", "<blockquote>", "<h2>A part</h2>", "<h3>Below it</h3>", '<th scope="col">', 'rel="noopener nofollow"', 'href="#text-2-note-1"', 'id="text-2-ref-1"']) {
      expect(html, part).toContain(part);
    }
    expect(html).toContain('aria-label="Footnote 1"');
    expect(html.match(/id="text-\d-note-1"/g)).toEqual(['id="text-1-note-1"', 'id="text-2-note-1"']);
    expect(html).not.toMatch(/href="javascript/i);
  });

  describe("a page that is asked for again and again", () => {
    const times = async (address: string): Promise<Array<{ html: string; nonce: string }>> => {
      const pages = [];
      for (let nth = 0; nth < 4; nth += 1) {
        const answer = await ask(address);
        expect(answer.status, address).toBe(200);
        pages.push({ html: await answer.text(), nonce: /'nonce-([^']+)'/.exec(answer.headers.get("Content-Security-Policy") ?? "")?.[1] ?? "" });
      }
      return pages;
    };
    const item = founding("mr-record-2021");
    const searched = `/en/search?type=record&year=2021`;

    test.each([addressesOf(item).en ?? "", searched])("%s is the same each time, with a nonce of its own on each script", async (address) => {
      const pages = await times(address);
      expect(new Set(pages.map(({ nonce }) => nonce)).size).toBe(pages.length);
      for (const { html, nonce } of pages) for (const script of html.match(/<script\b[^>]*>/g) ?? []) expect(script).toContain(`nonce="${nonce}"`);
      const bare = pages.map(({ html, nonce }) => html.replaceAll(nonce, ""));
      expect(new Set(bare).size).toBe(1);
      expect((await ask(address.replace("/en/", "/fr/"), { redirect: "follow" })).status).toBe(200);
    });

    test("shows a change and a withdrawal at once", async () => {
      const at = addressesOf(item).en ?? "";
      const change = (set: object) => ItemModel.updateOne({ _id: item.id }, { $set: { ...set, ...pendingMark() } });
      const { summary } = item.versions[0]?.published?.content ?? {};
      await change({ "versions.0.published.content.summary": "A summary that was written later" });
      for (const address of [at, searched]) expect((await times(address)).every(({ html }) => html.includes("A summary that was written later")), address).toBe(true);
      await change({ "versions.0.published.content.summary": summary });
      for (const address of [at, searched]) expect((await times(address)).some(({ html }) => html.includes("A summary that was written later")), address).toBe(false);
      await change({ "versions.$[].published": null });
      expect((await ask(at)).status).toBe(404);
      for (const { html } of await times(searched)) expect(html).not.toContain(item.id);
      await change({ versions: item.versions });
      expect((await ask(at)).status).toBe(200);
    });
  });
}
