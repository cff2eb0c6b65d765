import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { directionOf, isLanguage, type Language, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { formatDay, formatMoment, formatNumber } from "#app/lib/dates.ts";
import { readForm, versionIn } from "#app/lib/form.server.ts";
import { pageHtml } from "#app/lib/page-texts.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { referenceData } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import { cleanRichText } from "#app/rich-text/clean.server.ts";
import { richTextTexts } from "#app/rich-text/texts.server.ts";
import { auditEntry } from "#models/audit.server.ts";
import { isDomainError } from "#models/errors.ts";
import { dropPageText, findPageText, listPageTexts, writePageText } from "#models/page-text.server.ts";
import { isBehindOthers, PAGE_TEXT_MAX, type PageText, PLACES } from "#models/page-text.ts";
import type { User } from "#models/user.ts";
import { usersById } from "#models/user.server.ts";

import { deskNavigation } from "../navigation.server.ts";
import { isPartOf, type Part, partSlug, textPage, type TextPage } from "./parts.server.ts";

const DONE = ["saved", "dropped"] as const;

/** What a query chooses: a part of the page in one language; null where it chooses none. */
function chosenIn(page: TextPage, query: URLSearchParams): { part: Part; into: Language } | null {
  const part = isPartOf(page, query.get("part") ?? "");
  const into = query.get("in") ?? undefined;
  return part && isLanguage(into) ? { part, into } : null;
}

/** The parts of a public page and where each stands; or one part in one language, to be written. */
export async function loadTextPage(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "settings:manage");
  const { lang, user } = proved;
  const [tools, navigation] = await Promise.all([pageTools(lang), deskNavigation(proved)]);
  const page = textPage(tools, args.params.page);
  const query = new URL(args.request.url).searchParams;
  const chosen = chosenIn(page, query);
  const { t } = tools;
  const words = t("settings:texts", { returnObjects: true, max: formatNumber(PAGE_TEXT_MAX, lang) });
  const done = DONE.find((one) => one === query.get("done"));
  const shared = {
    meta: tools.meta(page.name, undefined, { unlisted: true }),
    navigation,
    title: page.name,
    texts: { ...words, summary: t("settings:errors.summary") },
    done: done ? words.done[done] : null,
    urls: { all: paths.texts(lang), page: paths.textsOf(lang, page.id), shown: page.url },
  };
  if (!chosen) return { view: "parts" as const, ...shared, parts: await partsView(tools, page) };
  if (query.get("ask") === "drop") {
    const ask = t("settings:texts.ask", { returnObjects: true, part: chosen.part.name, language: tools.language(chosen.into) });
    const { version } = await findPageText({ id: chosen.part.id });
    return { view: "ask" as const, ...shared, ask, back: addressOf(lang, page, chosen), fields: { intent: "drop", version: String(version) } };
  }
  return { view: "write" as const, ...shared, ...(await writeView(tools, page, chosen, user)) };
}

const addressOf = (lang: string, page: TextPage, { part, into }: { part: Part; into: Language }, more: Record<string, string> = {}) =>
  paths.textsOf(lang, page.id, { part: partSlug(part.id), in: into, ...more });

/** Each part with its languages: the hub's words, the network's, or those behind another language's. */
async function partsView(tools: PageTools, page: TextPage) {
  const { t, lang } = tools;
  const written = new Map((await listPageTexts()).map((one) => [one.id, one]));
  return page.parts.map((part) => ({
    id: part.id,
    name: part.name,
    words: part.words,
    languages: LANGUAGE_CODES.map((code) => {
      const own = written.get(part.id);
      const state = !own?.texts[code] ? "builtIn" : isBehindOthers(own, code) ? "behind" : "own";
      return { code, name: tools.language(code), url: addressOf(lang, page, { part, into: code }), own: state !== "builtIn", state: [t(`settings:texts.${state}`), ...(own?.texts[code] ? [formatDay(own.texts[code].at, lang)] : [])].join(" · ") };
    }),
  }));
}

