import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { Params } from "@remix-run/react";

import { requireMay } from "#app/auth/guards.server.ts";
import { today } from "#app/lib/dates.ts";
import { cleanText, readForm, versionIn } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { afterTermChange } from "#app/search/term-changes.server.ts";
import { isDomainError } from "#models/errors.ts";
import { changeTerm, mergeTerm, undoTerm } from "#models/term-writing.server.ts";
import { findTerm, type KeptTerm } from "#models/term.server.ts";
import { fieldsOfTerm, mergeObstacle, termSlug } from "#models/term.ts";

import { deskNavigation } from "../navigation.server.ts";
import { misfit, schemeOf } from "./scheme.server.ts";
import { fieldsFrom, readValues } from "./term-fields.server.ts";
import { mergeQuestion, termView } from "./term-view.server.ts";

const DONE = ["added", "saved", "retired", "restored", "merged", "undone"] as const;

/** @throws a 404 response where there is no such term. */
async function termOf(params: Params): Promise<KeptTerm> {
  const term = await findTerm({ id: `${schemeOf(params)}:${params.term ?? ""}` });
  if (!term) throw new Response(null, { status: 404 });
  return term;
}

/** One term with all that can be done to it; or, with `?into=`, the question that comes before it is merged. */
export async function loadTerm(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "vocabularies:manage");
  const [term, tools, navigation] = await Promise.all([termOf(args.params), pageTools(proved.lang), deskNavigation(proved)]);
  const query = new URL(args.request.url).searchParams;
  const texts = tools.t("vocabularies:term", { returnObjects: true });
  const shared = { meta: tools.meta(tools.term(term.id), undefined, { unlisted: true }), navigation };
  const into = query.get("into") ?? "";
  const obstacle = into ? mergeObstacle(tools.reference.terms, term.id, into) : null;
  if (into && !obstacle) return { view: "ask" as const, ...shared, ...(await mergeQuestion(tools, term, into)) };
  const done = DONE.find((one) => one === query.get("done"));
  const words = tools.t("vocabularies:errors", { returnObjects: true });
  return {
    view: "term" as const,
    ...shared,
    done: done ? texts.done[done] : null,
    // A choice that leads nowhere, from the form that asks for it.
    wrong: obstacle ? [{ field: "into", text: obstacle === "below" || obstacle === "replaced" ? words[obstacle] : words.into }] : [],
    ...(await termView(tools, term, proved.user)),
  };
}

/** Saves, retires, brings back, merges, undoes: each on the term as it was seen. */
export async function changeThisTerm(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "vocabularies:manage");
  const term = await termOf(args.params);
  const form = await readForm(args.request);
  const tools = await pageTools(lang);
  const words = tools.t("vocabularies:errors", { returnObjects: true });
  const values = readValues(form);
  const asked = { id: term.id, doer: { by: actor.id, address: args.context.address }, version: versionIn(form) };
  const done = async (what: (typeof DONE)[number]) => {
    await afterTermChange();
    return redirect(paths.term(lang, term.scheme, termSlug(term.id), { done: what }));
  };
  const refuse = (errors: Array<{ field: string | null; text: string }>, status = 400) => data({ values: form.get("intent") === "save" ? values : null, errors }, { status });
  try {
    switch (form.get("intent")) {
      case "save": {
        const { fields, errors } = fieldsFrom(values, tools, term);
        if (errors.length > 0) return refuse(errors);
        await changeTerm({ ...asked, fields });
        return await done("saved");
      }
      case "retire":
        await changeTerm({ ...asked, fields: { ...fieldsOfTerm(term), validTo: today() } });
        return await done("retired");
      case "restore":
        await changeTerm({ ...asked, fields: { ...fieldsOfTerm(term), validTo: null } });
        return await done("restored");
      case "merge":
        await mergeTerm({ ...asked, into: cleanText(form.get("into")), day: today() });
        return await done("merged");
      case "undo":
        await undoTerm({ ...asked, change: form.get("change") ?? "" });
        return await done("undone");
      default:
        throw new Response(null, { status: 400 });
    }
  } catch (error) {
    if (isDomainError(error, "moved-on")) return refuse([{ field: null, text: words.movedOn }], 409);
    if (!isDomainError(error, "wrong-state")) throw error;
    if (form.get("intent") === "undo") return refuse([{ field: null, text: error.field === "into" ? words.replaced : words.undoParent }]);
    if (error.field === "into") return refuse([{ field: "into", text: error.message === "below" || error.message === "replaced" ? words[error.message] : words.into }]);
    return refuse([error.field ? misfit(error.field, words) : { field: null, text: words.replaced }]);
  }
}
