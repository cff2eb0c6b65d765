import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMember } from "#app/auth/guards.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { readForm } from "#app/lib/form.server.ts";
import { ownLanguageName } from "#app/lib/language-names.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { isBehind, textOf, type Version, type WorkItem } from "#models/item.ts";
import { listWork } from "#models/item-writing.server.ts";
import { can, ownersFor } from "#models/policy.ts";

import { deskNavigation } from "../navigation.server.ts";
import { noticesView, READ_ALL, READ_ONE, readAllNotices, readOneNotice } from "../notices.server.ts";

const MOST = 200;

const SHOWN = ["open", "done", "all"] as const;
export type Shown = (typeof SHOWN)[number];

/** What waits for a member, and what his mechanisms are working on, the last changed first. */
export async function loadDesk({ request, params }: LoaderFunctionArgs) {
  const proved = await requireMember({ request, params });
  const { actor, lang, user } = proved;
  const tools = await pageTools(lang);
  const { t } = tools;
  const asked = new URL(request.url).searchParams.get("show");
  const shown: Shown = SHOWN.find((name) => name === asked) ?? "all";
  const owners = ownersFor(actor, "item:write");
  const groups = await Promise.all(
    (owners === "any" ? [] : owners).map(async (owner) => {
      const items = await listWork({ actor, mechanism: owner, limit: MOST });
      return {
        id: owner ?? "network",
        name: owner ? tools.mechanismById(owner) : t("desk:home.network"),
        more: items.length === MOST ? t("desk:home.more", { count: MOST }) : null,
        rows: items.filter((item) => shown === "all" || isOpen(item) === (shown === "open")).map(rowOf),
      };
    }),
  );
  return {
    meta: { title: `${t("desk:home.title")} · ${t("site:shortName")}`, unlisted: true },
    lang,
    navigation: await deskNavigation(proved),
    notices: await noticesView(proved),
    texts: t("desk:home", { returnObjects: true, count: 0 }),
    shown,
    writes: can(actor, "item:write"),
    groups,
  };

  function rowOf(item: WorkItem) {
    const original = item.versions.find((version) => version.lang === item.originalLanguage);
    const named = [original, ...item.versions].map((version) => (version ? { text: textOf(version)?.title ?? "", lang: version.lang } : null)).find((title) => title?.text);
    return {
      id: item.id,
      url: paths.work(lang, item.id),
      title: named?.text ?? t("desk:home.untitled"),
      titleLang: named?.lang ?? lang,
      dir: directionOf(named?.lang ?? lang),
      type: t(`items:type.${item.type}`),
      changed: formatMoment(item.updatedAt, lang, user.timeZone),
      versions: item.versions.map((version) => ({
        lang: version.lang,
        name: ownLanguageName(version.lang),
        url: paths.edit(lang, item.id, version.lang),
        state: t(`desk:home.state.${version.state}`),
        tone: toneOf(version),
        behind: version.published !== null && isBehind(item, version),
        still: version.published !== null && version.state !== "published",
      })),
    };
  }
}

/** Marks what the person was told as read. */
export async function readNoticesOfDesk({ request, params }: ActionFunctionArgs) {
  const proved = await requireMember({ request, params });
  const form = await readForm(request);
  switch (form.get("intent")) {
    case READ_ALL:
      await readAllNotices(proved, form);
      break;
    case READ_ONE:
      await readOneNotice(proved, form);
      break;
    default:
      throw new Response(null, { status: 400 });
  }
  return redirect(`${paths.desk(proved.lang)}#notices`);
}

const isOpen = ({ versions, archived }: WorkItem): boolean => !archived && versions.some(({ state }) => state !== "published" && state !== "archived");

const toneOf = ({ state }: Version): "waits" | "done" | "rests" | "open" =>
  state === "changes-requested" ? "waits" : state === "published" ? "done" : state === "withdrawn" || state === "archived" ? "rests" : "open";
