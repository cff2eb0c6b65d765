import { DomainError } from "./errors.ts";
import type { Localized } from "./localized.ts";
import type { PartialDate } from "./partial-date.ts";
import type { Source } from "./source.ts";
import type { MeasureStatus } from "./vocabulary.ts";

export const PLAN_LIMITS = { priorities: 30, title: 300, text: 2_000, results: 30, activities: 100, items: 50 } as const;

/** By which decisions of the network a part of the plan was changed, their ids; not there where nobody has named any. */
export type Decided = { decisions?: string[] };

/** What is expected of a priority. */
export type PlanResult = { id: string; title: Localized };

/** What is done for a priority; how far it has come is stated for a day, as of measures. */
export type PlanActivity = {
  id: string;
  title: Localized;
  state: { value: MeasureStatus; asOf: PartialDate } | null;
  due: PartialDate;
  /** The mechanism that leads it; null where nobody has said. */
  lead: string | null;
  /** Ids of the items that serve it. */
  items: string[];
} & Decided;

/** What no source states is null, its number and its words as well: priorities stand in the order of the plan. */
export type PlanPriority = { id: string; number: number | null; title: Localized | null; text: Localized | null; results: PlanResult[]; activities: PlanActivity[] } & Decided;

/** The plan that the network works by. `decision` is the one by which it was adopted; years are `YYYY`. */
export type Plan = { id: string; decision: string | null; title: Localized; from: string; to: string; priorities: PlanPriority[]; sources: Source[] };

/** How many activities there are, how many of them are carried out, and in each state. */
export type Progress = { all: number; done: number; states: Partial<Record<MeasureStatus | "not-stated", number>> };

/** What goes on without an end is carried out as long as it goes on. */
const DONE: readonly MeasureStatus[] = ["implemented", "continuous"];

export function progressOf(activities: PlanActivity[]): Progress {
  const progress: Progress = { all: activities.length, done: 0, states: {} };
  for (const { state } of activities) {
    const name = state?.value ?? "not-stated";
    progress.states[name] = (progress.states[name] ?? 0) + 1;
    if (state && DONE.includes(state.value)) progress.done += 1;
  }
  return progress;
}

/** The plan with this priority: in the place of the one with its id, or at the end. */
export function withPriority(plan: Plan, priority: PlanPriority): Plan {
  const isThere = plan.priorities.some(({ id }) => id === priority.id);
  return { ...plan, priorities: isThere ? plan.priorities.map((one) => (one.id === priority.id ? priority : one)) : [...plan.priorities, priority] };
}

/** Whether nothing hangs on a priority that would go with it. */
export const isRemovable = ({ results, activities }: PlanPriority): boolean => results.length === 0 && activities.length === 0;

/** @throws DomainError `wrong-state` where results or activities would go with it. */
export function withoutPriority(plan: Plan, id: string): Plan {
  if (plan.priorities.some((one) => one.id === id && !isRemovable(one))) throw new DomainError("wrong-state");
  return { ...plan, priorities: plan.priorities.filter((one) => one.id !== id) };
}

/** The plan with a priority one place earlier or later; as it is where there is none. */
export function withPriorityMoved(plan: Plan, id: string, way: "earlier" | "later"): Plan {
  const from = plan.priorities.findIndex((one) => one.id === id);
  const to = from + (way === "earlier" ? -1 : 1);
  const [moved, other] = [plan.priorities[from], plan.priorities[to]];
  if (!moved || !other) return plan;
  return { ...plan, priorities: plan.priorities.with(from, other).with(to, moved) };
}

/** The priority with this activity: in the place of the one with its id, or at the end. */
export function withActivity(priority: PlanPriority, activity: PlanActivity): PlanPriority {
  const isThere = priority.activities.some(({ id }) => id === activity.id);
  return { ...priority, activities: isThere ? priority.activities.map((one) => (one.id === activity.id ? activity : one)) : [...priority.activities, activity] };
}

export function withoutActivity(priority: PlanPriority, id: string): PlanPriority {
  return { ...priority, activities: priority.activities.filter((activity) => activity.id !== id) };
}
