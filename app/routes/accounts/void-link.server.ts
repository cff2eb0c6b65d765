import { data } from "@remix-run/node";

import { translator } from "#app/i18n/i18n.server.ts";
import type { Language } from "#app/i18n/languages.ts";

/** The page of a link that opens nothing: one that is used, has expired, was taken back or never was. It does not say which. */
export async function voidLink(lang: Language) {
  const t = await translator(lang);
  const texts = t("accounts:void", { returnObjects: true });
  const view = {
    view: "void" as const,
    meta: { title: `${texts.title} · ${t("site:shortName")}`, unlisted: true },
    texts: { ...texts, signIn: t("accounts:signIn.title"), forgotten: t("accounts:signIn.forgotten") },
  };
  return data(view, { status: 404 });
}

/** The page of an invitation that is open and yet gives nothing, since its sender may no longer give it. */
export async function lapsedInvitation(lang: Language) {
  const t = await translator(lang);
  const texts = t("accounts:lapsed", { returnObjects: true });
  const view = {
    view: "lapsed" as const,
    meta: { title: `${texts.title} · ${t("site:shortName")}`, unlisted: true },
    texts: { ...texts, write: t("mail:write") },
  };
  return data(view, { status: 404 });
}
