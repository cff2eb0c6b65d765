import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { Params } from "@remix-run/react";

import { requireMay } from "#app/auth/guards.server.ts";
import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { formatNumber, formatPartialDate, today } from "#app/lib/dates.ts";
import type { FormError } from "#app/lib/form-errors.server.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { madeSeldom } from "#app/lib/made-seldom.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { foldLetters } from "#app/search/fold.ts";
import { afterTermChange } from "#app/search/term-changes.server.ts";
import { isDomainError } from "#models/errors.ts";
import { partialDate } from "#models/partial-date.ts";
import { countTermUses } from "#models/term-uses.server.ts";
import { addTerm } from "#models/term-writing.server.ts";
import { namesOfTerm, parentOf, slugFor, stageOf, type Term, termSlug } from "#models/term.ts";
import { ITEM_SCHEMES, LIMITS, type Scheme, SCHEMES } from "#models/vocabulary.ts";

import { deskNavigation } from "../navigation.server.ts";
import { fieldsFrom, NO_FIELDS, readValues, valuesOf } from "./term-fields.server.ts";
import { termFormView } from "./term-form.server.ts";

/** Reads every item: made anew as seldom as that is dear. */
const uses = madeSeldom(countTermUses);

/** The vocabulary that an address names. @throws a 404 response where there is none. */
export function schemeOf(params: Params): Scheme {
  const scheme = SCHEMES.find((one) => one === params.scheme);
  if (!scheme) throw new Response(null, { status: 404 });
  return scheme;
}

/** The terms of one vocabulary, those below another under it; all, or those that are called as one looks for. */
export async function loadScheme(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "vocabularies:manage");
  const { lang } = proved;
  const scheme = schemeOf(args.params);
  const isOnItems = (ITEM_SCHEMES as readonly Scheme[]).includes(scheme);
  const [tools, navigation, counts] = await Promise.all([pageTools(lang), deskNavigation(proved), isOnItems ? uses() : null]);
  const { t } = tools;
  const find = cleanText(new URL(args.request.url).searchParams.get("find")).slice(0, LIMITS.title);
  const all = inOrder(tools, scheme);
  const found = find ? all.filter(({ term }) => isCalled(term, find)) : all;
  const own = t(`vocabularies:schemes.${scheme}`, { returnObjects: true });
  const texts = t("vocabularies:scheme", { returnObjects: true });
  return {
    meta: tools.meta(own.name, undefined, { unlisted: true }),
    navigation,
    title: own.name,
    use: own.use,
    texts: { ...texts, back: t("vocabularies:backToAll"), summary: t("vocabularies:errors.summary") },
    urls: { back: paths.vocabularies(lang), here: paths.vocabulary(lang, scheme) },
    find,
    count: t("vocabularies:terms", { count: found.length }),
    terms: found.map(({ term, level }) => ({
      id: term.id,
      name: tools.term(term.id),
      code: term.code,
      // Found terms stand by themselves.
      level: find ? 0 : level,
      url: paths.term(lang, scheme, termSlug(term.id)),
      uses: counts ? formatNumber(counts.get(term.id) ?? 0, lang) : null,
      missing: missingIn(tools, term),
      validity: validityOf(tools, term),
      quiet: stageOf(term, today()) !== "in-force",
    })),
    form: termFormView(tools, scheme, null),
    values: { ...valuesOf(NO_FIELDS), id: "" },
  };
}

/** The languages in which a term has no name; null where it has one in all. */
export function missingIn(tools: PageTools, { labels }: Term): string | null {
  const missing = LANGUAGE_CODES.filter((code) => !labels[code]);
  return missing.length > 0 ? tools.languages(missing) : null;
}

/** When a term is in force; null where always. */
export function validityOf(tools: PageTools, { replacedBy, validFrom, validTo }: Term): string | null {
  const { t, lang } = tools;
  const day = (text: string) => formatPartialDate(partialDate(text), lang) ?? text;
  if (replacedBy) return t("vocabularies:scheme.replaced", { name: tools.term(replacedBy) });
  const parts = [
    ...(validFrom ? [t("vocabularies:scheme.from", { date: day(validFrom) })] : []),
    ...(validTo ? [t("vocabularies:scheme.to", { date: day(validTo) })] : []),
  ];
  return parts.length > 0 ? parts.join(" ") : null;
}

/** Terms with how deep each stands, those below another right after it. */
function inOrder({ reference }: PageTools, scheme: Scheme): Array<{ term: Term; level: number }> {
  const all = [...reference.terms.values()].filter((term) => term.scheme === scheme);
  const children = new Map<string | null, Term[]>();
  for (const term of all) {
    const parent = parentOf(reference.terms, term.id);
    children.set(parent, [...(children.get(parent) ?? []), term]);
  }
  const rows: Array<{ term: Term; level: number }> = [];
  const put = (parent: string | null, level: number): void => {
    for (const term of children.get(parent) ?? []) {
      rows.push({ term, level });
      put(term.id, level + 1);
    }
  };
  put(null, 0);
  return rows;
}

/** Whether a term is called so in any language, whatever the accents and capitals. */
function isCalled(term: Term, text: string): boolean {
  const langs = Object.keys({ ...term.labels, ...term.aliases });
  const wanted = foldLetters(text);
  return [termSlug(term.id), ...langs.flatMap((lang) => namesOfTerm(term, lang))].some((name) => foldLetters(name).includes(wanted));
}

const SLUG = /^[a-z0-9][a-z0-9-]{0,59}$/;

/** Adds a term to the vocabulary. */
export async function addToScheme(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "vocabularies:manage");
  const scheme = schemeOf(args.params);
  const form = await readForm(args.request);
  const tools = await pageTools(lang);
  const words = tools.t("vocabularies:errors", { returnObjects: true });
  const values = { ...readValues(form), id: cleanText(form.get("id")) };
  const { fields, errors } = fieldsFrom(values, tools);
  const slug = values.id || slugFor(fields.labels.en ?? "");
  if (!SLUG.test(slug)) errors.push({ field: "id", text: words.id });
  const refuse = (wrong: FormError[]) => data({ values, errors: wrong }, { status: 400 });
  if (errors.length > 0) return refuse(errors);
  try {
    await addTerm({ scheme, slug, fields, doer: { by: actor.id, address: args.context.address } });
  } catch (error) {
    if (!isDomainError(error, "wrong-state")) throw error;
    return refuse([misfit(error.field, words)]);
  }
  await afterTermChange();
  return redirect(paths.term(lang, scheme, slug, { done: "added" }));
}

/** What does not go with the other terms, in words. */
export function misfit(field: string | undefined, words: Record<"parent" | "taken" | "idTaken", string>): FormError {
  if (field === "parent") return { field, text: words.parent };
  return field === "id" ? { field, text: words.idTaken } : { field: field ?? null, text: words.taken };
}
