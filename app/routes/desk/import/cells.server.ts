import type { ItemType } from "#models/vocabulary.ts";
import { MEASURE_STATUSES, PRACTICE_SECTIONS } from "#models/vocabulary.ts";

import { type Fields, groupsOf } from "../edit/fields.ts";
import { columnsOf, isFact, SCHEMES_ASKED, type TextColumn } from "./columns.ts";
import { writeParts } from "./parts.ts";
import type { TableWords } from "./words.server.ts";

export type Cells = Partial<Record<TextColumn, string>>;

const lines = (text: string | undefined): string[] => (text ?? "").split("\n").filter(Boolean);

/** What a version says, cell by cell, as a table is offered and compared; its facts stand with the original. */
export function cellsOf(fields: Fields, { type, isOriginal }: { type: ItemType; isOriginal: boolean }, words: TableWords): Cells {
  const columns = columnsOf(type).filter((column) => isOriginal || !isFact(column, type));
  return Object.fromEntries(columns.map((column) => [column, cellOf(column, fields, type, words)]));
}

function cellOf(column: TextColumn, fields: Fields, type: ItemType, words: TableWords): string {
  const { tools } = words;
  const scheme = SCHEMES_ASKED.find((one) => one === column);
  if (scheme) return lines(fields.terms).filter((id) => id.startsWith(`${scheme}:`)).map((id) => words.write(scheme, id, tools.term(id))).join("; ");
  switch (column) {
    case "date":
      return fields.to ? `${fields.from ?? ""}/${fields.to}` : (fields.from ?? "");
    case "partners":
      return lines(fields.partners).map((id) => words.write("partner", id, tools.partner(id).text)).join("; ");
    case "notApplicable":
      return lines(fields.na).map((id) => (isSection(id) ? words.write("section", id, tools.t(`items:practice.${id}`)) : id)).join("; ");
    case "kind":
      return fields.kind ? words.write("documentKind", fields.kind, tools.term(fields.kind)) : "";
    case "status": {
      const status = MEASURE_STATUSES.find((one) => one === fields.status);
      return status ? words.write("status", status, tools.t(`items:measure.status.${status}`)) : "";
    }
    case "statusDate":
      return fields.asOf ?? "";
    case "startTime":
      return fields.start ?? "";
    case "endTime":
      return fields.end ?? "";
    case "timeZone":
      return fields.zone ?? "";
    default:
      return groupsOf(type).includes(column) ? writeParts(fields, column, { one: type === "practice" }) : (fields[column] ?? "");
  }
}

const isSection = (id: string): id is (typeof PRACTICE_SECTIONS)[number] => PRACTICE_SECTIONS.some((section) => section === id);
