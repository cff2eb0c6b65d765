import { FALLBACK_LANGUAGE } from "#app/i18n/languages.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import type { Showing, ShownItem } from "#models/item-shown.server.ts";
import { successor, successors, termSlug } from "#models/term.ts";
import { ITEM_TYPES } from "#models/vocabulary.ts";

/** A set as harvesters name it, and what they are told that it is. There is no order above and below among sets. */
export type SetView = { spec: string; name: string };

const spec = (kind: "type" | "mechanism" | "theme", id: string): string => `${kind}.${id}`;

/** The sets: items of a type, of a mechanism, on a theme. */
export function setsOf(tools: PageTools): SetView[] {
  const { t, reference } = tools;
  const themes = [...reference.terms.values()].filter((term) => term.scheme === "theme" && successor(reference.terms, term.id) === term.id);
  return [
    ...ITEM_TYPES.map((type) => ({ spec: spec("type", type), name: t(`items:types.${type}`) })),
    ...[...reference.mechanisms.values()].map(({ id }) => ({ spec: spec("mechanism", id), name: tools.mechanismById(id) })),
    ...themes.map(({ id }) => ({ spec: spec("theme", termSlug(id)), name: tools.term(id) })),
  ];
}

/** The language in which sets are named: one for all harvesters. */
export const SETS_IN = FALLBACK_LANGUAGE;

/** The sets that an item belongs to, also one that was taken back. */
export function setsWith(tools: PageTools, { type, mechanism, terms }: Pick<ShownItem, "type" | "mechanism" | "terms">): string[] {
  const own = tools.present(mechanism);
  const themes = successors(tools.reference.terms, terms).filter((id) => id.startsWith("theme:")).map((id) => spec("theme", termSlug(id)));
  return [spec("type", type), ...(own ? [spec("mechanism", own)] : []), ...themes];
}

/** What a set leaves, also of what was taken back before a merger; null where there is no such set, as nothing is in it. */
export function narrowingOf({ reference }: PageTools, name: string): Pick<Showing, "type" | "mechanisms" | "terms"> | null {
  const [kind, ...rest] = name.split(".");
  const id = rest.join(".");
  const type = ITEM_TYPES.find((one) => one === id);
  if (kind === "type" && type) return { type };
  const mechanism = kind === "mechanism" ? reference.mechanisms.get(id) : undefined;
  if (mechanism) return { mechanisms: [mechanism, ...reference.mechanisms.predecessorsOf(mechanism.id)].map((one) => one.id) };
  if (kind !== "theme" || !reference.terms.has(`theme:${id}`)) return null;
  const theme = successor(reference.terms, `theme:${id}`);
  return { terms: [...reference.terms.keys()].filter((term) => successor(reference.terms, term) === theme) };
}
