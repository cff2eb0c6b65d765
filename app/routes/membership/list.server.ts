import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { sortByName, termsInForce } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import { auditEntry } from "#models/audit.server.ts";
import { idForKey } from "#models/ids.server.ts";
import { statusesAfter } from "#models/membership.ts";
import { beginMembership, listMemberships, presentStep } from "#models/membership.server.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";

import { deskNavigation } from "../desk/navigation.server.ts";
import { countryChoices, decisionChoices, mechanismChoices } from "./choices.server.ts";
import { readStep, recordWords, refusalOf, refuse, stepValues } from "./steps.server.ts";

/** Every membership by the status that holds today, in the order of the vocabulary; and the form to add one. */
export async function loadMemberships(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang } = proved;
  const [tools, navigation, memberships, settings] = await Promise.all([pageTools(lang), deskNavigation(proved), listMemberships(), readNetworkSettings()]);
  const { t, reference } = tools;
  const texts = t("membership:list", { returnObjects: true, date: "" });
  const rows = memberships.map((membership) => {
    const step = presentStep(membership);
    return {
      id: membership.id,
      status: step?.status ?? "",
      url: paths.membership(lang, membership.id),
      country: tools.country(membership.state),
      through: membership.mechanism ? tools.mechanismById(membership.mechanism) : null,
      since: step?.date.from ? t("membership:list.since", { date: tools.date(step.date) }) : null,
    };
  });
  const statuses = termsInForce(reference, "membershipStatus").map(({ id }) => id);
  const groups = [...new Set([...statuses, ...rows.map(({ status }) => status)])].map((status) => ({
    status: status || "none",
    name: status ? tools.term(status) : texts.empty,
    rows: sortByName(rows.filter((row) => row.status === status), lang, (row) => row.country),
  }));
  return {
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    navigation,
    texts,
    words: recordWords(tools),
    here: paths.memberships(lang),
    groups: groups.filter((group) => group.rows.length > 0),
    countries: countryChoices(tools),
    mechanisms: mechanismChoices(tools),
    decisions: await decisionChoices(tools),
    statuses: statusesAfter(settings.statusSteps, null).map((value) => ({ value, name: tools.term(value) })),
  };
}

/** Adds the membership of a State that is a member already. */
export async function addMembership(args: ActionFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { actor, lang } = proved;
  const [form, tools, settings] = await Promise.all([readForm(args.request), pageTools(lang), readNetworkSettings()]);
  const values = stepValues(form);
  const refused = { intent: "add", of: "", values };
  const { errors } = recordWords(tools);
  const read = await readStep(values, tools, proved);
  const wrong = "wrong" in read ? read.wrong : [];
  const { country } = values;
  const known = values.mechanism ? tools.reference.mechanisms.get(values.mechanism) : undefined;
  const mechanism = known?.id ?? null;
  if (!tools.reference.states.has(country)) wrong.unshift({ field: "country", text: errors.countryMissing });
  else if (values.mechanism && known?.state !== country) wrong.unshift({ field: "mechanism", text: errors.mechanismWrong });
  if ("wrong" in read || wrong.length > 0) return refuse(400, { ...refused, errors: wrong });
  // The seed calls a membership through a mechanism by the mechanism's own id.
  const id = mechanism ?? idForKey(`membership:${country}`);
  const log = auditEntry({ by: actor.id, address: args.context.address }, "membership:begin", { kind: "membership", id }, { status: read.entry.status });
  try {
    await beginMembership({ id, state: country, mechanism, entry: read.entry, table: settings.statusSteps, log });
  } catch (error) {
    const { status, errors: found } = refusalOf(error, tools);
    return refuse(status, { ...refused, errors: found });
  }
  return redirect(paths.membership(lang, id, { done: "add" }));
}
