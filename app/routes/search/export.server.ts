import { isLanguage } from "#app/i18n/languages.ts";
import { csvLine } from "#app/lib/csv.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { paths } from "#app/paths.ts";
import { itemAddresses, titled } from "#app/routes/items/addresses.ts";
import { placeOf } from "#app/routes/items/place.server.ts";
import { type ListedItem, versionFor } from "#models/item.ts";
import type { PartialDate } from "#models/partial-date.ts";
import { ITEM_SCHEMES } from "#models/vocabulary.ts";

/** As ISO 8601 has it, as exactly as the source: one date, or two with a stroke between; null where none is stated. */
const dateOf = ({ from, to }: PartialDate): string | null => (to && to !== from ? `${from}/${to}` : from);

/** An item for programs, as `/api/v1/openapi.json` describes it: its facts with their ids, and each of its versions. */
export function recordOf(tools: PageTools, item: ListedItem) {
  const { id, type, country, originalLanguage, date, terms } = item;
  const mechanism = item.mechanism && tools.present(item.mechanism);
  const addresses = itemAddresses(titled(item));
  return {
    id,
    type,
    url: absolute(addresses[tools.lang]),
    country: country && { id: country, label: tools.country(country) },
    mechanism: mechanism && { id: mechanism, label: tools.mechanismById(mechanism) },
    date: { precision: date.precision, from: date.from, to: date.to },
    terms: ITEM_SCHEMES.flatMap((scheme) => tools.terms(terms, scheme).map(({ value, label }) => ({ scheme, id: value, label }))),
    originalLanguage,
    versions: item.versions.map(({ lang, machine, behind, at, content }) => ({
      language: lang,
      title: content.title,
      summary: content.summary || null,
      place: content.place,
      published: at,
      machineTranslated: machine,
      behindOriginal: behind,
      files: (content.files ?? []).map((file) => ({ name: file.name, title: file.title, language: file.lang, type: file.type, size: file.size, url: absolute(paths.file(file.id, file.name)) })),
      url: absolute(isLanguage(lang) ? addresses[lang] : `${paths.item(tools.lang, { type, id })}?version=${lang}`),
    })),
  };
}

/** The columns of a table of items, by the names of their headings in `export:columns`. */
const COLUMNS = ["type", "title", "titleLanguage", "languages", "country", "countryCode", "mechanism", "date", "place", "theme", "persons", "capacity", "body", "sdg", "summary", "published", "url", "id"] as const;

export function headings(tools: PageTools): string {
  const names = tools.t("export:columns", { returnObjects: true });
  return csvLine(COLUMNS.map((column) => names[column]));
}

/** An item as a line of a table, in the version that a reader gets. */
export function lineOf(tools: PageTools, item: ListedItem): string {
  const version = versionFor(item, tools.lang);
  const { title, summary } = version.content;
  const labels = (scheme: string) => tools.terms(item.terms, scheme).map(({ label }) => label).join("; ");
  const cells: Record<(typeof COLUMNS)[number], string | null> = {
    type: tools.t(`items:type.${item.type}`),
    title,
    titleLanguage: version.lang,
    languages: item.versions.map(({ lang }) => lang).join("; "),
    country: item.country ? tools.country(item.country) : null,
    countryCode: item.country,
    mechanism: item.mechanism ? tools.mechanismById(item.mechanism) : null,
    date: dateOf(item.date),
    place: placeOf(item, version, tools.lang)?.text ?? null,
    theme: labels("theme"),
    persons: labels("persons"),
    capacity: labels("capacity"),
    body: labels("body"),
    sdg: tools.terms(item.terms, "sdg").map(({ value, label }) => `${value} ${label}`).join("; "),
    summary,
    published: version.at.slice(0, 10),
    url: absolute(paths.item(tools.lang, { ...item, title })),
    id: item.id,
  };
  return csvLine(COLUMNS.map((column) => cells[column]));
}
