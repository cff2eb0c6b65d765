import { type Mechanism, type Present, presentIn } from "#models/mechanism.ts";

/**
 * The mechanisms that there are, by their ids. A mechanism that has merged into another is not among them; asked for
 * by its id, the directory answers with the one that it has become: what names it is shown under its successor.
 */
export class MechanismDirectory extends Map<string, Mechanism> {
  readonly present: Present;
  readonly #merged: Mechanism[];

  constructor(all: Mechanism[]) {
    super();
    this.present = presentIn(all);
    for (const mechanism of all) if (this.present(mechanism.id) === mechanism.id) this.set(mechanism.id, mechanism);
    this.#merged = all.filter(({ id }) => !this.has(id));
  }

  override get(id: string): Mechanism | undefined {
    return super.get(this.present(id) ?? id);
  }

  /** The mechanisms that have become this one. */
  predecessorsOf(id: string): Mechanism[] {
    return this.#merged.filter((mechanism) => this.present(mechanism.id) === id);
  }
}
