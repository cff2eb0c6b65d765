import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { localize } from "#models/localized.ts";

export type Choice = { value: string; name: string };

/** Every State, in the reader's alphabetical order. */
export function countryChoices(tools: PageTools): Choice[] {
  const all = [...tools.reference.states.keys()].map((id) => ({ value: id, name: tools.country(id) }));
  return sortByName(all, tools.lang, ({ name }) => name);
}

/** The network's decisions and texts that may stand behind a step, the newest first; each with its date. */
export async function decisionChoices(tools: PageTools): Promise<Choice[]> {
  const decisions = await listDecisions();
  return decisions.map(({ id, title, date }) => {
    const text = localize(title, tools.lang)?.text ?? id;
    return { value: id, name: date.from ? `${text} (${tools.date(date)})` : text };
  });
}

/** The mechanisms of a State. */
export function mechanismChoices(tools: PageTools, state?: string): Choice[] {
  const all = [...tools.reference.mechanisms.values()].filter((one) => !state || one.state === state);
  const named = all.map((one) => {
    const { text, named: hasName } = tools.mechanism(one);
    return { value: one.id, name: !state && hasName ? `${tools.country(one.state)}: ${text}` : text };
  });
  return sortByName(named, tools.lang, ({ name }) => name);
}
