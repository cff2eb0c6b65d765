import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { ownersFor } from "#models/policy.ts";

import { deskNavigation } from "../navigation.server.ts";
import { confirmationView } from "./confirmation.server.ts";

/** The mechanisms whose profiles somebody keeps; where it is one, its page. */
export async function loadKeptMechanisms(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "profile:write");
  const { actor, lang } = proved;
  const [tools, settings, navigation] = await Promise.all([pageTools(lang), readNetworkSettings(), deskNavigation(proved)]);
  const owners = ownersFor(actor, "profile:write");
  const kept = [...tools.reference.mechanisms.values()].filter(({ id }) => owners === "any" || owners.includes(id));
  const [only, ...others] = kept;
  if (only && others.length === 0) throw redirect(paths.keptMechanism(lang, only.id));
  const rows = kept.map((mechanism) => ({
    id: mechanism.id,
    country: tools.country(mechanism.state),
    name: tools.mechanism(mechanism),
    url: paths.keptMechanism(lang, mechanism.id),
    ...confirmationView(tools, mechanism, settings.profileMonths),
  }));
  const texts = tools.t("profile:list", { returnObjects: true });
  return { meta: tools.meta(texts.title, undefined, { unlisted: true }), navigation, texts, rows: sortByName(rows, lang, ({ country }) => country) };
}
