import { DomainError } from "./errors.ts";
import { aliasesAfter, endsEverywhere, fieldsOfTerm, isBelow, mergeObstacle, sameName, type Term, type TermFields } from "./term.ts";

/** A change that can be taken back: what the term was before it. */
export type TermChange = { id: string; kind: "changed" | "merged"; at: Date; by: string; before: TermFields };

/** Which change it is, when and by whom. */
export type Stamp = Pick<TermChange, "id" | "at" | "by">;

/** A term with its changes, the newest last; those that were taken back are gone. `merge` is the one that `replacedBy` stands for. */
export type TermState = Term & { changes: TermChange[]; merge: string | null };

type States = ReadonlyMap<string, TermState>;

/** How many changes of a term can be taken back. */
const KEPT_CHANGES = 20;

function stateOf(terms: States, id: string): TermState {
  const found = terms.get(id);
  if (!found) throw new DomainError("not-found");
  return found;
}

const noted = (state: TermState, kind: TermChange["kind"], stamp: Stamp): TermChange[] => [...state.changes, { ...stamp, kind, before: fieldsOfTerm(state) }].slice(-KEPT_CHANGES);

/** @throws DomainError `wrong-state` for the field that does not go with the other terms: "parent", or `label.LANG` where another is called so. */
export function assertFits(terms: ReadonlyMap<string, Term>, term: Term, before: Term | null): void {
  const { id, scheme, parent, labels } = term;
  if (parent !== null && parent !== before?.parent) {
    const above = terms.get(parent);
    if (!above || above.scheme !== scheme || above.replacedBy || isBelow(terms, parent, id)) throw new DomainError("wrong-state", { field: "parent" });
  }
  for (const [lang, label] of Object.entries(labels)) {
    if (before && sameName(before.labels[lang] ?? "", label)) continue;
    const isTaken = [...terms.values()].some((other) => other.scheme === scheme && other.id !== id && !other.replacedBy && sameName(other.labels[lang] ?? "", label));
    if (isTaken) throw new DomainError("wrong-state", { field: `label.${lang}` });
  }
}

/**
 * A term with other names or in another place; a label that gives way to another stays an alias.
 * @throws DomainError `wrong-state` for one that is replaced, and what `assertFits` throws.
 */
export function changeStep(terms: States, id: string, fields: TermFields, stamp: Stamp): TermState {
  const state = stateOf(terms, id);
  if (state.replacedBy) throw new DomainError("wrong-state");
  const aliases = aliasesAfter(state.labels, fields.labels, fields.aliases);
  const after: TermState = { ...state, ...fieldsOfTerm(fields), aliases, changes: noted(state, "changed", stamp) };
  assertFits(terms, after, state);
  return after;
}

/**
 * A term in whose place another stands from a day on.
 * @throws DomainError `wrong-state` with the field `into` and the obstacle as its message.
 */
export function mergeStep(terms: States, id: string, into: string, day: string, stamp: Stamp): TermState {
  const state = stateOf(terms, id);
  const obstacle = mergeObstacle(terms, id, into);
  if (obstacle) throw new DomainError("wrong-state", { field: "into", message: obstacle });
  return { ...state, replacedBy: into, validTo: state.validTo ?? day, merge: stamp.id, changes: noted(state, "merged", stamp) };
}

/**
 * A term as it was before its newest change. One that is merged comes back only while the other stands itself.
 * @throws DomainError `moved-on` where `change` is not the newest; `wrong-state` with the field `into` where the other term
 * was merged since, `parent` where terms above one another would form a circle.
 */
export function undoStep(terms: States, id: string, change: string): TermState {
  const state = stateOf(terms, id);
  const last = state.changes.at(-1);
  if (!last || last.id !== change) throw new DomainError("moved-on");
  const changes = state.changes.slice(0, -1);
  if (last.kind === "merged" && terms.get(state.replacedBy ?? "")?.replacedBy) throw new DomainError("wrong-state", { field: "into" });
  const after: TermState = { ...state, ...last.before, changes, ...(last.kind === "merged" ? { replacedBy: null, merge: null } : {}) };
  if (!endsEverywhere(new Map([...terms, [id, after]]))) throw new DomainError("wrong-state", { field: "parent" });
  return after;
}
