import { today } from "#app/lib/dates.ts";
import type { ListedItem } from "#models/item.ts";
import { listPublished } from "#models/item-queries.server.ts";
import type { Actor } from "#models/scope.server.ts";

const MOST = 500;

/** All published events by time: those to come with the nearest first, the past with the newest first. */
export async function listEvents({ actor }: { actor: Actor }) {
  const events = await listPublished({ actor, types: ["event"], limit: MOST });
  const now = today();
  const dated = events.filter(({ date }) => date.from !== null);
  return {
    coming: dated.filter((event) => !isPast(event, now)).toSorted((a, b) => begin(a).localeCompare(begin(b))),
    past: dated.filter((event) => isPast(event, now)),
    undated: events.filter(({ date }) => date.from === null),
  };
}

const begin = ({ date }: ListedItem): string => date.from ?? "";

/** An event is past once its last stated day, month or year is over. */
function isPast({ date }: ListedItem, now: string): boolean {
  const last = date.to ?? date.from ?? "";
  return last < now.slice(0, last.length);
}
