import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { formatDay, formatMoment, formatNumber } from "#app/lib/dates.ts";
import { readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { wakeTables } from "#app/tables/round.server.ts";
import { isDomainError } from "#models/errors.ts";
import { ROW_KINDS, type TableImport } from "#models/table-import.ts";
import { findTable, forgetTable, startTable } from "#models/table-import.server.ts";
import { countRows, listRows, progressOf, type RowFilter } from "#models/table-row.server.ts";

import { deskNavigation } from "../navigation.server.ts";
import { isolated } from "../people.server.ts";
import { countsOf } from "./counts.server.ts";
import { rowView } from "./row-view.server.ts";

const PER_PAGE = 50;

const SHOWN = ["all", ...ROW_KINDS, "left", "leftUndone"] as const;
type Shown = (typeof SHOWN)[number];

const filterOf = (shown: Shown): RowFilter => (shown === "all" ? {} : shown === "left" ? { left: "outcome" } : shown === "leftUndone" ? { left: "undone" } : { kinds: [shown] });

/** What is looked at first: what a person has to know. */
const firstOf = ({ state, counts }: TableImport, left: number): Shown => (state === "checked" && counts.refused > 0 ? "refused" : left > 0 ? (state === "undone" ? "leftUndone" : "left") : "all");

/** One table: what it would do, how far it is, what it did. */
export async function loadTable({ request, params }: LoaderFunctionArgs) {
  const proved = await requireMay({ request, params }, "item:write");
  const { actor, lang, user } = proved;
  const table = await findTable({ actor, id: params.id ?? "" });
  if (!table) throw new Response(null, { status: 404 });
  const tools = await pageTools(lang);
  const { t } = tools;
  const query = new URL(request.url).searchParams;
  const isUndo = table.state === "undoing" || table.state === "undone";
  const isRunning = table.state === "applying" || table.state === "undoing";
  const isStarted = table.state !== "checked";
  const progress = isStarted ? await progressOf(table.id, isUndo ? "undone" : "outcome") : null;
  const shown = SHOWN.find((one) => one === query.get("show")) ?? firstOf(table, progress?.left ?? 0);
  const total = await countRows({ table: table.id, ...filterOf(shown) });
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const page = Math.min(pages, Math.max(1, Number(query.get("page")) || 1));
  const rows = await listRows({ table: table.id, ...filterOf(shown), skip: (page - 1) * PER_PAGE, limit: PER_PAGE });
  const urlOf = (show: Shown, at = 1) => paths.table(lang, table.id, { show, ...(at > 1 ? { page: String(at) } : {}) });
  const counts = countsOf(tools, table.counts);
  const words = t("tables:table", { returnObjects: true, name: isolated(table.name), owner: isolated(table.mechanism ? tools.mechanismById(table.mechanism) : t("tables:page.network")), until: formatDay(table.until, lang), names: table.ignored.map(isolated).join(" · "), done: "", total: "" });
  const state = table.state as Exclude<TableImport["state"], "reading">;
  return {
    meta: { title: `${words.title} · ${t("site:shortName")}`, unlisted: true },
    navigation: await deskNavigation(proved),
    texts: words,
    lead: words[`${state}Lead`],
    state,
    stateName: t(`tables:states.${state}`),
    at: formatMoment(table.endedAt ?? table.at, lang, user.timeZone),
    isRunning,
    isWritable: table.counts.item + table.counts.version + table.counts.changed > 0,
    hasIgnored: table.ignored.length > 0,
    counts: counts.filter(({ count }) => count > 0).map(({ name, shown: number }) => `${name} (${number})`).join(" · "),
    isMended: table.counts.refused > 0,
    undo: { ask: paths.table(lang, table.id, { ask: "undo" }), isAsked: table.state === "applied" && query.get("ask") === "undo" },
    progress: progress && { done: progress.done + progress.left, total: progress.done + progress.left + progress.waiting, shown: t("tables:table.progress", { done: formatNumber(progress.done + progress.left, lang), total: formatNumber(progress.done + progress.left + progress.waiting, lang) }) },
    tabs: [
      { url: urlOf("all"), name: words.all, isShown: shown === "all" },
      ...counts.filter(({ count }) => count > 0).map(({ kind, name, shown: number }) => ({ url: urlOf(kind), name: `${name} (${number})`, isShown: shown === kind })),
      ...(progress && progress.left > 0 ? [{ url: urlOf(isUndo ? "leftUndone" : "left"), name: `${isUndo ? words.leftUndone : words.leftRows} (${formatNumber(progress.left, lang)})`, isShown: shown === "left" || shown === "leftUndone" }] : []),
    ],
    rows: rows.map((row) => rowView(tools, row, isStarted)),
    older: page > 1 ? urlOf(shown, page - 1) : null,
    newer: page < pages ? urlOf(shown, page + 1) : null,
    report: paths.tableReport(lang, table.id),
    self: paths.table(lang, table.id),
    back: paths.tables(lang),
  };
}

const INTENTS = ["write", "undo", "forget"] as const;

/** Has the table written, or taken back; or forgets one that was only looked at. */
export async function changeTable({ request, params, context }: ActionFunctionArgs) {
  const proved = await requireMay({ request, params }, "item:write");
  const { actor, lang } = proved;
  const form = await readForm(request);
  const id = params.id ?? "";
  const intent = INTENTS.find((one) => one === form.get("intent"));
  if (!intent) throw new Response(null, { status: 400 });
  const table = await findTable({ actor, id });
  if (!table) throw new Response(null, { status: 404 });
  if (intent === "forget") {
    if (table.state !== "checked") return late(lang);
    await forgetTable(id);
    return redirect(paths.tables(lang));
  }
  try {
    await startTable({ actor, doer: { by: actor.id, address: context.address }, id, what: intent });
  } catch (error) {
    if (isDomainError(error, "wrong-state")) return late(lang);
    throw error;
  }
  wakeTables();
  return redirect(paths.table(lang, id));
}

async function late(lang: Parameters<typeof pageTools>[0]) {
  return data({ error: (await pageTools(lang)).t("tables:table.late") }, { status: 409 });
}
