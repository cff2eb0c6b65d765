import { oneLine } from "#app/mail/plain-line.ts";

import type { Csl, CslDate } from "./csl.server.ts";

export const BIBTEX = "application/x-bibtex; charset=utf-8";

/** What means something to TeX. Braces are counted even behind a backslash, so that they have names. */
const SIGNS: Record<string, string> = {
  "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
  "#": "\\#", $: "\\$", "%": "\\%", "&": "\\&", _: "\\_",
};

/** Signs that TeX would draw as one. */
const JOINED = /-(?=-)|'(?=')|`(?=`)|[?!](?=`)/g;

const texText = (text: string): string =>
  oneLine(text)
    .replace(/[\\{}~^#$%&_]/g, (sign) => SIGNS[sign] ?? sign)
    .replace(JOINED, "$&{}")
    .replaceAll("\u00A0", "~");

/** As ISO 8601 has it; biblatex takes spans of days, and dates that state no day. */
const isoDate = ({ "date-parts": parts }: CslDate): string =>
  parts.map((numbers) => numbers.map((number, index) => String(number).padStart(index === 0 ? 4 : 2, "0")).join("-")).join("/");

/** A reference in BibTeX, in UTF-8; the year is for BibTeX, the date for biblatex. */
export function bibtexOf(csl: Csl): string {
  const year = csl.issued?.["date-parts"][0]?.[0];
  const fields: Array<[name: string, value: string | undefined]> = [
    // In braces a second time: no name of a person, and no capital that a style may change.
    ["author", csl.author?.map(({ literal }) => `{${texText(literal)}}`).join(" and ")],
    ["title", `{${texText(csl.title)}}`],
    ["year", year === undefined ? undefined : String(year)],
    ["date", csl.issued && isoDate(csl.issued)],
    ["type", texText(csl.genre)],
    [csl.type === "report" ? "institution" : "publisher", texText(csl.publisher)],
    ["howpublished", texText(csl["container-title"])],
    ["location", csl["event-place"] && texText(csl["event-place"])],
    ["language", csl.language],
    ["abstract", csl.abstract && texText(csl.abstract)],
    ["keywords", csl.keyword && texText(csl.keyword)],
    ["url", csl.URL],
    ["urldate", isoDate(csl.accessed)],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []));
  return `@${csl.type === "report" ? "techreport" : "misc"}{${csl.id},\n${lines.join(",\n")}\n}\n`;
}
