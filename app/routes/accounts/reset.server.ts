import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";

import { allowReader } from "#app/auth/guards.server.ts";
import { changePassword } from "#app/auth/password-change.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { errorsOf } from "#app/lib/form-errors.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { findLink, useLink } from "#models/invitation.server.ts";
import { findUser, notRenewedSince } from "#models/user.server.ts";

import { newPasswordField } from "./person.schema.ts";
import { voidLink } from "./void-link.server.ts";

/** The link and the account that it is for, as long as it opens. */
async function openLink(token: string | undefined) {
  const link = await findLink({ kinds: ["password-reset", "administrator"], token: token ?? "" });
  const user = link?.user ? await findUser({ id: link.user }) : null;
  if (!link || !user || user.suspended || (user.validFrom !== null && link.at < new Date(user.validFrom))) return null;
  return { link, user };
}

export async function loadReset({ params }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const found = await openLink(params.token);
  if (!found) return voidLink(lang);
  const t = await translator(lang);
  const texts = t("accounts:reset", { returnObjects: true, email: found.user.email });
  const fields = t("accounts:fields", { returnObjects: true });
  return {
    view: "open" as const,
    meta: { title: `${texts.title} · ${t("site:shortName")}`, unlisted: true },
    texts: { ...texts, password: fields.newPassword, help: fields.passwordHelp, summary: t("accounts:errors.summary"), signIn: t("accounts:signIn.title") },
    email: found.user.email,
    resetsSecondFactor: found.link.kind === "administrator" && found.user.secondFactorSince !== null,
  };
}

/** Sets the password. Of two who use the link at once, or of two links, one does: the account says since when it is renewed. */
export async function resetPassword({ params, request, context }: ActionFunctionArgs) {
  const { lang } = allowReader(params);
  const found = await openLink(params.token);
  if (!found) return data(null, { status: 404 });
  const t = await translator(lang);
  const form = await readForm(request);
  const parsed = z.object({ password: newPasswordField }).safeParse({ password: form.get("password") ?? "" });
  if (!parsed.success) return data({ errors: errorsOf(parsed.error, t("accounts:errors", { returnObjects: true }), ["password"]), done: null }, { status: 400 });
  const { link, user } = found;
  const isChanged = await changePassword({
    user,
    password: parsed.data.password,
    doer: { by: user.id, address: context.address },
    how: link.kind === "administrator" ? "administrator" : "link",
    resetSecondFactor: link.kind === "administrator",
    where: notRenewedSince(link.at),
  });
  if (!isChanged) return data(null, { status: 404 });
  await useLink({ id: link.id });
  const done = { text: t("accounts:reset.done"), signIn: t("accounts:signIn.title"), title: t("accounts:reset.title") };
  // Said outright: the loader, which runs after this, finds a link that is used up.
  return data({ errors: [], done }, { status: 200 });
}
