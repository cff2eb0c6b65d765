import type { Facts, Item, Version } from "./item.ts";

/** A merge in force: whatever carries `from` carries `to` in its place. */
export type Merge = { id: string; from: string; to: string };

/** How a place carried the old term: where in its list, whether the new one stood there as well, and whether it was the kind of a document. */
export type Carried = { at: number; also: boolean; kind: boolean };

/**
 * What a merge has changed of an item, for it to be undone exactly. `places` has every place that there was at the time:
 * "published", "draft", and "submitted/LANG" for what was handed in; null for one that did not carry the old term.
 */
export type TermMove = { merge: string; from: string; to: string; at: Date; places: Record<string, Carried | null> };

/** What of an item carries terms. */
export type Carrier = Pick<Item, "terms" | "details" | "versions" | "originalLanguage"> & { draftFacts?: Facts | null; termMoves?: TermMove[] };

type TermFacts = Pick<Facts, "terms" | "details">;

const carries = ({ terms, details }: TermFacts, id: string): boolean => terms.includes(id) || ("kind" in details && details.kind === id);

/** The places of an item that carry terms, by their names. */
function placesOf({ terms, details, draftFacts, versions }: Carrier): Map<string, TermFacts> {
  return new Map<string, TermFacts>([
    ["published", { terms, details }],
    ...(draftFacts ? [["draft", draftFacts] as const] : []),
    ...versions.flatMap(({ lang, submitted }) => (submitted?.facts ? [[`submitted/${lang}`, submitted.facts] as const] : [])),
  ]);
}

/** The item with other terms in some of its places. */
function withPlaces(item: Carrier, changed: ReadonlyMap<string, TermFacts>): Carrier {
  const published = changed.get("published");
  const draft = changed.get("draft");
  const isHandedIn = [...changed.keys()].some((place) => place.startsWith("submitted/"));
  return {
    ...item,
    ...published,
    ...(draft && item.draftFacts ? { draftFacts: { ...item.draftFacts, ...draft } } : {}),
    ...(isHandedIn ? { versions: item.versions.map((version) => handedIn(version, changed.get(`submitted/${version.lang}`))) } : {}),
  };
}

const handedIn = (version: Version, facts: TermFacts | undefined): Version =>
  facts && version.submitted?.facts ? { ...version, submitted: { ...version.submitted, facts: { ...version.submitted.facts, ...facts } } } : version;

const withKind = (details: Facts["details"], from: string, to: string): Facts["details"] =>
  "kind" in details && details.kind === from ? ({ ...details, kind: to } as Facts["details"]) : details;

/** One place after a merge, and how it was before; null where it does not carry the old term. */
function replaced(facts: TermFacts, { from, to }: Merge): { facts: TermFacts; carried: Carried } | null {
  if (!carries(facts, from)) return null;
  const carried = { at: facts.terms.indexOf(from), also: facts.terms.includes(to), kind: "kind" in facts.details && facts.details.kind === from };
  const terms = [...new Set(facts.terms.map((id) => (id === from && !carried.also ? to : id)))].filter((id) => id !== from);
  return { facts: { terms, details: withKind(facts.details, from, to) }, carried };
}

/**
 * How a place that is there now carried the old term: as it was noted, or, where it was written after the merge, as what it
 * was made of (a draft of what was published, a text handed in of the draft, a publication of what was handed in).
 */
function carriedIn(item: Carrier, place: string, move: TermMove): Carried | null {
  const [kind, lang = item.originalLanguage] = place.split("/");
  const version = item.versions.find((one) => one.lang === lang);
  const since = kind === "submitted" ? version?.submitted?.at : kind === "published" ? version?.published?.at : undefined;
  const isLater = since !== undefined && since > move.at;
  const order = kind === "published" ? (isLater ? [`submitted/${lang}`, "draft", "published"] : ["published"])
    : kind === "draft" ? ["draft", "published"]
    : isLater ? ["draft", "published"] : [place];
  const origin = order.find((one) => one in move.places);
  return origin === undefined ? null : (move.places[origin] ?? null);
}

/** The item after one merge, with what is needed to undo it. */
function applied(item: Carrier, merge: Merge, now: Date): Carrier {
  const places = placesOf(item);
  const after = [...places].map(([place, facts]) => [place, replaced(facts, merge)] as const);
  const changed = new Map(after.flatMap(([place, one]) => (one ? [[place, one.facts] as const] : [])));
  if (changed.size === 0) return item;
  const moves = item.termMoves ?? [];
  const before = moves.find((move) => move.merge === merge.id);
  // What an earlier round has noted holds for places that do not carry the old term again.
  const noted = Object.fromEntries(after.map(([place, one]) => [place, one?.carried ?? (before ? carriedIn(item, place, before) : null)]));
  const move: TermMove = { merge: merge.id, from: merge.from, to: merge.to, at: now, places: noted };
  return { ...withPlaces(item, changed), termMoves: [...moves.filter((one) => one !== before), move] };
}

/** The item without one merge. A place that no longer carries the new term was decided otherwise since, and stays. */
function undone(item: Carrier, move: TermMove): Carrier {
  const others = (item.termMoves ?? []).filter((one) => one !== move).map((one) => ({ ...one, places: { ...one.places } }));
  const changed = new Map<string, TermFacts>();
  for (const [place, facts] of placesOf(item)) {
    const carried = carriedIn(item, place, move);
    if (!carried || !carries(facts, move.to) || facts.terms.includes(move.from)) continue;
    // Another merge into the same term may need it here: that one has brought it from now on.
    const heir = others.find((one) => one.to === move.to && one.places[place]);
    const stays = carried.also || heir !== undefined;
    if (heir && !carried.also) heir.places[place] = { ...(heir.places[place] as Carried), also: false };
    const rest = stays ? facts.terms : facts.terms.filter((id) => id !== move.to);
    const terms = carried.at < 0 ? rest : rest.toSpliced(stays ? carried.at : facts.terms.indexOf(move.to), 0, move.from);
    changed.set(place, { terms, details: carried.kind ? withKind(facts.details, move.to, move.from) : facts.details });
  }
  return { ...withPlaces(item, changed), termMoves: others };
}

/**
 * An item as it has to be under these merges: those that it has followed and that no longer stand are undone, the last
 * first, and what it carries of replaced terms is replaced, as far as the chain goes. Done again, it changes nothing.
 */
export function settleTerms(item: Carrier, merges: readonly Merge[], now: Date): Carrier {
  let settled = item;
  const standing = new Set(merges.map(({ id }) => id));
  for (;;) {
    const over = (settled.termMoves ?? []).findLast(({ merge }) => !standing.has(merge));
    if (!over) break;
    settled = undone(settled, over);
  }
  // A chain is no longer than there are merges.
  for (let round = 0; round < merges.length; round += 1) {
    const before = settled;
    for (const merge of merges) settled = applied(settled, merge, now);
    if (settled === before) break;
  }
  return settled;
}
