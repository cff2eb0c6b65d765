import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { readForm } from "#app/lib/form.server.ts";

import { answerHarvester } from "./answer.server.ts";

/** Programs that come from nowhere may ask by a form, which changes nothing. */
export const handle = { takesForeignForms: true };

/** The harvesters' door: OAI-PMH 2.0, by GET. */
export function loader({ request }: LoaderFunctionArgs) {
  allowAnyone();
  return answerHarvester(new URL(request.url).searchParams);
}

/** Longer than the longest address. */
const MOST = 10_000;

/** The same by POST, as the protocol asks for. */
export async function action({ request }: ActionFunctionArgs) {
  allowAnyone();
  return answerHarvester(await readForm(request, MOST));
}
