import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { wakeArchives } from "#app/archive/round.server.ts";
import { type Proved, requireMay } from "#app/auth/guards.server.ts";
import { env } from "#app/env.server.ts";
import { formatMoment, formatNumber } from "#app/lib/dates.ts";
import type { FormError } from "#app/lib/form-errors.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { formatSize } from "#app/lib/sizes.ts";
import { readUploadForm } from "#app/lib/upload-form.server.ts";
import { paths } from "#app/paths.ts";
import { isolated } from "#app/routes/desk/people.server.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import { doerOf } from "#app/routes/desk/steps.server.ts";
import { ARCHIVED_KINDS, type ArchiveReport, countOf, OUTCOMES } from "#models/archive-import.ts";
import { type ArchiveImport, decideArchive, dropArchive, findArchive, giveArchive, listArchives, type Refusal } from "#models/archive-import.server.ts";
import { isDomainError } from "#models/errors.ts";
import { namesById } from "#models/named-person.server.ts";
import { KEPT_DAYS } from "#models/trails.server.ts";

import { deskNavigation } from "../desk/navigation.server.ts";

const TYPES = { "application/zip": "zip" };
const maxMegabytes = (): number => env().MAX_ARCHIVE_MB;
/** How long an answer waits for an archive to be looked through: most are small. */
const PATIENCE_MS = 4_000;
const LOOK_MS = 100;

const DONE = ["given", "take", "drop"] as const;

/** The archives that were given, with what would become of each; and those to be had. */
export async function loadArchives(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "archives:import");
  const { lang } = proved;
  const [tools, navigation, archives] = await Promise.all([pageTools(lang), deskNavigation(proved), listArchives()]);
  const { t } = tools;
  const texts = t("archives:page", { returnObjects: true, size: formatNumber(maxMegabytes(), lang), days: formatNumber(KEPT_DAYS, lang), mechanism: "", name: "", at: "", done: "", total: "" });
  const names = await namesById(archives.map(({ by }) => by));
  const done = DONE.find((one) => one === new URL(args.request.url).searchParams.get("done"));
  return {
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    navigation,
    texts,
    errorsTitle: t("archives:errors.title"),
    again: paths.archives(lang),
    // What was being done may be done by now.
    done: done === undefined ? null : done === "drop" || archives.some(isUnderWay) ? t(`archives:done.${done}`) : done === "given" ? t("archives:done.looked") : null,
    isUnderWay: archives.some(isUnderWay),
    archives: archives.map((archive) => viewOf(archive, { proved, tools, by: names.get(archive.by) ?? texts.somebody })),
    mechanisms: [...tools.reference.mechanisms.values()]
      .filter(({ successor }) => successor === null)
      .map((mechanism) => ({ id: mechanism.id, country: tools.country(mechanism.state), name: tools.mechanism(mechanism), url: paths.mechanismArchive(lang, mechanism.id) }))
      .toSorted((a, b) => a.country.localeCompare(b.country, lang)),
  };
}

const isUnderWay = ({ state }: ArchiveImport): boolean => state === "waiting" || state === "taking";

function viewOf({ id, name, size, at, state, refusal, report, done }: ArchiveImport, { proved: { lang, user }, tools, by }: { proved: Proved; tools: PageTools; by: string }) {
  const { t } = tools;
  const mechanism = report && tools.reference.mechanisms.get(report.mechanism);
  return {
    id,
    name,
    size: formatSize(size, lang),
    given: t("archives:page.given", { name: isolated(by), at: formatMoment(at.toISOString(), lang, user.timeZone) }),
    state: t(`archives:state.${state}`),
    canTake: state === "checked" && report !== null && countOf(report, "new") + countOf(report, "replaced") > 0,
    isVain: state === "checked" && report !== null && countOf(report, "new") + countOf(report, "replaced") === 0,
    canDrop: state !== "taking",
    isRefused: state === "refused",
    refusal: refusal && refusalOf(refusal, tools),
    progress: state === "taking" && report ? t("archives:page.progress", { done: formatNumber(done, lang), total: formatNumber(report.total, lang) }) : null,
    table: report && state !== "refused" ? tableOf(report, tools) : null,
    open: state === "done" && mechanism ? mechanismUrl(tools, mechanism) : null,
  };
}

function refusalOf({ code, entry, detail }: Refusal, { t }: PageTools) {
  const words: Partial<Record<string, string>> = t("archives:refusal", { returnObjects: true });
  // Why a library cannot open a file says nothing more than that it cannot.
  return { text: words[code] ?? code, entry, detail: code === "broken" ? "" : detail };
}

/** What an archive has of each kind, by what becomes of it. */
function tableOf({ mechanism, counts, different }: ArchiveReport, tools: PageTools) {
  const { t, lang, reference } = tools;
  // Without the columns in which nothing stands.
  const told = OUTCOMES.filter((outcome) => Object.values(counts).some((count) => count[outcome] > 0));
  const known = reference.mechanisms.get(mechanism);
  return {
    caption: t("archives:page.table", { mechanism: known ? tools.mechanism(known).text : mechanism }),
    columns: told.map((outcome) => ({ id: outcome, name: t(`archives:outcomes.${outcome}`) })),
    rows: ARCHIVED_KINDS.flatMap((kind) => {
      const count = counts[kind];
      return count ? [{ kind, name: t(`archives:kinds.${kind}`), counts: told.map((outcome) => formatNumber(count[outcome], lang)) }] : [];
    }),
    different: different.map(({ kind, id }) => ({ key: `${kind} ${id}`, kind: t(`archives:kinds.${kind}`), id })),
    hasMore: Object.values(counts).reduce((sum, count) => sum + count.different, 0) > different.length,
  };
}

/** Takes a file as an archive; has one that was looked through taken in, or forgets it. */
export async function changeArchives(args: ActionFunctionArgs) {
  const proved = await requireMay(args, "archives:import");
  const form = await readUploadForm(args.request, { field: "archive", types: TYPES, maxBytes: maxMegabytes() * 1_000_000 });
  const id = form.fields.get("id") ?? "";
  const intent = form.fields.get("intent");
  switch (intent) {
    case "give":
      return give(proved, form);
    case "take":
      return decide(proved, "take", () => decideArchive({ id, doer: doerOf(proved, args.context) }));
    case "drop":
      return decide(proved, "drop", () => dropArchive({ id }));
    default:
      throw new Response(null, { status: 400 });
  }
}

type Refused = { errors: FormError[] };

async function give({ actor, lang }: Proved, { file, refused }: Awaited<ReturnType<typeof readUploadForm>>) {
  const { t } = await pageTools(lang);
  if (!file) {
    const code = refused === "file-large" || refused === "file-type" ? refused : refused === null ? "missing" : "file-type";
    return data<Refused>({ errors: [{ field: "archive", text: t(`archives:errors.${code}`, { size: formatNumber(maxMegabytes(), lang) }) }] }, { status: code === "file-large" ? 413 : 400 });
  }
  const id = await giveArchive({ file, by: actor.id });
  wakeArchives();
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, LOOK_MS))) {
    if ((await findArchive({ id }))?.state !== "waiting") break;
  }
  return redirect(paths.archives(lang, "given"));
}

async function decide({ lang }: Proved, done: (typeof DONE)[number], work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    if (!isDomainError(error, "wrong-state")) throw error;
    const { t } = await pageTools(lang);
    return data<Refused>({ errors: [{ field: null, text: t("archives:errors.late") }] }, { status: 409 });
  }
  wakeArchives();
  return redirect(paths.archives(lang, done));
}
