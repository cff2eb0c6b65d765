/** Mechanisms that are like one another, and why: by what is stated of each, and what each has published. */

export type AlikeProfile = {
  id: string;
  /** Id of a `mechanismType` term; null where no source states it. */
  type: string | null;
  capacities: string[];
  /** Groups of States to which its State belongs. */
  groups: string[];
  /** Languages and themes of what it has published. */
  languages: string[];
  themes: string[];
};

/** What two mechanisms share, in the order in which it counts. */
export const ALIKE_BY = ["themes", "capacities", "type", "groups", "languages"] as const;
export type AlikeBy = (typeof ALIKE_BY)[number];
export type AlikeReason = { by: AlikeBy; shared: string[] };
export type Alike = { id: string; score: number; reasons: AlikeReason[] };

/** What each thing that is shared counts, and how many of them at most: many shared themes must not drown everything else. */
const WEIGHTS: Record<AlikeBy, { each: number; most: number }> = {
  themes: { each: 2, most: 5 },
  capacities: { each: 2, most: 4 },
  type: { each: 4, most: 1 },
  groups: { each: 2, most: 2 },
  languages: { each: 1, most: 2 },
};

const valuesOf = (profile: AlikeProfile, by: AlikeBy): string[] => (by === "type" ? (profile.type ? [profile.type] : []) : profile[by]);

/**
 * The others, the most alike first, each with what it shares with the first; those that share nothing are left out. Only what
 * is shared counts: what is not stated of a mechanism is not counted against it.
 */
export function alikeTo(own: AlikeProfile, others: AlikeProfile[]): Alike[] {
  const found = others.filter(({ id }) => id !== own.id).map((other): Alike => {
    const reasons = ALIKE_BY.map((by): AlikeReason => ({ by, shared: [...new Set(valuesOf(own, by))].filter((value) => valuesOf(other, by).includes(value)) })).filter(({ shared }) => shared.length > 0);
    const score = reasons.reduce((sum, { by, shared }) => sum + WEIGHTS[by].each * Math.min(shared.length, WEIGHTS[by].most), 0);
    return { id: other.id, score, reasons };
  });
  return found.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
