import Validator from "@adobe/structured-data-validator";
import WebAutoExtractor from "@marbec/web-auto-extractor";
import { describe, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { itemAddresses } from "#app/routes/items/addresses.ts";
import type { Item } from "#models/item.ts";
import { FOUNDING } from "#seed/founding/index.ts";

import { FIXTURES, HOSTILE, SECRET } from "./fixtures.ts";
import { vocabularyErrors } from "./vocabulary.ts";

export type Ask = (address: string, init?: RequestInit) => Promise<Response>;

const ORIGIN = "https://hub.example";
const decode = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[name] ?? "'");

/** Every value of an attribute among the tags of a head that match. */
function values(html: string, tag: RegExp, attribute: string): string[] {
  const head = html.slice(0, html.indexOf("</head>"));
  return [...head.matchAll(/<(?:meta|link)\b[^>]*>/g)]
    .filter(([text]) => tag.test(text))
    .map(([text]) => decode(new RegExp(`${attribute}="([^"]*)"`).exec(text)?.[1] ?? ""));
}

const hreflangs = (html: string): Map<string, string> =>
  new Map(
    values(html, /rel="alternate" hrefLang/, "hrefLang").map((lang, index) => [lang, values(html, /rel="alternate" hrefLang/, "href")[index] ?? ""]),
  );

/** The addresses of an item, from what is published of it. */
export function addressesOf(item: Item): Record<string, string> {
  const titles = item.versions.flatMap(({ lang, published }) => (published ? [{ lang, title: published.content.title }] : []));
  return itemAddresses({ ...item, titles });
}

const seeded = (type: string): Item => {
  const item = FOUNDING.items.find((candidate) => candidate.type === type);
  if (!item) throw new Error(`no ${type}`);
  return item;
};

/** One page of every kind that robots may keep, in English. */
const PAGES: Array<[kind: string, address: string]> = [
  ["home", "/en"],
  ["search", "/en/search"],
  ["filtered search", "/en/search?type=practice&country=MR"],
  ["mechanisms", "/en/mechanisms"],
  ["mechanism", "/en/mechanisms/morocco/interministerial-delegation-for-human-rights"],
  ["network", "/en/network"],
  ["about", "/en/about"],
  ["accessibility", "/en/about/accessibility"],
  ["events", "/en/events"],
  ["events of a year", "/en/events?year=2024"],
  ...["practice", "document", "event", "record", "measure"].map((type): [string, string] => [type, addressesOf(seeded(type)).en ?? ""]),
  ["hostile item", addressesOf(FIXTURES.hostile).en ?? ""],
  ["item half published", addressesOf(FIXTURES.halfPublished).en ?? ""],
];

