import { directionOf } from "#app/i18n/languages.ts";
import { formatDay, today } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import { type Cooperation, isPast } from "#models/cooperation.ts";

/** A mechanism with its country, since several have the same name. */
export function mechanismName(tools: PageTools, id: string): string {
  const mechanism = tools.reference.mechanisms.get(id);
  if (!mechanism) return id;
  const { text, named } = tools.mechanism(mechanism);
  return named ? `${text} (${tools.country(mechanism.state)})` : text;
}

/** An offer or a request as its readers see it. */
export function cooperationView(tools: PageTools, one: Cooperation) {
  const { t, lang } = tools;
  const mechanism = tools.reference.mechanisms.get(one.mechanism);
  return {
    id: one.id,
    url: paths.cooperationOf(lang, one.id),
    direction: t(`cooperation:directions.${one.direction}`),
    kind: t(`cooperation:kinds.${one.kind}`),
    state: one.state === "open" ? (isPast(one, today()) ? t("cooperation:past") : null) : t(`cooperation:states.${one.state}`),
    title: one.title,
    text: one.text,
    lang: one.lang,
    dir: directionOf(one.lang),
    mechanism: mechanismName(tools, one.mechanism),
    mechanismUrl: mechanism ? mechanismUrl(tools, mechanism) : null,
    since: formatDay(one.at, lang),
    until: one.until ? t("cooperation:until", { date: formatDay(one.until, lang) }) : null,
    themes: one.themes.map((id) => tools.term(id)),
    capacities: one.capacities.map((id) => tools.term(id)),
    languages: one.languages.length > 0 ? tools.languages(one.languages) : null,
  };
}
export type CooperationView = ReturnType<typeof cooperationView>;
