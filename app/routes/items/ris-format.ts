import { oneLine } from "#app/mail/plain-line.ts";

import type { Csl, CslDate } from "./csl.server.ts";

/** The content type of RIS, as reference managers register it. */
export const RIS = "application/x-research-info-systems; charset=utf-8";

const TYPES: Record<Csl["type"], string> = { webpage: "ELEC", document: "GEN", event: "GEN", report: "RPRT" };

/** The first day of a date, with a stroke for each part whether it is stated or not. */
const dateOf = ({ "date-parts": [parts = []] }: CslDate): string => [0, 1, 2].map((index) => (parts[index] === undefined ? "" : String(parts[index]).padStart(index === 0 ? 4 : 2, "0"))).join("/");

/** A reference in RIS, each of its keywords on a line of its own. Of a span of days it can only say the first. */
export function risOf(csl: Csl, keywords: string[]): string {
  const fields: Array<[tag: string, value: string | undefined]> = [
    ["TY", TYPES[csl.type]],
    ["ID", csl.id],
    ["TI", csl.title],
    ...(csl.author ?? []).map(({ literal }): [string, string] => ["AU", literal]),
    ["PY", csl.issued && String(csl.issued["date-parts"][0]?.[0] ?? "")],
    ["DA", csl.issued && dateOf(csl.issued)],
    ["M3", csl.genre],
    ["T2", csl["container-title"]],
    ["PB", csl.publisher],
    ["CY", csl["event-place"]],
    ["LA", csl.language],
    ["AB", csl.abstract],
    ...keywords.map((word): [string, string] => ["KW", word]),
    ["UR", csl.URL],
    ["Y2", dateOf(csl.accessed)],
  ];
  return [...fields.flatMap(([tag, value]) => (value ? [`${tag}  - ${oneLine(value)}`] : [])), "ER  - ", ""].join("\r\n");
}
