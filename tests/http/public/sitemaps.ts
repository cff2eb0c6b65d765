import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { listItemAddresses, listItemParts } from "#models/item-addresses.server.ts";
import { VISITOR } from "#models/actor.ts";
import { FOUNDING } from "#seed/founding/index.ts";

import { FIXTURES, SECRET } from "./fixtures.ts";
import { addressesOf, type Ask } from "./head.ts";

type Link = { "@_hreflang": string; "@_href": string };
type Url = { loc: string; lastmod?: string; "xhtml:link": Link[] };

const ORIGIN = "https://hub.example";
const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => ["url", "sitemap", "xhtml:link"].includes(name) });

export function sitemapSuite(ask: Ask): void {
  const read = async (address: string): Promise<Record<string, any>> => {
    const answer = await ask(address);
    expect([answer.status, answer.headers.get("Content-Type")], address).toEqual([200, "application/xml; charset=utf-8"]);
    const text = await answer.text();
    expect(XMLValidator.validate(text)).toBe(true);
    expect(text).not.toContain(SECRET);
    return parser.parse(text) as Record<string, any>;
  };
  const parts = async (): Promise<string[]> => {
    const { sitemapindex } = await read("/sitemap.xml");
    return (sitemapindex.sitemap as Array<{ loc: string }>).map(({ loc }) => loc);
  };
  const urls = async (): Promise<Url[]> => (await Promise.all((await parts()).map(async (part) => (await read(part)).urlset.url as Url[]))).flat();

  describe("the sitemap", () => {
    test("robots are led to it and kept out of searches", async () => {
      const text = await (await ask("/robots.txt")).text();
      expect(text).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`);
      expect(text).toContain("Disallow: /*/search?");
      expect(text).toContain("Allow: /\n");
    });

    test("names every published item in every language, with the others beside it, and no draft", async () => {
      const found = await urls();
      const items = [...FOUNDING.items, ...Object.values(FIXTURES).filter((item) => item !== FIXTURES.draft)];
      for (const item of items) {
        const addresses = addressesOf(item);
        for (const lang of LANGUAGE_CODES) {
          const url = found.find(({ loc }) => loc === ORIGIN + addresses[lang]);
          expect(url?.lastmod, `${item.id} ${lang}`).toBe(item.publishedAt?.toISOString());
          const links = Object.fromEntries((url?.["xhtml:link"] ?? []).map((link) => [link["@_hreflang"], link["@_href"]]));
          expect(links).toEqual({ ...Object.fromEntries(LANGUAGE_CODES.map((code) => [code, ORIGIN + addresses[code]])), "x-default": ORIGIN + addresses.en });
        }
      }
      expect(found.some(({ loc }) => loc.includes(FIXTURES.draft.id))).toBe(false);
      expect(new Set(found.map(({ loc }) => loc)).size).toBe(found.length);
    });

    test("names every page that the frame of the hub links to, unless robots should not keep it", async () => {
      const named = new Set((await urls()).map(({ loc }) => loc.replace(ORIGIN, "")));
      const home = await (await ask("/en")).text();
      const frame = [...home.matchAll(/<(?:header|footer)\b.*?<\/(?:header|footer)>/gs)].map(([text]) => text).join("");
      const linked = new Set([...frame.matchAll(/href="(\/en[^"?#]*)/g)].map((match) => match[1] ?? ""));
      expect(linked.size).toBeGreaterThan(4);
      for (const address of linked) {
        if (named.has(address)) continue;
        expect((await (await ask(address)).text()).includes('<meta name="robots" content="noindex"'), address).toBe(true);
      }
    });

    test("every address answers as the canonical one", async () => {
      for (const { loc } of (await urls()).filter((_, index) => index % 7 === 0)) {
        const answer = await ask(loc);
        expect([answer.status, (await answer.text()).includes(`<link rel="canonical" href="${loc}"/>`)], loc).toEqual([200, true]);
      }
    });

    test("comes in parts that hold each item once", async () => {
      const cut = await listItemParts({ actor: VISITOR, size: 3 });
      const pages = await Promise.all(cut.map(({ after }) => listItemAddresses({ actor: VISITOR, after, limit: 3 })));
      const ids = pages.flat().map(({ id }) => id);
      expect(pages.slice(0, -1).every((page) => page.length === 3)).toBe(true);
      expect(new Set(ids).size).toBe(FOUNDING.items.length + Object.keys(FIXTURES).length - 1);
      expect(ids).toEqual(ids.toSorted());
    });

    test("is sent once where nothing has changed", async () => {
      for (const address of ["/robots.txt", "/sitemap.xml", ...(await parts())]) {
        const tag = (await ask(address)).headers.get("ETag") ?? "";
        expect((await ask(address, { headers: { "If-None-Match": tag } })).status, address).toBe(304);
        expect((await ask(address, { headers: { "If-None-Match": '"x"' } })).status, address).toBe(200);
      }
    });
  });
}
