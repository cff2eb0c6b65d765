import type { FormError } from "#app/lib/form-errors.server.ts";
import { cleanText } from "#app/lib/form.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { readCount, readLocalized } from "#app/lib/typed-values.server.ts";
import type { Definition, Office } from "#models/office.ts";
import { LIMITS } from "#models/vocabulary.ts";

const STATUS = "membershipStatus";

/** The statuses that the network knows, to choose from. */
export function statusChoices(tools: PageTools): Array<{ value: string; label: string }> {
  return [...tools.reference.terms.values()].filter(({ scheme }) => scheme === STATUS).map(({ id }) => ({ value: id, label: tools.term(id) }));
}

export type DefinitionValues = {
  name: Record<string, string>;
  order: string;
  seats: string;
  mayHold: string[];
  termMonths: string;
  maxRenewals: string;
  substitutes: string;
  exOfficio: string;
};

const written = (value: number | null): string => (value === null ? "" : String(value));

/** A definition as its form shows it. */
export function valuesOf(office: Definition | null): DefinitionValues {
  return {
    name: office?.name ?? {},
    order: written(office?.order ?? null),
    seats: written(office ? office.seats : 1),
    mayHold: office?.mayHold ?? [],
    termMonths: written(office?.termMonths ?? null),
    maxRenewals: written(office?.maxRenewals ?? null),
    substitutes: written(office?.substitutes ?? 0),
    exOfficio: office?.exOfficio ?? "",
  };
}

const COUNTS = ["order", "seats", "termMonths", "maxRenewals", "substitutes"] as const;
/** The least and the most that each of them may be. */
const BOUNDS: Record<(typeof COUNTS)[number], [least: number, most: number]> = { order: [0, 999], seats: [1, 200], termMonths: [1, 600], maxRenewals: [0, 99], substitutes: [0, 20] };

/** A definition as it was typed, and as it is kept where nothing is wrong with it. */
export function readDefinition(form: URLSearchParams, tools: PageTools, offices: Office[], own: string | null): { values: DefinitionValues; definition: Definition | null; errors: FormError[] } {
  const { t, reference } = tools;
  const values: DefinitionValues = {
    name: readLocalized(form, "name"),
    mayHold: form.getAll("mayHold").filter((id) => reference.terms.get(id)?.scheme === STATUS),
    exOfficio: cleanText(form.get("exOfficio")),
    ...(Object.fromEntries(COUNTS.map((field) => [field, cleanText(form.get(field))])) as Record<(typeof COUNTS)[number], string>),
  };
  const errors: FormError[] = [];
  if (Object.keys(values.name).length === 0) errors.push({ field: "name", text: t("offices:errors.name") });
  else if (Object.values(values.name).some((text) => text.length > LIMITS.name)) errors.push({ field: "name", text: t("offices:errors.tooLong") });
  const counts = Object.fromEntries(COUNTS.map((field) => [field, readCount(form, field)]));
  for (const field of COUNTS) {
    const [least, most] = BOUNDS[field];
    const count = counts[field];
    if (count === undefined || (count !== null && (count < least || count > most))) errors.push({ field, text: t("offices:errors.count", { least, most }) });
  }
  const exOfficio = offices.find(({ id }) => id === values.exOfficio && id !== own)?.id ?? null;
  const definition: Definition = {
    name: values.name,
    order: counts.order ?? Math.max(0, ...offices.map(({ order }) => order)) + 1,
    seats: counts.seats ?? null,
    mayHold: values.mayHold,
    termMonths: counts.termMonths ?? null,
    maxRenewals: counts.maxRenewals ?? null,
    substitutes: counts.substitutes ?? 0,
    exOfficio,
  };
  return { values, definition: errors.length > 0 ? null : definition, errors };
}
