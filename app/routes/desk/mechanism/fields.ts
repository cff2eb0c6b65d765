import { type Contact, type FocalPoint, MECHANISM_LIMITS as LIMIT, PROFILE_HEADINGS, type ProfileHeading, type Standing, STANDINGS, type Validator } from "#models/mechanism.ts";
import type { TextsInLanguage } from "#models/mechanism-texts.ts";
import { MAIL_ADDRESS } from "#models/mail.ts";
import { isPartialDate, partialDate } from "#models/partial-date.ts";
import type { Source } from "#models/source.ts";

/** A form as flat text, as it is typed and given back. What stands several times has its values in lines. */
export type Fields = Record<string, string>;
/** What keeps a form from being saved; the words are below `edit.errors`. */
export type Wrong = { field: string; code: "long" | "email" | "website" | "name" | "date" | "language" | "many" };

type Clean = (text: string | null) => string;

const CONTACT = ["address", "telephone", "email", "website"] as const;
const PERSON = ["name", "position", "department", "email", "alternate", "alternateEmail"] as const;

const wrongIf = (isWrong: boolean, field: string, code: Wrong["code"]): Wrong[] => (isWrong ? [{ field, code }] : []);
const orNull = (text: string | undefined): string | null => text || null;
const isMail = (text: string | undefined): boolean => !text || (MAIL_ADDRESS.test(text) && text.length <= 254);

