import { isLanguage, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { type XmlElement, xmlElement } from "#app/lib/xml.ts";
import { paths } from "#app/paths.ts";
import { authorOf } from "#app/routes/items/author.server.ts";
import { keywordsOf } from "#app/routes/items/csl.server.ts";
import type { ShownItem } from "#models/item-shown.server.ts";
import { localize } from "#models/localized.ts";
import type { ItemType } from "#models/vocabulary.ts";

/** The one format of metadata: Dublin Core without qualifiers, as every repository has it. */
export const OAI_DC = {
  prefix: "oai_dc",
  schema: "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
  namespace: "http://www.openarchives.org/OAI/2.0/oai_dc/",
} as const;

/** What an item is by the types of the Dublin Core Metadata Initiative. */
const DCMI_TYPES = { practice: "Text", document: "Text", event: "Event", record: "Text", measure: "Text" } as const satisfies Record<ItemType, string>;

type Element = "title" | "creator" | "subject" | "description" | "publisher" | "contributor" | "date" | "type" | "format" | "identifier" | "source" | "language" | "coverage";
type Said = { name: Element; text: string; lang?: string };

/** Makes records of items; for many of them, since it speaks all languages. */
export async function dublinCore(): Promise<(item: NonNullable<ShownItem["published"]>) => XmlElement> {
  const speakers = new Map(await Promise.all(LANGUAGE_CODES.map(async (lang) => [lang, await pageTools(lang)] as const)));
  return (item) => {
    // What the hub adds is said in the languages in which the item can be read, of those that the hub speaks.
    const own = item.versions.flatMap(({ lang }) => (isLanguage(lang) ? (speakers.get(lang) ?? []) : []));
    const tools = own.length > 0 ? own : [...speakers.values()].slice(0, 1);
    return written(once([...saidByItem(item), ...tools.flatMap((speaker) => saidByHub(speaker, item)), ...addressesOf(tools, item)]));
  };
}

/** What the item says itself, in each of its languages. */
function saidByItem({ versions, date, sources, type }: NonNullable<ShownItem["published"]>): Said[] {
  return [
    ...versions.map(({ lang, content }): Said => ({ name: "title", text: content.title, lang })),
    ...versions.flatMap(({ lang, content }): Said[] => (content.summary ? [{ name: "description", text: content.summary, lang }] : [])),
    ...versions.flatMap(({ lang, content }): Said[] => (content.place ? [{ name: "coverage", text: content.place, lang }] : [])),
    ...versions.map(({ lang }): Said => ({ name: "language", text: lang })),
    ...(date.from ? [{ name: "date" as const, text: date.to && date.to !== date.from ? `${date.from}/${date.to}` : date.from }] : []),
    ...sources.flatMap(({ title, language }): Said[] => {
      const own = localize(title, language);
      return own ? [{ name: "source", text: own.text, lang: own.lang }] : [];
    }),
    { name: "type", text: DCMI_TYPES[type] },
    { name: "format", text: "text/html" },
  ];
}

/** What the hub adds to it in one language. */
function saidByHub(tools: PageTools, item: NonNullable<ShownItem["published"]>): Said[] {
  const { t, lang } = tools;
  const creator = authorOf(tools, item);
  return [
    ...(creator ? [{ name: "creator" as const, ...creator }] : []),
    { name: "publisher", text: t("site:name"), lang },
    ...keywordsOf(tools, item).map((text): Said => ({ name: "subject", text, lang })),
    ...item.partners.filter((id) => tools.reference.partners.has(id)).map((id): Said => ({ name: "contributor", ...tools.partner(id) })),
    ...(item.country ? [{ name: "coverage" as const, text: tools.country(item.country), lang }] : []),
    { name: "type", text: t(`items:type.${item.type}`), lang },
  ];
}

/** The addresses that last, of the page in each of these languages. */
const addressesOf = (tools: PageTools[], { type, id }: NonNullable<ShownItem["published"]>): Said[] =>
  tools.map(({ lang }) => ({ name: "identifier", text: absolute(paths.item(lang, { type, id })) }));

/** The order in which people like to read them. */
const ORDER: Element[] = ["title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier", "source", "language", "coverage"];

const once = (said: Said[]): Said[] =>
  [...new Map(said.map((one) => [JSON.stringify([one.name, one.text, one.lang]), one])).values()].toSorted((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));

function written(said: Said[]): XmlElement {
  return xmlElement(
    "oai_dc:dc",
    {
      "xmlns:oai_dc": OAI_DC.namespace,
      "xmlns:dc": "http://purl.org/dc/elements/1.1/",
      "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      "xsi:schemaLocation": `${OAI_DC.namespace} ${OAI_DC.schema}`,
    },
    said.map(({ name, text, lang }) => xmlElement(`dc:${name}`, { "xml:lang": lang }, text)),
  );
}
