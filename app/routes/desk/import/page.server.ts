import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { type Proved, requireMay } from "#app/auth/guards.server.ts";
import { formatMoment, formatNumber } from "#app/lib/dates.ts";
import { pageTools, type PageTools } from "#app/lib/page-tools.server.ts";
import { readUploadForm } from "#app/lib/upload-form.server.ts";
import { NETWORK, paths } from "#app/paths.ts";
import { fileBucket, removeFile } from "#models/file.server.ts";
import { TABLE_LIMITS } from "#models/table-import.ts";
import { KEPT_DAYS, listTables } from "#models/table-import.server.ts";
import { ITEM_TYPES } from "#models/vocabulary.ts";

import { deskNavigation } from "../navigation.server.ts";
import { ownersOf } from "../owners.server.ts";
import { ADDRESS, COLUMNS, type TextColumn, typesWith } from "./columns.ts";
import { lookAtTable } from "./look.server.ts";
import { Unreadable } from "./table.ts";
import { countsOf } from "./counts.server.ts";

const MB = 1_000_000;

const limitsIn = (lang: Proved["lang"]) => ({ rows: formatNumber(TABLE_LIMITS.rows, lang), size: formatNumber(TABLE_LIMITS.bytes / MB, lang) });

/** The page on which a table is brought, and the tables that were. */
export async function loadTables({ request, params }: LoaderFunctionArgs) {
  const proved = await requireMay({ request, params }, "item:write");
  const { actor, lang, user } = proved;
  const tools = await pageTools(lang);
  const { t } = tools;
  const owners = ownersOf(proved, tools);
  const tables = await listTables({ actor });
  return {
    meta: { title: `${t("tables:page.title")} · ${t("site:shortName")}`, unlisted: true },
    navigation: await deskNavigation(proved),
    texts: {
      ...t("tables:page", { returnObjects: true, ...limitsIn(lang), owner: "{{owner}}", checked: formatNumber(KEPT_DAYS.checked, lang), applied: formatNumber(KEPT_DAYS.applied, lang) }),
      rules: Object.values(t("tables:rules", { returnObjects: true })),
    },
    template: paths.tableTemplate(lang),
    owners: owners.map(({ value, label }) => ({ value, label, items: paths.tableOfItems(lang, value), itemsText: t("tables:page.items", { owner: label }) })),
    columns: columnsView(tools),
    tables: tables.map((table) => ({
      id: table.id,
      url: paths.table(lang, table.id),
      name: table.name,
      owner: table.mechanism ? tools.mechanismById(table.mechanism) : t("tables:page.network"),
      state: t(`tables:states.${table.state as Exclude<typeof table.state, "reading">}`),
      at: formatMoment(table.endedAt ?? table.at, lang, user.timeZone),
      counts: countsOf(tools, table.counts).filter(({ count }) => count > 0),
    })),
  };
}

function columnsView({ t }: PageTools) {
  const labels = t("tables:columns", { returnObjects: true });
  return COLUMNS.map((column) => {
    const types = (ADDRESS as readonly string[]).includes(column) ? ITEM_TYPES : typesWith(column as TextColumn);
    return { column, label: labels[column], types: types.length === ITEM_TYPES.length ? t("tables:page.everyType") : types.map((type) => t(`items:type.${type}`)).join(" · ") };
  });
}

/** Looks at a table that was sent, and leads to what it would do. */
export async function bringTable({ request, params }: ActionFunctionArgs) {
  const proved = await requireMay({ request, params }, "item:write");
  const { actor, lang } = proved;
  const { fields, file, refused } = await readUploadForm(request, { field: "file", types: { "text/plain": "csv" }, maxBytes: TABLE_LIMITS.bytes });
  const tools = await pageTools(lang);
  try {
    const owners = ownersOf(proved, tools);
    const owner = owners.length === 1 ? owners[0] : owners.find(({ value }) => value === fields.get("mechanism"));
    const refuse = (field: string, text: string, status = 400) => data({ errors: [{ field, text }], mechanism: owner?.value ?? "" }, { status });
    if (!owner) return refuse("mechanism", tools.t("tables:page.ownerMissing"));
    const words = (code: Unreadable["code"] | "none" | "file-type" | "file-large", detail = "") => tools.t(`tables:unreadable.${code}`, { ...limitsIn(lang), detail });
    if (refused) return refuse("file", words(refused === "file-large" ? refused : "file-type"), refused === "file-large" ? 413 : 415);
    if (!file) return refuse("file", words("none"));
    const mechanism = owner.value === NETWORK ? null : owner.value;
    try {
      const id = await lookAtTable({ actor, tools, mechanism, name: file.name.replace(/\.csv$/, ""), bytes: fileBucket().openDownloadStream(file.id as never) });
      return redirect(paths.table(lang, id));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return refuse("file", words(error.code, error.detail));
    }
  } finally {
    if (file) await removeFile(file);
  }
}
