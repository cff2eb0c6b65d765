import { directionOf } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import type { MarkedText, PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { decisionLinks } from "#app/routes/decisions/links.server.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import { VISITOR } from "#models/actor.ts";
import type { Decision } from "#models/decision.ts";
import { type ListedItem, versionFor } from "#models/item.ts";
import { listPublishedByIds } from "#models/item-queries.server.ts";
import { type Localized, localize } from "#models/localized.ts";
import { type Plan, type PlanActivity, type PlanPriority, progressOf } from "#models/plan.ts";
import { MEASURE_STATUSES } from "#models/vocabulary.ts";

/** The items that serve a plan, as far as they are published, by their ids. */
export async function itemsOfPlan({ priorities }: Plan): Promise<Map<string, ListedItem>> {
  const ids = [...new Set(priorities.flatMap(({ activities }) => activities.flatMap(({ items }) => items)))];
  return new Map((await listPublishedByIds({ actor: VISITOR, ids })).map((item) => [item.id, item]));
}

/** A text as a page has it: in the reader's language, or marked with its own; null where nothing is stated. */
function said(text: Localized | null, lang: string): { text: string; lang?: string } | null {
  const found: MarkedText | null = localize(text, lang);
  return found && { text: found.text, ...(found.lang === lang ? {} : { lang: found.lang }) };
}

/** What a plan names: items that serve it, and the register of decisions. */
type Named = { items: Map<string, ListedItem>; decisions: Decision[] };

/** A priority with what is expected of it and done for it, and how far that has come. */
export function priorityView(tools: PageTools, priority: PlanPriority, named: Named) {
  const { t, lang } = tools;
  const { all, done, states } = progressOf(priority.activities);
  return {
    id: priority.id,
    number: priority.number === null ? null : formatNumber(priority.number, lang),
    title: said(priority.title, lang),
    text: said(priority.text, lang),
    results: priority.results.map(({ id, title }) => ({ id, ...(said(title, lang) ?? { text: id }) })),
    activities: priority.activities.map((activity) => activityView(tools, activity, named)),
    decisions: decisionLinks(tools, named.decisions, priority.decisions),
    progress: all === 0 ? null : {
      part: done / all,
      text: t("gatherings:plan.progress", { done: formatNumber(done, lang), all: formatNumber(all, lang) }),
      states: [...MEASURE_STATUSES, "not-stated" as const].flatMap((state) =>
        states[state] ? [{ state, name: `${state === "not-stated" ? t("site:notStated") : t(`items:measure.status.${state}`)}: ${formatNumber(states[state], lang)}` }] : [],
      ),
    },
  };
}

export type PriorityView = ReturnType<typeof priorityView>;

function activityView(tools: PageTools, { id, title, state, due, lead, items: ids, decisions: behind }: PlanActivity, { items, decisions }: Named) {
  const { t, lang, reference } = tools;
  const mechanism = lead ? reference.mechanisms.get(lead) : undefined;
  return {
    id,
    ...(said(title, lang) ?? { text: id }),
    state: state ? t("items:measure.statusAsOf", { status: t(`items:measure.status.${state.value}`), date: tools.date(state.asOf) }) : t("site:notStated"),
    due: due.from ? tools.date(due) : null,
    lead: mechanism ? { text: tools.mechanism(mechanism).text, url: mechanismUrl(tools, mechanism) } : null,
    decisions: decisionLinks(tools, decisions, behind),
    items: ids.flatMap((item) => {
      const found = items.get(item);
      return found ? [itemView(tools, found)] : [];
    }),
  };
}

export function itemView(tools: PageTools, item: ListedItem) {
  const version = versionFor(item, tools.lang);
  const { title } = version.content;
  return {
    id: item.id,
    url: paths.item(tools.lang, { ...item, title }),
    title,
    lang: version.lang,
    dir: directionOf(version.lang),
    about: [tools.t(`items:type.${item.type}`), item.date.from ? tools.date(item.date) : null].filter(Boolean).join(" · "),
  };
}