async function writeView(tools: PageTools, page: TextPage, chosen: { part: Part; into: Language }, user: User) {
  const { lang, t } = tools;
  const { part, into } = chosen;
  const [text, theirs, richText] = await Promise.all([findPageText({ id: part.id }), pageTools(into), richTextTexts(lang)]);
  const own = text.texts[into];
  const people = await usersById(own ? [own.by] : []);
  const newest = newestOf(text, into);
  return {
    part: part.name,
    language: tools.language(into),
    into,
    dir: directionOf(into),
    help: richText.help,
    version: String(text.version),
    builtIn: isPartOf(textPage(theirs, page.id), partSlug(part.id))?.words ?? "",
    values: { text: own?.text ?? "", place: text.place, moved: false },
    said: own ? t("settings:texts.writtenBy", { name: people.get(own.by)?.name ?? "–", date: formatMoment(own.at, lang, user.timeZone) }) : null,
    behind: isBehindOthers(text, into),
    // What the newest of the other languages says, to write after.
    other: newest ? { ...newest, name: t("settings:texts.other", { language: tools.language(newest.lang) }) } : null,
    log: paths.audit(lang, { subject: part.id }),
    drop: own ? addressOf(lang, page, chosen, { ask: "drop" }) : null,
    here: addressOf(lang, page, chosen),
  };
}

function newestOf({ texts }: PageText, except: string): { lang: string; dir: "ltr" | "rtl"; text: string } | null {
  const others = Object.entries(texts).filter(([lang]) => lang !== except);
  const [found] = others.toSorted(([, a], [, b]) => b.revision - a.revision || b.at.getTime() - a.at.getTime());
  return found && isLanguage(found[0]) ? { lang: found[0], dir: directionOf(found[0]), text: found[1].text } : null;
}

/** Saves, shows before saving, or gives a part back to the hub's own words. */
export async function changeTextPage(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "settings:manage");
  const form = await readForm(args.request);
  const tools = await pageTools(lang);
  const page = textPage(tools, args.params.page);
  const chosen = chosenIn(page, new URL(args.request.url).searchParams);
  if (!chosen) throw new Response(null, { status: 400 });
  const { part, into } = chosen;
  const words = tools.t("settings:errors", { returnObjects: true });
  const values = { text: cleanRichText(form.get("text")), place: PLACES.find((one) => one === form.get("place")) ?? "instead", moved: form.get("moved") === "on" };
  const shown = async () => (values.text ? await pageHtml(part.id, values.text, into) : null);
  const refuse = async (errors: Array<{ field: string | null; text: string }>, status = 400) => data({ values, preview: await shown(), errors }, { status });
  const asked = { id: part.id, lang: into, version: versionIn(form) };
  const entry = (action: string, detail: Record<string, string> = {}) => auditEntry({ by: actor.id, address: args.context.address }, `page-text:${action}`, { kind: "page-text", id: part.id }, { lang: into, ...detail });
  const wrong = !values.text.trim() ? words.text : values.text.length > PAGE_TEXT_MAX ? words.long : null;
  try {
    switch (form.get("intent")) {
      case "preview":
        return data({ values, preview: await shown(), errors: [] });
      case "save":
        if (wrong) return await refuse([{ field: "text", text: wrong }]);
        await writePageText({ ...asked, ...values, entry: entry("written", { text: values.text }) });
        break;
      case "drop":
        await dropPageText({ ...asked, entry: entry("dropped") });
        break;
      default:
        throw new Response(null, { status: 400 });
    }
  } catch (error) {
    if (isDomainError(error, "moved-on", "not-found")) return refuse([{ field: null, text: words.movedOn }], 409);
    throw error;
  }
  await referenceData({ fresh: true });
  return redirect(addressOf(lang, page, chosen, { done: form.get("intent") === "drop" ? "dropped" : "saved" }));
}
