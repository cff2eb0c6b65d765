import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { requireFirstStep } from "#app/auth/guards.server.ts";
import { readForm } from "#app/lib/form.server.ts";

import { signInByCode } from "./code.server.ts";
import { codeView, toOf } from "./on-the-way.server.ts";

/** The page for the code. Forms that are carried along do not come here: they stay on the page where one signs in. */
export async function loadSecondFactor(args: LoaderFunctionArgs) {
  const { lang } = await requireFirstStep(args);
  const { title, ...view } = await codeView({ lang, to: toOf(args.request), kept: "" });
  return { meta: { title, unlisted: true }, ...view };
}

export async function confirmSecondFactor(args: ActionFunctionArgs) {
  const { lang } = await requireFirstStep(args);
  const form = await readForm(args.request);
  form.delete("kept");
  return signInByCode({ lang, request: args.request, context: args.context, form });
}
