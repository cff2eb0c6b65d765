import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { dateWords, textLanguages } from "#app/lib/typed-values.server.ts";
import type { Decision } from "#models/decision.ts";
import { localize } from "#models/localized.ts";
import type { Place } from "#models/office.ts";

/** How a form names a State, or a mechanism with its State. */
export const placeValue = ({ state, mechanism }: Place): string => `${state}/${mechanism ?? ""}`;

/** The State or mechanism that a form names; null where there is none such. */
export function placeOf(value: string | null, { reference }: PageTools): Place | null {
  const [state = "", id = ""] = (value ?? "").split("/");
  if (!reference.states.has(state)) return null;
  if (!id) return { state, mechanism: null };
  const mechanism = reference.mechanisms.get(id);
  return mechanism?.state === state ? { state, mechanism: mechanism.id } : null;
}

/** A State or mechanism in words: the country, and the mechanism where there is one with a name. */
export function placeName(tools: PageTools, { state, mechanism: id }: Place): string {
  const mechanism = id ? tools.reference.mechanisms.get(id) : undefined;
  const name = mechanism ? tools.mechanism(mechanism) : null;
  return name?.named ? `${tools.country(state)} – ${name.text}` : tools.country(state);
}

/** What a form about a seat lets choose from. Of a State with a mechanism that is chosen. */
export function placeChoices(tools: PageTools) {
  const mechanisms = [...tools.reference.mechanisms.values()].map(({ id, state }) => ({ state, mechanism: id }));
  const described = new Set(mechanisms.map(({ state }) => state));
  const states = [...tools.reference.states.keys()].filter((state) => !described.has(state)).map((state) => ({ state, mechanism: null }));
  const options = (places: Place[]) => sortByName(places.map((place) => ({ value: placeValue(place), label: placeName(tools, place) })), tools.lang, ({ label }) => label);
  return { mechanisms: options(mechanisms), states: options(states) };
}

export type PlaceChoices = ReturnType<typeof placeChoices>;

/** Decisions to choose from, the newest first. */
export function decisionChoices(tools: PageTools, decisions: Decision[]) {
  return decisions.map(({ id, number, title, date }) => ({
    value: id,
    label: [number, localize(title, tools.lang)?.text ?? id, date.from ? tools.date(date) : ""].filter(Boolean).join(" · "),
  }));
}

/** What every form about offices needs. */
export function formTools(tools: PageTools) {
  return { dates: dateWords(tools), langs: textLanguages(tools.lang), others: tools.t("offices:otherLanguages") };
}
