import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { LANGUAGE_CODES, LANGUAGES } from "#app/i18n/languages.ts";
import { readForm } from "#app/lib/form.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import { isDomainError } from "#models/errors.ts";
import { textsIn } from "#models/mechanism-texts.ts";
import { confirmProfile } from "#models/mechanism-writing.server.ts";
import type { Mechanism } from "#models/mechanism.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { can } from "#models/policy.ts";
import type { Scheme } from "#models/vocabulary.ts";

import { doerOf } from "../steps.server.ts";
import { confirmationView } from "./confirmation.server.ts";
import { labelsOf, termsOf } from "./edit-view.server.ts";
import { fieldsOfTexts } from "./fields.ts";
import { afterChange, frameOf, openKept } from "./open.server.ts";

const CONFIRM = "confirm";

/** A mechanism as those see it who keep its profile: whether it is confirmed, and what is said in which language. */
export async function loadKept(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "profile:write");
  const { lang } = proved;
  const [mechanism, tools, settings] = await Promise.all([openKept(proved, args.params), pageTools(lang), readNetworkSettings()]);
  const texts = tools.t("profile:overview", { returnObjects: true, date: "" });
  const isDone = new URL(args.request.url).searchParams.get("done") === CONFIRM;
  return {
    meta: tools.meta(tools.mechanism(mechanism).text, undefined, { unlisted: true }),
    frame: await frameOf(proved, tools, mechanism, paths.keptMechanism(lang, mechanism.id)),
    texts,
    done: isDone ? texts.done : null,
    ...confirmationView(tools, mechanism, settings.profileMonths),
    readers: mechanismUrl(tools, mechanism),
    archive: can(proved.actor, "archive:export", { mechanism: mechanism.id }) ? { ...tools.t("archives:own", { returnObjects: true }), url: paths.mechanismArchive(lang, mechanism.id) } : null,
    languages: LANGUAGE_CODES.map((code) => ({ code, name: LANGUAGES[code].name, url: paths.keptPart(lang, mechanism.id, code) })),
    rows: rowsOf(tools, mechanism),
  };
}

/** For each text of a profile, in which languages it is there. */
function rowsOf(tools: PageTools, mechanism: Mechanism) {
  const labels = labelsOf(tools, mechanism);
  const slugs = (scheme: Scheme, part: string) => termsOf(tools, scheme, mechanism).map((id) => `${part}.${id.replace(/^[^:]*:/, "")}`);
  const names = ["name", "shortName", ...["summary", "setUp", "composition", "article33", "secretariat"].map((heading) => `heading.${heading}`), "legalBasis", "ministry", ...slugs("capacity", "evidence"), ...slugs("dimension", "dimension").filter((name) => name !== "dimension.legal-basis")];
  const said = new Map<string, Record<string, string>>(LANGUAGE_CODES.map((code) => [code, fieldsOfTexts(textsIn(mechanism, code))]));
  return names.map((name) => ({ name, label: labels[name] ?? name, there: LANGUAGE_CODES.map((code) => Boolean(said.get(code)?.[name])) }));
}

/** Confirms that the profile is right as it stands. */
export async function confirmKept(args: ActionFunctionArgs) {
  const proved = await requireMay(args, "profile:write");
  const { actor, lang } = proved;
  const [mechanism, form] = await Promise.all([openKept(proved, args.params), readForm(args.request)]);
  if (form.get("intent") !== CONFIRM) throw new Response(null, { status: 400 });
  try {
    await confirmProfile({ actor, doer: doerOf(proved, args.context), id: mechanism.id });
  } catch (error) {
    if (isDomainError(error, "not-found", "wrong-state")) throw new Response(null, { status: 404 });
    throw error;
  }
  await afterChange(mechanism.id);
  return redirect(paths.keptMechanism(lang, mechanism.id, CONFIRM));
}
