import { directionOf, isLanguage, LANGUAGE_CODES, type Language } from "#app/i18n/languages.ts";
import { ownLanguageName } from "#app/lib/language-names.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { termsInForce } from "#app/lib/reference-data.server.ts";
import type { OpenedPart } from "#models/mechanism-writing.server.ts";
import { textsIn } from "#models/mechanism-texts.ts";
import { type Mechanism, PROFILE_HEADINGS, STANDINGS } from "#models/mechanism.ts";
import type { Scheme } from "#models/vocabulary.ts";

import { type Fields, fieldsOfTexts, keyOfSource } from "./fields.ts";

/** The terms of a vocabulary that can be chosen now, and those that the mechanism carries from before. */
export function termsOf({ reference }: PageTools, scheme: Scheme, { type, capacities, evidence, dimensions }: Mechanism): string[] {
  return termsInForce(reference, scheme, [type ?? "", ...capacities, ...Object.keys(evidence), ...Object.keys(dimensions)]).map(({ id }) => id);
}

const slug = (id: string): string => id.replace(/^[^:]*:/, "");

/** The name of every field that a form of the profile can have, in the reader's language. */
export function labelsOf(tools: PageTools, mechanism: Mechanism, rows = 0): Record<string, string> {
  const { t } = tools;
  const { fields, standing } = t("profile:edit", { returnObjects: true });
  const person = ["name", "position", "department", "email", "alternate", "alternateEmail", "isPublic"] as const;
  const own: Record<string, string> = {
    ...fields,
    type: t("network:mechanism.type"),
    standing: t("network:mechanism.standing"),
    capacities: t("network:mechanism.capacities"),
    sources: fields.sources,
    "source.title": fields.sourceTitle,
    "source.language": fields.sourceLanguage,
    "source.asOf": fields.sourceAsOf,
    "validator.name": fields.validator,
    "validator.position": `${fields.validator}: ${fields.position}`,
    "validator.isPublic": `${fields.validator}: ${fields.isPublic}`,
    "value.yes": standing.yes,
    "value.no": standing.no,
    "value.in-preparation": standing["in-preparation"],
  };
  for (const heading of PROFILE_HEADINGS) own[`heading.${heading}`] = t(`network:profile.${heading}`);
  for (const id of termsOf(tools, "dimension", mechanism)) own[`dimension.${slug(id)}`] = tools.term(id);
  for (const id of termsOf(tools, "capacity", mechanism)) own[`evidence.${slug(id)}`] = tools.term(id);
  for (let row = 0; row < rows; row += 1) for (const field of person) own[`p.${row}.${field}`] = `${t("profile:edit.person", { number: row + 1 })}: ${field === "name" ? fields.personName : fields[field]}`;
  return own;
}

/** What a form of one part shows beside what is typed. */
export function viewOf(tools: PageTools, { mechanism, content }: OpenedPart) {
  const { t } = tools;
  const labels = labelsOf(tools, mechanism);
  const named = (ids: string[]) => ids.map((id) => ({ value: id, label: tools.term(id) }));
  if (content.part === "facts") {
    const { standing } = t("profile:edit", { returnObjects: true });
    return {
      kind: "facts" as const,
      labels,
      types: named(termsOf(tools, "mechanismType", mechanism)),
      standings: STANDINGS.map((value) => ({ value, label: standing[value] })),
      capacities: named(termsOf(tools, "capacity", mechanism)),
      sources: mechanism.sources.map((source) => ({ key: keyOfSource(source), view: tools.sources([source]) })),
      languages: LANGUAGE_CODES.map((code) => ({ value: code, label: tools.language(code) })),
    };
  }
  if (content.part === "persons") return { kind: "persons" as const, labels, person: Array.from({ length: 20 }, (_, index) => t("profile:edit.person", { number: index + 1 })) };
  const { lang } = content.part;
  return {
    kind: "texts" as const,
    labels,
    lang,
    dir: directionOf(lang),
    headings: PROFILE_HEADINGS.map((heading) => `heading.${heading}`),
    dimensions: termsOf(tools, "dimension", mechanism).filter((id) => id !== "dimension:legal-basis").map((id) => `dimension.${slug(id)}`),
    evidence: termsOf(tools, "capacity", mechanism).map((id) => ({ field: `evidence.${slug(id)}`, shown: mechanism.capacities.includes(id) })),
    ...besideOf(tools, mechanism, lang),
  };
}

/** What the same fields say in another language, to be read while writing: in the reader's where it is there, else where most is said. */
function besideOf(tools: PageTools, mechanism: Mechanism, lang: string): { beside: Fields; besideLang: string; besideDir: "ltr" | "rtl"; besideName: string } {
  const others = LANGUAGE_CODES.filter((code) => code !== lang);
  const said = (code: string) => fieldsOfTexts(textsIn(mechanism, code));
  const weight = (code: string) => Object.values(said(code)).filter(Boolean).length;
  const fullest = others.toSorted((a, b) => weight(b) - weight(a))[0] ?? "en";
  const own: Language = tools.lang !== lang && weight(tools.lang) > 0 ? tools.lang : fullest;
  return { beside: said(own), besideLang: own, besideDir: directionOf(own), besideName: isLanguage(own) ? ownLanguageName(own) : own };
}
