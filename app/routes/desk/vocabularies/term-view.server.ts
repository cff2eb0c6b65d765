import { formatMoment, today } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import { FACET_NAMES } from "#app/search/settings.ts";
import { countFollowers } from "#models/term-follow-up.server.ts";
import { countMechanismUses } from "#models/term-uses.server.ts";
import type { KeptTerm } from "#models/term.server.ts";
import { mergeObstacle, MERGED_SCHEMES, stageOf, termSlug } from "#models/term.ts";
import type { User } from "#models/user.ts";
import { usersById } from "#models/user.server.ts";
import { ITEM_SCHEMES, type Scheme } from "#models/vocabulary.ts";

import { missingIn, validityOf } from "./scheme.server.ts";
import { valuesOf } from "./term-fields.server.ts";
import { termFormView } from "./term-form.server.ts";

const NOT_MERGED = ["membershipStatus", "countryGroup", "dimension", "objective", "decisionKind"] as const;

/** What carries a term, in words: items in whatever state, and mechanisms. */
async function usesOf({ t }: PageTools, { id, scheme }: KeptTerm): Promise<{ followers: number; text: string }> {
  const isOnItems = (ITEM_SCHEMES as readonly Scheme[]).includes(scheme);
  const isOnMechanisms = scheme === "mechanismType" || scheme === "capacity";
  const [items, mechanisms] = await Promise.all([isOnItems ? countFollowers({ id }) : 0, isOnMechanisms ? countMechanismUses({ id }) : 0]);
  const parts = [...(isOnItems ? [t("vocabularies:items", { count: items })] : []), ...(isOnMechanisms ? [t("vocabularies:mechanisms", { count: mechanisms })] : [])];
  return { followers: items, text: parts.join(" · ") };
}

/** All that the page of a term shows. */
export async function termView(tools: PageTools, term: KeptTerm, user: User) {
  const { t, lang, reference } = tools;
  const { scheme } = term;
  const slug = termSlug(term.id);
  const texts = t("vocabularies:term", { returnObjects: true });
  const [uses, people] = await Promise.all([usesOf(tools, term), usersById(term.last ? [term.last.by] : [])]);
  const stage = stageOf(term, today());
  const state = { "in-force": texts.inForce, "not-yet": texts.notYet, over: texts.over, replaced: null }[stage];
  const into = term.replacedBy ? reference.terms.get(term.replacedBy) : undefined;
  const why = NOT_MERGED.find((one) => one === scheme);
  const isFacet = FACET_NAMES.some((facet) => facet === scheme);
  const blocked = term.last?.kind === "merged" && into?.replacedBy;
  return {
    name: tools.term(term.id),
    texts: { ...texts, back: t(`vocabularies:schemes.${scheme}.name`), summary: t("vocabularies:errors.summary") },
    urls: {
      back: paths.vocabulary(lang, scheme),
      here: paths.term(lang, scheme, slug),
      search: isFacet ? paths.search(lang, { [scheme]: slug }) : null,
      log: paths.audit(lang, { subject: term.id }),
    },
    facts: [
      { term: texts.facts.id, value: term.id, isCode: true },
      ...(uses.text ? [{ term: texts.facts.uses, value: uses.text, isCode: false }] : []),
      ...(state ? [{ term: texts.facts.state, value: [validityOf(tools, term), state].filter(Boolean).join(" · "), isCode: false }] : []),
      { term: texts.facts.missing, value: missingIn(tools, term) ?? "–", isCode: false },
    ],
    following: term.following,
    version: String(term.version),
    stage,
    replacedBy: into ? { name: tools.term(into.id), url: paths.term(lang, into.scheme, termSlug(into.id)), bySeed: term.last === null } : null,
    form: term.replacedBy ? null : termFormView(tools, scheme, term.id),
    values: valuesOf(term),
    targets: MERGED_SCHEMES.includes(scheme) && !term.replacedBy ? targetsFor(tools, term) : null,
    notMerged: why ? t("vocabularies:term.merge.notHere", { why: texts.why[why] }) : null,
    undo: term.last
      ? {
          change: term.last.id,
          what: t(`vocabularies:term.undo.${term.last.kind}`, { name: people.get(term.last.by)?.name ?? "–", date: formatMoment(term.last.at, lang, user.timeZone) }),
          help: term.last.kind === "merged" ? texts.undo.helpMerged : texts.undo.helpChanged,
          blocked: blocked ? t("vocabularies:term.undo.blocked", { name: into ? tools.term(into.id) : "" }) : null,
        }
      : null,
  };
}

/** The terms into which this one can be merged, in the order of the alphabet. */
function targetsFor(tools: PageTools, { id, scheme }: KeptTerm): Array<{ value: string; label: string }> {
  const { terms } = tools.reference;
  const fitting = [...terms.values()].filter((one) => one.scheme === scheme && mergeObstacle(terms, id, one.id) === null);
  return sortByName(fitting.map((one) => ({ value: one.id, label: tools.term(one.id) })), tools.lang, ({ label }) => label);
}

/** The question before a merge, with how many items follow. */
export async function mergeQuestion(tools: PageTools, term: KeptTerm, into: string) {
  const { t, lang } = tools;
  const names = { name: tools.term(term.id), into: tools.term(into) };
  const { followers } = await usesOf(tools, term);
  const words = t("vocabularies:term.merge", { returnObjects: true, ...names });
  const here = paths.term(lang, term.scheme, termSlug(term.id));
  return {
    texts: { title: words.askTitle, text: t("vocabularies:term.merge.ask", { ...names, count: followers }), yes: words.yes, no: words.no },
    back: here,
    fields: { intent: "merge", into, version: String(term.version) },
  };
}