export function headSuite(ask: Ask): void {
  const read = async (address: string): Promise<string> => {
    const answer = await ask(address);
    expect(answer.status, address).toBe(200);
    return answer.text();
  };

  describe("the head of a page", () => {
    test.each(PAGES)("%s: names itself, and each language names all", async (_, address) => {
      const html = await read(address);
      const own = hreflangs(html);
      expect([...own.keys()].toSorted()).toEqual([...LANGUAGE_CODES, "x-default"].toSorted());
      expect(own.get("x-default")).toBe(address === "/en" ? `${ORIGIN}/` : own.get("en"));
      expect(values(html, /rel="canonical"/, "href")).toEqual([ORIGIN + address]);
      for (const lang of LANGUAGE_CODES) {
        const other = await read(own.get(lang) ?? "");
        expect(hreflangs(other), lang).toEqual(own);
        expect(values(other, /rel="canonical"/, "href"), lang).toEqual([own.get(lang)]);
        expect(other.includes(`<html lang="${lang}"`)).toBe(true);
      }
    });

    test.each(PAGES)("%s: is described for people and for networks", async (_, address) => {
      const html = await read(address);
      const title = decode(/<title>([^<]+)<\/title>/.exec(html)?.[1] ?? "");
      expect(title).toMatch(/\S · \S/);
      const property = (name: string) => values(html, new RegExp(`property="${name}"`), "content");
      expect(title).toContain(property("og:title")[0]);
      expect(property("og:url")).toEqual(values(html, /rel="canonical"/, "href"));
      expect(property("og:type")[0]).toMatch(/^(website|article)$/);
      expect(property("og:locale")).toEqual(["en_GB"]);
      expect(property("og:locale:alternate")).toHaveLength(LANGUAGE_CODES.length - 1);
      expect(property("og:site_name")[0]).toBeTruthy();
      expect(property("og:image:alt")[0]).toBeTruthy();
      expect((await ask(property("og:image")[0] ?? "")).headers.get("Content-Type")).toBe("image/png");
      expect(values(html, /name="robots"/, "content")).toEqual([]);
    });

    test("noise in an address is left out of the canonical one", async () => {
      const html = await read("/en/network?utm_source=x");
      expect(values(html, /rel="canonical"/, "href")).toEqual([`${ORIGIN}/en/network`]);
    });

    test.each(["/en/search?q=trafficking", "/en/sign-in", "/en/empty"])("%s is not for robots to keep", async (address) => {
      const html = await read(address);
      expect(values(html, /name="robots"/, "content")).toEqual(["noindex"]);
      expect(values(html, /rel="(canonical"|alternate" hrefLang)/, "href")).toEqual([]);
      expect(html.includes(">{}</script>")).toBe(true);
    });
  });

  test("a page that is missing has a title, also where the language is none of the hub's", async () => {
    const titleOf = async (address: string) => /<title>([^<]*)<\/title>/.exec(await (await ask(address)).text())?.[1];
    expect(await titleOf("/zz")).toBe("404 · NMIRF Hub");
    expect(await titleOf("/es/nada")).toBe("Esta página no existe · Plataforma de mecanismos");
  });

  test("no page has signs in it that stand for nothing", async () => {
    for (const path of ["/ar", "/ar/network", "/ar/mechanisms", "/ar/about/privacy", "/ar/network/plan", "/fr/about/privacy"]) {
      expect((await (await ask(path)).text()).split("\0"), path).toHaveLength(1);
    }
  });

  describe("structured data", () => {
    /** The graph as a parser of HTML that is not ours finds it. */
    const graphOf = (html: string): Record<string, unknown> => {
      const [text, ...others] = [...html.matchAll(/<script type="application\/ld\+json" nonce="[^"]+">([^<]*)<\/script>/g)].map((match) => match[1] ?? "");
      expect(others).toEqual([]);
      return JSON.parse(text ?? "") as Record<string, unknown>;
    };
    const things = (html: string) => graphOf(html)["@graph"] as Array<Record<string, unknown>>;

    test("holds only what schema.org knows, on every kind of page", { timeout: 180_000 }, async () => {
      const graphs = new Map<string, unknown>();
      for (const [kind, address] of PAGES) graphs.set(kind, graphOf(await read(address)));
      // The check itself is checked: what is wrong is told.
      graphs.set("wrong property", { "@context": "https://schema.org", "@graph": [{ "@type": "Event", begins: "2024" }] });
      graphs.set("wrong type", { "@context": "https://schema.org", "@graph": [{ "@type": "Happening" }] });
      const errors = vocabularyErrors(graphs);
      expect(errors.map((error) => error.slice(0, error.indexOf(":")))).toEqual(["wrong property", "wrong type"]);
    });

    test.each(PAGES)("%s: is what search engines ask for", async (_, address) => {
      const extracted = new WebAutoExtractor({ addLocation: true, embedSource: ["rdfa", "microdata"] }).parse(await read(address));
      expect(extracted.errors ?? []).toEqual([]);
      expect(Object.keys(extracted.jsonld)).toEqual(expect.arrayContaining(["WebSite", "Organization"]));
      const issues = await new Validator().validate(extracted);
      expect(issues.filter(({ severity }) => severity === "ERROR")).toEqual([]);
    });

    test("each type of item is what schema.org has nearest, in the language of the text", async () => {
      const expected = { practice: "Article", document: "DigitalDocument", event: "Event", record: "Dataset", measure: "CreativeWork" };
      for (const [type, name] of Object.entries(expected)) {
        const html = await read(addressesOf(seeded(type)).es ?? "");
        const thing = things(html).find((candidate) => candidate["@type"] === name);
        const shown = seeded(type).versions.some(({ lang }) => lang === "es") ? "es" : seeded(type).originalLanguage;
        expect(thing, type).toMatchObject({ inLanguage: shown });
        expect(things(html).map((one) => one["@type"])).toContain("BreadcrumbList");
      }
    });

    test("a mechanism is an organisation of its State, under all its names, and a member of the network", async () => {
      const find = async (address: string, type: string) => things(await read(address)).find((thing) => thing["@type"] === type && thing.name !== undefined && thing["@id"] !== `${ORIGIN}/#publisher`);
      const mechanism = await find("/en/mechanisms/morocco/interministerial-delegation-for-human-rights", "GovernmentOrganization");
      expect(mechanism).toMatchObject({
        "@id": `${ORIGIN}/#mechanism-morocco`, alternateName: ["DIDH", "A former name"], foundingDate: "1998", parentOrganization: { name: "A ministry" }, memberOf: { "@id": `${ORIGIN}/#network` }, email: "office@example.org", sameAs: "https://example.org",
      });
      const network = await find("/en/network", "Organization");
      expect(network?.["@id"]).toBe(`${ORIGIN}/#network`);
      expect(((network?.member ?? []) as Array<Record<string, unknown>>).map((member) => member["@id"])).toContain(`${ORIGIN}/#mechanism-morocco`);
    });

    test("a hostile title stays a title", async () => {
      const html = await read(addressesOf(FIXTURES.hostile).en ?? "");
      expect(html.includes("<script>alert")).toBe(false);
      const event = things(html).find((thing) => thing["@type"] === "Event");
      expect(event).toMatchObject({ name: HOSTILE, startDate: "2024-02-28", endDate: "2024-02-29" });
    });

    test("nothing unpublished is in a head, and a draft has no page", async () => {
      for (const lang of LANGUAGE_CODES) {
        expect((await ask(`/${lang}/events/${FIXTURES.draft.id}`)).status).toBe(404);
        expect((await read(addressesOf(FIXTURES.halfPublished)[lang] ?? "")).includes(SECRET)).toBe(false);
      }
    });
  });
}
