import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { allowReader, requireMember } from "#app/auth/guards.server.ts";
import { acceptAsMember, acceptAsNew, holds } from "#app/auth/invitations.server.ts";
import { openSession, readSession } from "#app/auth/sessions.server.ts";
import { errorsOf } from "#app/lib/form-errors.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { isDomainError } from "#models/errors.ts";
import { findLink } from "#models/invitation.server.ts";
import { needsSecondFactor } from "#models/policy.ts";
import { findUser, findUserByEmail } from "#models/user.server.ts";

import { newPersonSchema, PERSON_FIELDS } from "./person.schema.ts";
import { personFields, readPerson } from "./person-fields.server.ts";
import { lapsedInvitation, voidLink } from "./void-link.server.ts";

/** The invitation, as long as it is open, with who sent it; whether it still holds is another matter. */
async function openInvitation(token: string | undefined) {
  const link = await findLink({ kinds: ["invitation"], token: token ?? "" });
  if (!link?.email) return null;
  const inviter = link.by ? await findUser({ id: link.by }) : null;
  return { ...link, email: link.email, inviter, holds: holds(link, inviter) };
}

/** Who invites to what, and how to accept: as someone new, as a member who is signed in, or after signing in. Uses nothing up. */
export async function loadInvitation({ params, request, context }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const link = await openInvitation(params.token);
  if (!link) return voidLink(lang);
  if (!link.holds) return lapsedInvitation(lang);
  const [tools, known, session] = await Promise.all([pageTools(lang), findUserByEmail({ email: link.email }), readSession(request, context)]);
  const { t } = tools;
  const { inviter } = link;
  const member = session?.step === "open" ? session.user : null;
  const texts = t("accounts:invitation", { returnObjects: true, inviter: inviter?.name ?? "", name: member?.name ?? "" });
  const way = member ? (member.email === link.email ? ("accept" as const) : ("other" as const)) : known ? ("sign-in" as const) : ("new" as const);
  return {
    view: "open" as const,
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    texts: { ...texts, lead: inviter ? texts.by : texts.plain, summary: t("accounts:errors.summary"), signInLink: t("accounts:signIn.title"), signOut: t("site:nav.signOut") },
    facts: [
      { term: texts.role, value: link.grants.map(({ role }) => t(`mail:roles.${role}`)).join(" · ") },
      { term: texts.for, value: link.grants.map(({ mechanism }) => (mechanism ? tools.mechanismById(mechanism) : t("accounts:network"))).join(" · ") },
      { term: texts.email, value: link.email },
      ...(link.expiresAt ? [{ term: texts.until, value: formatMoment(link.expiresAt, lang, member?.timeZone ?? "UTC") }] : []),
    ],
    way,
    needsSecondFactor: needsSecondFactor(link.grants),
    fields: way === "new" ? personFields(t) : null,
    values: { name: link.name ?? "", lang: link.lang ?? lang, timeZone: "UTC" },
  };
}

/** Accepts: with an account that is made now, or with the one of the address. */
export async function acceptInvitation(args: ActionFunctionArgs) {
  const { lang } = allowReader(args.params);
  const { params, request, context } = args;
  const link = await openInvitation(params.token);
  // The page itself says what has become of it.
  if (!link?.holds) return data(null, { status: 404 });
  if (await findUserByEmail({ email: link.email })) return acceptWithAccount(args, link);
  const form = await readForm(request);
  const { email: _, ...values } = readPerson(form);
  const { t } = await pageTools(lang);
  const parsed = newPersonSchema.safeParse({ ...values, password: form.get("password") ?? "" });
  if (!parsed.success) return data({ values, errors: errorsOf(parsed.error, t("accounts:errors", { returnObjects: true }), PERSON_FIELDS) }, { status: 400 });
  try {
    const user = await acceptAsNew({ link, person: parsed.data, address: context.address });
    const cookie = await openSession({ user, step: "open", request, context });
    return redirect(paths.desk(user.lang), { headers: { "Set-Cookie": cookie } });
  } catch (error) {
    if (isDomainError(error, "link-void")) return data(null, { status: 404 });
    // The address has got an account since this page was shown: it shows the way of one who has.
    if (isDomainError(error, "email-taken")) return redirect(paths.invitation(lang, params.token ?? ""));
    throw error;
  }
}

async function acceptWithAccount(args: ActionFunctionArgs, link: NonNullable<Awaited<ReturnType<typeof openInvitation>>>) {
  const { user, lang } = await requireMember(args, { enrolling: true });
  // A page that was left open while someone else signed in: it shows now what is so.
  if (user.email !== link.email) return redirect(paths.invitation(lang, args.params.token ?? ""));
  try {
    await acceptAsMember({ link, user, address: args.context.address });
  } catch (error) {
    if (isDomainError(error, "link-void")) return data(null, { status: 404 });
    throw error;
  }
  return redirect(`${paths.account(lang)}?done=invitation`);
}
