import { data, redirect } from "@remix-run/node";

import { translator } from "#app/i18n/i18n.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { isPageOfHub, paths } from "#app/paths.ts";
import type { User } from "#models/user.ts";

/** What the pages of signing in hand on: where it leads, and the form that a session's end has interrupted. */

/** Where the address of a request says that it leads; null unless that is a page of the hub. */
export function toOf(request: Request): string | null {
  const to = new URL(request.url).searchParams.get("to");
  return isPageOfHub(to) ? to : null;
}

/** The form that is carried along; without a page to send it to there is none. */
export function keptOf(form: URLSearchParams, to: string | null): string {
  return to === null ? "" : (form.get("kept") ?? "");
}

/** What the page for the code needs. */
export async function codeView({ lang, to, kept }: { lang: Language; to: string | null; kept: string }) {
  const t = await translator(lang);
  const texts = t("accounts:code", { returnObjects: true });
  return { title: `${texts.title} · ${t("site:shortName")}`, texts: { ...texts, summary: t("accounts:errors.summary") }, to, kept };
}

/** What the page needs that sends a kept form on, by the person's own click. */
export async function goOnView({ lang, to, kept, user }: { lang: Language; to: string | null; kept: string; user: User }) {
  const t = await translator(lang);
  return {
    view: "go-on" as const,
    texts: t("accounts:goOn", { returnObjects: true, name: user.name }),
    to: to ?? paths.home(lang),
    fields: [...new URLSearchParams(kept)],
  };
}

/** Leads a person on who is in now: to where he wanted to go, or, where a form was kept, to the page that holds it. */
export async function goOn<T>({ cookie, to, kept, lang, view }: { cookie: string; to: string | null; kept: string; lang: Language; view: () => Promise<T> }) {
  const headers = { "Set-Cookie": cookie };
  if (!kept) return redirect(to ?? paths.desk(lang), { headers });
  return data(await view(), { headers });
}

/** Says when to try again, in words and in the header. */
export async function lockedAnswer<T>(until: Date, lang: Language, answer: (text: string, headers: Record<string, string>) => T): Promise<T> {
  const t = await translator(lang);
  const seconds = Math.max(1, Math.ceil((until.getTime() - Date.now()) / 1000));
  return answer(t("accounts:errors.locked", { until: formatMoment(until, lang, "UTC") }), { "Retry-After": String(seconds) });
}
