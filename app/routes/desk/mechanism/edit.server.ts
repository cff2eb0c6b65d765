import { randomUUID } from "node:crypto";

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { type Proved, requireMay } from "#app/auth/guards.server.ts";
import { directionOf, isLanguage, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import type { FormError } from "#app/lib/form-errors.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { lineDifferences, nearChanges, wordDifferences } from "#app/lib/word-differences.ts";
import { paths } from "#app/paths.ts";
import { isDomainError } from "#models/errors.ts";
import { openPart, type OpenedPart, type Part, type PartContent, savePart } from "#models/mechanism-writing.server.ts";
import { MECHANISM_LIMITS } from "#models/mechanism.ts";

import type { Difference } from "../differences.server.ts";
import { doerOf } from "../steps.server.ts";
import { factsOf, type Fields, fieldsOfFacts, fieldsOfPersons, fieldsOfTexts, personsOf, readFacts, readPersons, readTexts, rowsOf, textsOf, type Wrong } from "./fields.ts";
import { labelsOf, termsOf, viewOf } from "./edit-view.server.ts";
import { afterChange, frameOf } from "./open.server.ts";

/** @throws a 404 response where an address names no part of a profile. */
function partOf(name: string | undefined): Part {
  if (name === "facts" || name === "persons") return name;
  if (isLanguage(name)) return { lang: name };
  throw new Response(null, { status: 404 });
}

const nameOf = (part: Part): string => (typeof part === "string" ? part : part.lang);

async function open({ actor }: Proved, params: LoaderFunctionArgs["params"]): Promise<OpenedPart> {
  const opened = await openPart({ actor, id: params.id ?? "", part: partOf(params.part) });
  if (!opened) throw new Response(null, { status: 404 });
  return opened;
}

function fieldsOf(content: PartContent): Fields {
  if ("facts" in content) return fieldsOfFacts(content.facts);
  return "persons" in content ? fieldsOfPersons(content.persons) : fieldsOfTexts(content.texts);
}

/** One part of a profile: its facts, its persons, or what it says in one language. */
export async function loadPart(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "profile:write");
  const [opened, tools] = await Promise.all([open(proved, args.params), pageTools(proved.lang)]);
  const { mechanism, content, seen } = opened;
  const { t, lang } = tools;
  const part = nameOf(content.part);
  const texts = t("profile:edit", { returnObjects: true });
  const title = typeof content.part === "string" ? texts.titles[content.part] : t("profile:edit.titles.texts", { language: tools.language(part) });
  const isSaved = new URL(args.request.url).searchParams.get("done") === "saved";
  return {
    meta: tools.meta(`${title} · ${tools.mechanism(mechanism).text}`, undefined, { unlisted: true }),
    frame: await frameOf(proved, tools, mechanism, paths.keptPart(lang, mechanism.id, part)),
    title,
    texts: { ...texts, summary: t("accounts:errors.summary"), diff: t("review:diff", { returnObjects: true }) },
    done: isSaved ? texts.saved : null,
    seen,
    fields: fieldsOf(content),
    view: viewOf(tools, opened),
    renaming: paths.mechanismHistory(lang, mechanism.id, { add: "renamed" }),
  };
}

export type PartAnswer = { fields: Fields; seen: string; errors: FormError[]; differences: Difference[] };

/** Saves a part. Where somebody else saved it meanwhile, what was typed comes back beside what is different now. */
export async function changePart(args: ActionFunctionArgs) {
  const proved = await requireMay(args, "profile:write");
  const { actor, lang } = proved;
  const [opened, form, tools] = await Promise.all([open(proved, args.params), readForm(args.request), pageTools(lang)]);
  if (form.get("intent") !== "save") throw new Response(null, { status: 400 });
  const { mechanism } = opened;
  const { fields, content, wrong } = read(tools, opened, form);
  const seen = form.get("seen") ?? "";
  if (wrong.length > 0) return data<PartAnswer>({ fields, seen, errors: wrong.map((one) => errorOf(tools, one)), differences: [] }, { status: 400 });
  try {
    await savePart({ actor, doer: doerOf(proved, args.context), id: mechanism.id, content, seen });
  } catch (error) {
    if (isDomainError(error, "not-found", "wrong-state")) throw new Response(null, { status: 404 });
    if (!isDomainError(error, "moved-on")) throw error;
    const now = await open(proved, args.params);
    const differences = differencesOf(tools, now, fields);
    return data<PartAnswer>({ fields, seen: now.seen, errors: [{ field: null, text: tools.t("profile:edit.errors.movedOn") }], differences }, { status: 409 });
  }
  await afterChange(mechanism.id);
  return redirect(paths.keptPart(lang, mechanism.id, nameOf(content.part), "saved"));
}

function read(tools: PageTools, { mechanism, content: { part }, content }: OpenedPart, form: URLSearchParams): { fields: Fields; content: PartContent; wrong: Wrong[] } {
  if (part === "facts") {
    const fields = readFacts(form, cleanText);
    const sources = "facts" in content ? content.facts.sources : [];
    const { facts, wrong } = factsOf(fields, { types: termsOf(tools, "mechanismType", mechanism), capacities: termsOf(tools, "capacity", mechanism), sources, lang: tools.lang });
    return { fields, content: { part, facts }, wrong };
  }
  if (part === "persons") {
    const fields = readPersons(form, cleanText);
    const { persons, wrong } = personsOf(fields, randomUUID);
    return { fields, content: { part, persons }, wrong };
  }
  const fields = readTexts(form, cleanText);
  const { texts, wrong } = textsOf(fields, { dimensions: termsOf(tools, "dimension", mechanism), capacities: termsOf(tools, "capacity", mechanism) });
  return { fields, content: { part, texts }, wrong };
}

function errorOf({ t }: PageTools, { field, code }: Wrong): FormError {
  const max = field === "address" ? 1_000 : /^(heading|dimension|evidence)\.|^(legalBasis|ministry|aliases)$/.test(field) ? MECHANISM_LIMITS.text : MECHANISM_LIMITS.line;
  return { field, text: t(`profile:edit.errors.${code}`, { max, languages: LANGUAGE_CODES.join(", ") }) };
}

/** What stands now and what was typed, where they are not the same. */
function differencesOf(tools: PageTools, opened: OpenedPart, typed: Fields): Difference[] {
  const now = fieldsOf(opened.content);
  const { part } = opened.content;
  const lang = typeof part === "string" ? null : part.lang;
  const labels = labelsOf(tools, opened.mechanism, rowsOf({ ...now, ...typed }));
  return Object.keys({ ...now, ...typed })
    .filter((name) => !name.endsWith(".id") && (now[name] ?? "") !== (typed[name] ?? ""))
    .map((name): Difference => {
      const [was, is] = [now[name] ?? "", typed[name] ?? ""];
      const name_ = labels[name] ?? name;
      const said = (text: string) => (text ? text.split("\n").map((one) => labels[`value.${one}`] ?? tools.reference.terms.get(one)?.labels[tools.lang] ?? one) : []);
      return lang && name !== "isOfficial"
        ? { id: name, name: name_, pieces: nearChanges(wordDifferences(was, is)), lang, dir: directionOf(lang) }
        : { id: name, name: name_, pieces: lineDifferences(said(was), said(is)) };
    });
}
