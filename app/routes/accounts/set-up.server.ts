import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { hashPassword } from "#app/auth/password.server.ts";
import { openSession } from "#app/auth/sessions.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { errorsOf } from "#app/lib/form-errors.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { paths } from "#app/paths.ts";
import { auditEntry } from "#models/audit.server.ts";
import { isDomainError } from "#models/errors.ts";
import { idForKey } from "#models/ids.server.ts";
import { findLink, useLink } from "#models/invitation.server.ts";
import { createUser, findUser } from "#models/user.server.ts";

import { firstPersonSchema, PERSON_FIELDS } from "./person.schema.ts";
import { personFields, readPerson } from "./person-fields.server.ts";
import { voidLink } from "./void-link.server.ts";

/** The first account has one id for ever: whatever is repeated after a crash makes one account. */
const FIRST = idForKey("set-up");

const NETWORK = [
  { role: "administrator" as const, mechanism: null },
  { role: "coordinator" as const, mechanism: null },
];

/** The link, as long as it opens. Where a crash has left it open beside the account that it made, it is used up now. */
async function openLink(token: string | undefined) {
  const link = await findLink({ kinds: ["set-up"], token: token ?? "" });
  if (!link || !(await findUser({ id: FIRST }))) return link;
  await useLink({ id: link.id });
  return null;
}

/** Where the link of the first start leads. Opening it uses nothing up. */
export async function loadSetUp({ params }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  if (!(await openLink(params.token))) return voidLink(lang);
  const t = await translator(lang);
  const texts = t("accounts:setUp", { returnObjects: true });
  return {
    view: "open" as const,
    meta: { title: `${texts.title} · ${t("site:shortName")}`, unlisted: true },
    texts: { ...texts, summary: t("accounts:errors.summary") },
    fields: personFields(t),
    lang,
  };
}

/** Makes the first account and leads it to its second factor. Of two browsers at once one gets it, the other is told. */
export async function setUp({ params, request, context }: ActionFunctionArgs) {
  const { lang } = allowReader(params);
  const link = await openLink(params.token);
  // The page itself says what to do about a link that opens nothing.
  if (!link) return data(null, { status: 404 });
  const form = await readForm(request);
  const values = readPerson(form);
  const errors = (await translator(lang))("accounts:errors", { returnObjects: true });
  const parsed = firstPersonSchema.safeParse({ ...values, password: form.get("password") ?? "" });
  if (!parsed.success) return data({ values, errors: errorsOf(parsed.error, errors, PERSON_FIELDS) }, { status: 400 });
  const { password, ...person } = parsed.data;
  const entry = auditEntry({ by: FIRST, address: context.address }, "user:created", { kind: "user", id: FIRST }, { by: "set-up" });
  try {
    const user = await createUser({ id: FIRST, ...person, grants: NETWORK, passwordHash: await hashPassword(password), entry });
    await useLink({ id: link.id });
    const cookie = await openSession({ user, step: "open", request, context });
    return redirect(paths.enrol(user.lang, paths.people(user.lang)), { headers: { "Set-Cookie": cookie } });
  } catch (error) {
    if (isDomainError(error, "email-taken")) return data({ values, errors: [{ field: "email", text: errors.emailTaken }] }, { status: 400 });
    if (isDomainError(error, "link-void")) return data(null, { status: 404 });
    throw error;
  }
}
