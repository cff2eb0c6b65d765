import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { dateWords, textLanguages } from "#app/lib/typed-values.server.ts";
import type { Decision } from "#models/decision.ts";
import { localize } from "#models/localized.ts";
import type { Mechanism } from "#models/mechanism.ts";
import type { Place } from "#models/office.ts";

/** How a form names a State, or a mechanism with its State. */
export const placeValue = ({ state, mechanism }: Place): string => `${state}/${mechanism ?? ""}`;

/**
 * The State or mechanism that a form names; null where there is none such. What stood there before stays as it was written,
 * though its mechanism has merged since: where that is undone, it is its own again.
 */
export function placeOf(value: string | null, { reference }: PageTools, before: Place[] = []): Place | null {
  const kept = before.find((one) => placeValue(one) === value);
  if (kept) return { state: kept.state, mechanism: kept.mechanism };
  const [state = "", id = ""] = (value ?? "").split("/");
  if (!reference.states.has(state)) return null;
  if (!id) return { state, mechanism: null };
  const mechanism = reference.mechanisms.get(id);
  return mechanism?.state === state ? { state, mechanism: mechanism.id } : null;
}

/** A State or mechanism in words: the country, and the mechanism where there is one with a name. */
export function placeName(tools: PageTools, { state, mechanism }: Place): string {
  return nameIn(tools, state, mechanism ? tools.reference.mechanisms.get(mechanism) : undefined);
}

function nameIn(tools: PageTools, state: string, mechanism: Mechanism | undefined): string {
  const name = mechanism ? tools.mechanism(mechanism) : null;
  return name?.named ? `${tools.country(state)} – ${name.text}` : tools.country(state);
}

/** In words as it was written: a mechanism that has merged since by the name that was its own. */
function nameThen(tools: PageTools, place: Place): string {
  const present = tools.present(place.mechanism);
  const merged = present ? tools.reference.mechanisms.predecessorsOf(present).find(({ id }) => id === place.mechanism) : undefined;
  return merged ? nameIn(tools, place.state, merged) : placeName(tools, place);
}

/** What a form about a seat lets choose from, what stands there included. Of a State with a mechanism that is chosen. */
export function placeChoices(tools: PageTools, before: Place[] = []) {
  const { reference } = tools;
  const known = [...reference.mechanisms.values()].map(({ id, state }): Place => ({ state, mechanism: id }));
  const described = new Set(known.map(({ state }) => state));
  const undescribed = [...reference.states.keys()].filter((state) => !described.has(state)).map((state): Place => ({ state, mechanism: null }));
  const standing = new Set([...known, ...undescribed].map(placeValue));
  const others = [...new Map(before.map((place) => [placeValue(place), place])).values()].filter((place) => !standing.has(placeValue(place)));
  const mechanisms = [...known, ...others.filter(({ mechanism }) => mechanism !== null)];
  const states = [...undescribed, ...others.filter(({ mechanism }) => mechanism === null)];
  const options = (places: Place[]) => sortByName(places.map((place) => ({ value: placeValue(place), label: nameThen(tools, place) })), tools.lang, ({ label }) => label);
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