export function isWebsite(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** The facts that are the same in every language. */
export type Facts = { type: string | null; standing: Standing | null; capacities: string[]; contact: Contact | null; sources: Source[] };

/** Names a source in a form, also where another was added before it meanwhile. */
export const keyOfSource = ({ title, language, asOf }: Source): string => [Object.values(title)[0] ?? "", language, asOf ?? ""].join(" · ").replace(/\s+/g, " ");

export function fieldsOfFacts({ type, standing, capacities, contact, sources }: Facts): Fields {
  return {
    type: type ?? "",
    standing: standing ?? "",
    capacities: capacities.join("\n"),
    ...Object.fromEntries(CONTACT.map((field) => [field, contact?.[field] ?? ""])),
    sources: sources.map(keyOfSource).join("\n"),
    "source.title": "",
    "source.language": "",
    "source.asOf": "",
  };
}

export function readFacts(form: URLSearchParams, clean: Clean): Fields {
  const one = (name: string) => clean(form.get(name));
  const line = (name: string) => one(name).replace(/\s+/g, " ");
  return {
    ...Object.fromEntries(["type", "standing", "telephone", "email", "website", "source.title", "source.language", "source.asOf"].map((name) => [name, line(name)])),
    address: one("address"),
    capacities: form.getAll("capacities").map(clean).join("\n"),
    sources: form.getAll("sources").map(clean).join("\n"),
  };
}

/** The facts that a form says; `known` are the terms that there are, `sources` those that the form was opened with. */
export function factsOf(fields: Fields, known: { types: string[]; capacities: string[]; sources: Source[]; lang: string }): { facts: Facts; wrong: Wrong[] } {
  const website = fields.website ?? "";
  const contact = Object.fromEntries(CONTACT.map((field) => [field, orNull(fields[field])])) as Contact;
  const [title, language, asOf] = [fields["source.title"] ?? "", fields["source.language"] ?? "", fields["source.asOf"] ?? ""];
  const kept = (fields.sources ?? "").split("\n");
  const added: Source[] = title ? [{ title: { [known.lang]: title }, language, asOf: asOf || null }] : [];
  const sources = [...known.sources.filter((source) => kept.includes(keyOfSource(source))), ...added];
  return {
    facts: {
      type: known.types.find((id) => id === fields.type) ?? null,
      standing: STANDINGS.find((one) => one === fields.standing) ?? null,
      capacities: known.capacities.filter((id) => (fields.capacities ?? "").split("\n").includes(id)),
      contact: Object.values(contact).some(Boolean) ? contact : null,
      sources,
    },
    wrong: [
      ...wrongIf((fields.address ?? "").length > 1_000, "address", "long"),
      ...["telephone", "website", "source.title"].flatMap((name) => wrongIf((fields[name] ?? "").length > LIMIT.line, name, "long")),
      ...wrongIf(!isMail(fields.email), "email", "email"),
      ...wrongIf(website !== "" && !isWebsite(website), "website", "website"),
      ...wrongIf(title !== "" && !/^[a-z]{2,3}$/.test(language), "source.language", "language"),
      ...wrongIf(asOf !== "" && !isPartialDate(partialDate(asOf)), "source.asOf", "date"),
      ...wrongIf(sources.length > LIMIT.sources, "source.title", "many"),
    ],
  };
}

/** Empty lines of a form for persons, beside those that are filled in. */
const SPARE = 2;

export function fieldsOfPersons({ focalPoints, validator }: { focalPoints: FocalPoint[]; validator: Validator | null }): Fields {
  const rows = focalPoints.map(({ id, name, position, department, email, alternate, isPublic }, index) =>
    Object.entries({ id, name, position, department, email, alternate: alternate?.name, alternateEmail: alternate?.email, isPublic: isPublic ? "yes" : "" }).map(([field, value]) => [`p.${index}.${field}`, value ?? ""]),
  );
  return { ...Object.fromEntries(rows.flat()), "validator.name": validator?.name ?? "", "validator.position": validator?.position ?? "", "validator.isPublic": validator?.isPublic ? "yes" : "" };
}

/** How many lines for persons a form shows. */
export function rowsOf(fields: Fields): number {
  const filled = Object.entries(fields).flatMap(([name, value]) => (value ? (/^p\.(\d+)\./.exec(name)?.[1] ?? []) : []));
  return Math.min(LIMIT.focalPoints, Math.max(-1, ...filled.map(Number)) + 1 + SPARE);
}

export function readPersons(form: URLSearchParams, clean: Clean): Fields {
  const fields: Fields = {};
  for (const [name, value] of form) if (/^(p\.\d{1,2}\.\w+|validator\.\w+)$/.test(name)) fields[name] = clean(value).replace(/\s+/g, " ");
  return fields;
}

export function personsOf(fields: Fields, newId: () => string): { persons: { focalPoints: FocalPoint[]; validator: Validator | null }; wrong: Wrong[] } {
  const wrong: Wrong[] = [];
  const focalPoints: FocalPoint[] = [];
  for (let row = 0; row < LIMIT.focalPoints; row += 1) {
    const of = (field: string) => fields[`p.${row}.${field}`] ?? "";
    if (PERSON.every((field) => of(field) === "")) continue;
    const field = (name: string) => `p.${row}.${name}`;
    wrong.push(
      ...wrongIf(of("name") === "", field("name"), "name"),
      ...wrongIf(of("alternate") === "" && of("alternateEmail") !== "", field("alternate"), "name"),
      ...["email", "alternateEmail"].flatMap((name) => wrongIf(!isMail(of(name)), field(name), "email")),
      ...["name", "position", "department", "alternate"].flatMap((name) => wrongIf(of(name).length > LIMIT.line, field(name), "long")),
    );
    focalPoints.push({
      id: /^[\w-]{1,40}$/.test(of("id")) ? of("id") : newId(),
      name: of("name"),
      position: orNull(of("position")),
      department: orNull(of("department")),
      email: orNull(of("email")),
      alternate: of("alternate") ? { name: of("alternate"), email: orNull(of("alternateEmail")) } : null,
      isPublic: of("isPublic") === "yes",
    });
  }
  const [name, position] = [fields["validator.name"] ?? "", fields["validator.position"] ?? ""];
  wrong.push(...wrongIf(name === "" && position !== "", "validator.name", "name"), ...wrongIf(name.length > LIMIT.line, "validator.name", "long"), ...wrongIf(position.length > LIMIT.line, "validator.position", "long"));
  return { persons: { focalPoints, validator: name ? { name, position: orNull(position), isPublic: fields["validator.isPublic"] === "yes" } : null }, wrong };
}

/** Names of the fields for texts: `heading.summary`, and by the slugs of their terms `dimension.…`, `evidence.…`. */
const slug = (id: string): string => id.replace(/^[^:]*:/, "");

export function fieldsOfTexts(texts: TextsInLanguage): Fields {
  return {
    name: texts.name,
    shortName: texts.shortName,
    isOfficial: texts.isOfficial ? "yes" : "",
    aliases: texts.aliases,
    legalBasis: texts.legalBasis,
    ministry: texts.ministry,
    ...Object.fromEntries(PROFILE_HEADINGS.map((heading) => [`heading.${heading}`, texts.profile[heading]])),
    ...Object.fromEntries(Object.entries(texts.dimensions).map(([id, text]) => [`dimension.${slug(id)}`, text])),
    ...Object.fromEntries(Object.entries(texts.evidence).map(([id, text]) => [`evidence.${slug(id)}`, text])),
  };
}

const ONE_LINE = ["name", "shortName"];

export function readTexts(form: URLSearchParams, clean: Clean): Fields {
  const fields: Fields = {};
  for (const [name, value] of form) {
    if (!/^(name|shortName|isOfficial|aliases|legalBasis|ministry|(heading|dimension|evidence)\.[\w-]+)$/.test(name)) continue;
    fields[name] = ONE_LINE.includes(name) ? clean(value).replace(/\s+/g, " ") : clean(value);
  }
  return fields;
}

/** The texts that a form says; `known` are the terms that there are. */
export function textsOf(fields: Fields, known: { dimensions: string[]; capacities: string[] }): { texts: TextsInLanguage; wrong: Wrong[] } {
  const of = (name: string) => fields[name] ?? "";
  const byTerm = (ids: string[], part: string) => Object.fromEntries(ids.flatMap((id) => (of(`${part}.${slug(id)}`) ? [[id, of(`${part}.${slug(id)}`)]] : [])));
  const long = Object.keys(fields).filter((name) => of(name).length > (ONE_LINE.includes(name) ? LIMIT.name : LIMIT.text));
  const aliases = of("aliases").split("\n").filter((line) => line.trim());
  return {
    texts: {
      name: of("name"),
      shortName: of("shortName"),
      isOfficial: of("isOfficial") === "yes",
      aliases: of("aliases"),
      legalBasis: of("legalBasis"),
      ministry: of("ministry"),
      profile: Object.fromEntries(PROFILE_HEADINGS.map((heading) => [heading, of(`heading.${heading}`)])) as Record<ProfileHeading, string>,
      dimensions: byTerm(known.dimensions, "dimension"),
      evidence: byTerm(known.capacities, "evidence"),
    },
    wrong: [
      ...long.map((field): Wrong => ({ field, code: "long" })),
      ...wrongIf(aliases.length > LIMIT.aliases || aliases.some((alias) => alias.length > LIMIT.name), "aliases", "many"),
    ],
  };
}
