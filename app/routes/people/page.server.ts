import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";

import { type Proved, requireMay } from "#app/auth/guards.server.ts";
import { invite, inviteAgain, mayGive, takeBackInvitation } from "#app/auth/invitations.server.ts";
import { passToWrite } from "#app/auth/limits.server.ts";
import { errorsOf } from "#app/lib/form-errors.server.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { EVERYONE, NETWORK, paths } from "#app/paths.ts";
import type { Grant } from "#models/actor.ts";
import { auditEntry } from "#models/audit.server.ts";
import { isDomainError } from "#models/errors.ts";
import { rolesToGive } from "#models/policy.ts";
import { findUser, removeGrant } from "#models/user.server.ts";
import { ROLES } from "#models/vocabulary.ts";

import { lockedAnswer } from "../accounts/on-the-way.server.ts";
import { emailField, langField, nameField } from "../accounts/person.schema.ts";
import { readPerson } from "../accounts/person-fields.server.ts";
import { deskNavigation } from "../desk/navigation.server.ts";
import { everyoneView } from "./everyone.server.ts";
import { addressOf, choicesFor, ownersOf, ownerOf, peopleView } from "./view.server.ts";

const DONE = ["invited", "again", "taken-back", "ended"] as const;

/** The people of one mechanism, of the network, or of all; or the question that comes before a role is ended. */
export async function loadPeople(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "people:manage");
  const { actor, lang } = proved;
  const query = new URL(args.request.url).searchParams;
  const [tools, navigation] = await Promise.all([pageTools(lang), deskNavigation(proved)]);
  const owners = ownersOf(actor, tools);
  const texts = tools.t("admin:people", { returnObjects: true });
  const shared = { meta: tools.meta(texts.title, undefined, { unlisted: true }), navigation };
  if (query.get("mechanism") === EVERYONE) {
    const view = await everyoneView({ proved, tools, page: query.get("page") });
    return { view: "everyone" as const, ...shared, texts: { title: texts.title }, choices: choicesFor(actor, owners, tools), ...view };
  }
  const owner = ownerOf(owners, query.get("mechanism"));
  const done = DONE.find((one) => one === query.get("done"));
  const asked = await askedToEnd(actor, owner.mechanism, query);
  if (asked) {
    const words = tools.t("admin:people.ask", { returnObjects: true, name: asked.name, role: tools.t(`mail:roles.${asked.role}`), owner: owner.name });
    return { view: "ask" as const, ...shared, texts: words, back: addressOf(lang, owner.mechanism), fields: { intent: "end", user: asked.id, role: asked.role } };
  }
  return {
    view: "list" as const,
    ...shared,
    texts: { title: texts.title, lead: texts.lead },
    done: done ? texts.done[done] : null,
    ...(await peopleView({ proved, tools, owner, owners })),
  };
}

/** The role that a query asks to end, where somebody has it and the actor may end it. */
async function askedToEnd(actor: Proved["actor"], mechanism: string | null, query: URLSearchParams) {
  const role = ROLES.find((one) => one === query.get("role"));
  const user = role && query.get("end") ? await findUser({ id: query.get("end") ?? "" }) : null;
  if (!role || !user?.grants.some((grant) => grant.role === role && grant.mechanism === mechanism)) return null;
  return mayGive(actor, { role, mechanism }) ? { id: user.id, name: user.name, role } : null;
}

const inviteSchema = z.object({ email: emailField, name: nameField, lang: langField });

/** Invites, sends again, takes back, and ends roles; each only as far as the actor may give the role. */
export async function changePeople(args: ActionFunctionArgs) {
  const proved = await requireMay(args, "people:manage");
  const { actor, lang } = proved;
  const form = await readForm(args.request);
  const tools = await pageTools(lang);
  const { mechanism } = ownerOf(ownersOf(actor, tools), new URL(args.request.url).searchParams.get("mechanism"));
  const doer = { by: actor.id, address: args.context.address };
  const done = (what: (typeof DONE)[number]) => redirect(paths.people(lang, mechanism ?? NETWORK, { done: what }));
  const texts = tools.t("admin:people", { returnObjects: true });
  const { timeZone: _, ...values } = { ...readPerson(form), role: form.get("role") ?? "" };
  const refuse = (errors: Array<{ field: string | null; text: string }>, status = 400, headers = {}) => data({ values, errors }, { status, headers });
  try {
    switch (form.get("intent")) {
      case "invite": {
        const parsed = inviteSchema.safeParse(values);
        const role = rolesToGive(actor, mechanism).find((one) => one === values.role);
        const wrong = parsed.success ? [] : errorsOf(parsed.error, tools.t("accounts:errors", { returnObjects: true }), ["email", "name", "lang"]);
        if (!role) wrong.push({ field: "role", text: texts.roleWrong });
        if (!parsed.success || !role) return refuse(wrong);
        const pass = await passToWrite({ account: actor.id });
        if (pass.until) return lockedAnswer(pass.until, lang, (text, headers) => refuse([{ field: null, text }], 429, headers));
        await invite({ actor, invited: { ...parsed.data, grant: { role, mechanism } }, doer });
        return done("invited");
      }
      case "again": {
        const pass = await passToWrite({ account: actor.id });
        if (pass.until) return lockedAnswer(pass.until, lang, (text, headers) => refuse([{ field: null, text }], 429, headers));
        await inviteAgain({ actor, id: form.get("invitation") ?? "", doer });
        return done("again");
      }
      case "take-back":
        await takeBackInvitation({ actor, id: form.get("invitation") ?? "", doer });
        return done("taken-back");
      case "end": {
        const role = ROLES.find((one) => one === values.role);
        if (!role) throw new Response(null, { status: 400 });
        await endRole({ actor, doer, id: cleanText(form.get("user")), grant: { role, mechanism } });
        return done("ended");
      }
      default:
        throw new Response(null, { status: 400 });
    }
  } catch (error) {
    if (isDomainError(error, "wrong-state")) return refuse([{ field: "email", text: texts.already }]);
    if (isDomainError(error, "not-found")) return refuse([{ field: null, text: texts.gone }]);
    if (isDomainError(error, "last-administrator")) return refuse([{ field: null, text: texts.last }]);
    if (isDomainError(error, "not-allowed")) throw new Response(null, { status: 403 });
    throw error;
  }
}

async function endRole({ actor, doer, id, grant }: { actor: Proved["actor"]; doer: { by: string; address: string }; id: string; grant: Grant }) {
  if (!mayGive(actor, grant)) throw new Response(null, { status: 403 });
  const detail = { role: grant.role, ...(grant.mechanism ? { mechanism: grant.mechanism } : {}) };
  await removeGrant({ id, grant, entry: auditEntry(doer, "user:role-ended", { kind: "user", id }, detail) });
}
