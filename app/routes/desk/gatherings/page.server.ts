import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { formatNumber, today } from "#app/lib/dates.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { NETWORK, paths } from "#app/paths.ts";
import { listGatherings, type PreparedGathering } from "#models/gathering.server.ts";

import { deskNavigation } from "../navigation.server.ts";

const MOST = 200;

/** The network's gatherings, with what is missing of each. */
export async function loadGatherings(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { actor, lang } = proved;
  const [tools, gatherings, navigation] = await Promise.all([pageTools(lang), listGatherings({ actor, lang, limit: MOST }), deskNavigation(proved)]);
  const { t } = tools;
  const rows = gatherings.map((gathering) => ({ ...rowOf(tools, gathering), isToCome: isToCome(gathering) }));
  return {
    meta: tools.meta(t("gatherings:desk.title"), undefined, { unlisted: true }),
    navigation,
    texts: t("gatherings:desk", { returnObjects: true }),
    new: paths.newItem(lang, { type: "event", mechanism: NETWORK }),
    groups: [
      { id: "coming", name: t("gatherings:desk.coming"), rows: rows.filter((row) => row.isToCome).toReversed() },
      { id: "past", name: t("gatherings:desk.past"), rows: rows.filter((row) => !row.isToCome) },
    ].filter(({ rows: own }) => own.length > 0),
    more: gatherings.length === MOST ? t("gatherings:desk.more", { n: formatNumber(MOST, lang) }) : null,
  };
}

/** Also where its date is not stated yet: it is still being prepared. */
function isToCome({ date }: PreparedGathering): boolean {
  const last = date.to ?? date.from ?? "";
  return last === "" || last >= today().slice(0, last.length);
}

function rowOf(tools: PageTools, { id, originalLanguage, title: { text: title, lang: own }, date, country, details, isPublished, hasAgenda, partners, documents, decisions }: PreparedGathering) {
  const { t, lang } = tools;
  const edit = paths.edit(lang, id, originalLanguage);
  const people = (details.participants?.states.length ?? 0) + (details.participants?.others.length ?? 0) + partners;
  const part = (part_: "kind" | "agenda" | "participants" | "documents" | "decisions", there: boolean | number, url: string) => ({
    id: part_,
    name: t(`gatherings:desk.parts.${part_}`),
    isThere: Boolean(there),
    count: typeof there === "number" && there > 0 ? formatNumber(there, lang) : null,
    url,
  });
  return {
    id,
    title: title || t("desk:home.untitled"),
    titleLang: title ? own : lang,
    dir: directionOf(title ? own : lang),
    url: paths.work(lang, id),
    about: [details.gatheringKind ? t(`gatherings:kinds.${details.gatheringKind}`) : null, tools.date(date), country ? tools.country(country) : null].filter(Boolean).join(" · "),
    state: isPublished ? null : t("gatherings:desk.unpublished"),
    parts: [
      part("kind", Boolean(details.gatheringKind), `${edit}#gatheringKind`),
      part("agenda", hasAgenda, `${edit}#group-agenda`),
      part("participants", people, `${edit}#ps`),
      part("documents", documents, paths.newItem(lang, { type: "document", mechanism: NETWORK })),
      part("decisions", decisions, isPublished ? `${paths.item(lang, { type: "event", id })}#decisions` : paths.work(lang, id)),
    ],
  };
}
