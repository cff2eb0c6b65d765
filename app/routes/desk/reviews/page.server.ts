import type { LoaderFunctionArgs } from "@remix-run/node";

import { type Proved, requireMay } from "#app/auth/guards.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { NETWORK, paths } from "#app/paths.ts";
import { listDecided, listWaiting, type Waiting } from "#models/review-queue.server.ts";

import { deskNavigation } from "../navigation.server.ts";
import { teller } from "../people.server.ts";

/** How many of the last decisions are shown. */
const DECIDED = 20;

/** What waits for reviewers: what one has taken on first, then what has waited longest. */
export async function loadReviews(asked: LoaderFunctionArgs) {
  const proved = await requireMay(asked, "item:review");
  const { actor, user, lang } = proved;
  const tools = await pageTools(lang);
  const { t } = tools;
  const [waiting, decided, navigation] = await Promise.all([listWaiting({ actor }), listDecided({ actor, limit: DECIDED }), deskNavigation(proved)]);
  const { searchParams } = new URL(asked.request.url);
  const wanted = { language: searchParams.get("language") ?? "", mechanism: searchParams.get("mechanism") ?? "" };
  const shown = waiting.filter((one) => (!wanted.language || one.lang === wanted.language) && (!wanted.mechanism || (one.mechanism ?? NETWORK) === wanted.mechanism));
  const { tell, name } = await teller(tools, proved, [...waiting.flatMap(({ by, assignee }) => [by, assignee]), ...decided.map(({ by }) => by)]);
  const [mine, others] = [shown.filter(({ assignee }) => assignee === user.id), shown.filter(({ assignee }) => assignee !== user.id)];
  const rows = (list: Waiting[]) => list.map((one) => rowOf(tools, proved, one, name));
  return {
    lang,
    navigation,
    meta: tools.meta(t("review:queue.title"), undefined, { unlisted: true }),
    texts: { ...t("review:queue", { returnObjects: true }), count: t("review:queueCount", { count: shown.length }) },
    wanted,
    filters: { languages: optionsOf(waiting.map((one) => one.lang), (code) => tools.language(code)), mechanisms: optionsOf(waiting.map((one) => one.mechanism ?? NETWORK), (id) => (id === NETWORK ? t("items:network") : tools.mechanismById(id))) },
    isFiltered: wanted.language !== "" || wanted.mechanism !== "",
    total: shown.length,
    mine: rows(mine),
    others: rows(others),
    decided: decided.map(({ item, lang: of, kind, title, by, at }) => ({
      key: `${item}/${of}/${at.getTime()}`,
      url: paths.review(lang, item, of),
      title: title || t("review:untitled"),
      lang: title ? of : lang,
      dir: directionOf(title ? of : lang),
      language: tools.language(of),
      what: t(`review:outcome.${kind}`),
      told: tell(by, at),
    })),
  };
}

function optionsOf(values: string[], label: (value: string) => string): Array<{ value: string; label: string }> {
  return [...new Set(values)].map((value) => ({ value, label: label(value) })).toSorted((a, b) => a.label.localeCompare(b.label));
}

function rowOf(tools: PageTools, { user, lang }: Proved, { item, type, mechanism, lang: of, original, title, at, by, assignee, mayDecide }: Waiting, name: (id: string) => string) {
  const { t } = tools;
  return {
    key: `${item}/${of}`,
    url: paths.review(lang, item, of),
    title: title || t("review:untitled"),
    lang: title ? of : lang,
    dir: directionOf(title ? of : lang),
    type: t(`items:type.${type}`),
    mechanism: mechanism ? tools.mechanismById(mechanism) : t("items:network"),
    language: original ? tools.language(of) : t("review:translationIn", { language: tools.language(of) }),
    since: formatMoment(at, lang, user.timeZone),
    by: name(by),
    assignee: assignee === user.id ? t("review:you") : assignee ? name(assignee) : null,
    note: mayDecide ? null : t("review:ownPart"),
  };
}
