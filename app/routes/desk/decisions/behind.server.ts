import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { Decision } from "#models/decision.ts";

import { decisionChoices } from "../offices/choices.server.ts";

/** How many decisions can stand behind one thing. */
const MOST = 20;

/** What a form needs where the decisions behind a change can be named: those that are named already come first, with the way to each. */
export function decisionsBehind(tools: PageTools, decisions: Decision[], named: string[]) {
  return {
    words: tools.t("offices:behind", { returnObjects: true }),
    choices: decisionChoices(tools, decisions),
    urls: Object.fromEntries(named.map((id) => [id, paths.decision(tools.lang, id)])),
  };
}

/** The decisions that a form names, each once; what is none is left out. */
export function readDecisionsBehind(form: URLSearchParams, name: string, decisions: Decision[]): string[] {
  return [...new Set(form.getAll(name))].filter((id) => decisions.some((decision) => decision.id === id)).slice(0, MOST);
}
