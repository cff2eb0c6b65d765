import type { Mechanism } from "#models/mechanism.ts";

/**
 * The mechanisms that there are, by their ids. A mechanism that has merged into another is not among them; asked for
 * by its id, the directory answers with the one that it has become: what names it is shown under its successor.
 */
export class MechanismDirectory extends Map<string, Mechanism> {
  readonly #successors = new Map<string, string>();
  readonly #merged: Mechanism[];

  constructor(all: Mechanism[]) {
    super();
    const byId = new Map(all.map((mechanism) => [mechanism.id, mechanism]));
    for (const mechanism of all) {
      const lasting = lastingOf(mechanism, byId);
      if (lasting === mechanism) this.set(mechanism.id, mechanism);
      else this.#successors.set(mechanism.id, lasting.id);
    }
    this.#merged = all.filter(({ id }) => this.#successors.has(id));
  }

  override get(id: string): Mechanism | undefined {
    return super.get(this.#successors.get(id) ?? id);
  }

  /** The mechanisms that have become this one. */
  predecessorsOf(id: string): Mechanism[] {
    return this.#merged.filter((mechanism) => this.#successors.get(mechanism.id) === id);
  }
}

/** Where the mergers of a mechanism lead to; itself where they lead nowhere, or in a circle. */
function lastingOf(mechanism: Mechanism, byId: Map<string, Mechanism>): Mechanism {
  const seen = new Set([mechanism.id]);
  for (let at = mechanism; ; ) {
    const next = at.successor === null ? undefined : byId.get(at.successor);
    if (!next) return at;
    if (seen.has(next.id)) return mechanism;
    seen.add(next.id);
    at = next;
  }
}
