import { randomUUID } from "node:crypto";

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { auditEntry } from "#models/audit.server.ts";
import { isDomainError } from "#models/errors.ts";
import { localize } from "#models/localized.ts";
import type { Office } from "#models/office.ts";
import { defineOffice, listOffices, redefineOffice } from "#models/office.server.ts";

import { deskNavigation } from "../navigation.server.ts";
import { afterChange } from "./after-change.server.ts";
import { formTools } from "./choices.server.ts";
import { readDefinition, statusChoices, valuesOf } from "./definition-form.server.ts";

/** @throws a 404 response where an address names an office that is not there. */
function officeOf(offices: Office[], id: string | undefined): Office | null {
  const office = id === undefined ? null : offices.find((one) => one.id === id);
  if (office === undefined) throw new Response(null, { status: 404 });
  return office;
}

function viewOf(tools: PageTools, offices: Office[], office: Office | null) {
  const { t, lang } = tools;
  const texts = t("offices:definition", { returnObjects: true });
  const title = office ? t("offices:definition.edit", { name: localize(office.name, lang)?.text ?? "" }) : texts.new;
  return {
    meta: tools.meta(title, undefined, { unlisted: true }),
    title,
    texts: { ...texts, summary: t("offices:errors.summary"), save: t("offices:save") },
    form: formTools(tools),
    version: office?.writes ?? 0,
    token: randomUUID(),
    values: valuesOf(office),
    statuses: statusChoices(tools),
    others: offices.filter(({ id }) => id !== office?.id).map(({ id, name }) => ({ value: id, label: localize(name, lang)?.text ?? id })),
    back: office ? paths.office(lang, office.id) : paths.offices(lang),
  };
}

/** What the network has laid down for an office, in a form; or an empty one for an office more. */
export async function loadDefinition(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const [tools, offices, navigation] = await Promise.all([pageTools(proved.lang), listOffices(), deskNavigation(proved)]);
  return { navigation, ...viewOf(tools, offices, officeOf(offices, args.params.id)) };
}

export async function saveDefinition(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "network:manage");
  const [form, tools, offices] = await Promise.all([readForm(args.request), pageTools(lang), listOffices()]);
  const office = officeOf(offices, args.params.id);
  const { values, definition, errors } = readDefinition(form, tools, offices, office?.id ?? null);
  if (!definition) return data({ values, errors }, { status: 400 });
  const doer = { by: actor.id, address: args.context.address };
  const entry = (action: string) => auditEntry(doer, action, { kind: "office", id: office?.id ?? "" }, { name: localize(definition.name, lang)?.text ?? "" });
  try {
    if (!office) {
      const id = await defineOffice({ definition, token: `${actor.id}:${form.get("token") || randomUUID()}`, entry: entry("office:defined") });
      await afterChange();
      return redirect(paths.office(lang, id, { done: "defined" }));
    }
    await redefineOffice({ id: office.id, version: Number(form.get("version") ?? NaN), definition, entry: entry("office:redefined") });
    await afterChange();
    return redirect(paths.office(lang, office.id, { done: "redefined" }));
  } catch (error) {
    if (isDomainError(error, "moved-on")) return data({ values, errors: [{ field: null, text: tools.t("offices:errors.movedOn") }] }, { status: 409 });
    if (isDomainError(error, "against-rules")) return data({ values, errors: [{ field: "seats", text: tools.t("offices:errors.crowded") }] }, { status: 400 });
    throw error;
  }
}
