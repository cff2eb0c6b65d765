import { cleanText } from "#app/lib/form.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { momentOf } from "#app/lib/time-zones.ts";
import type { Actor } from "#models/actor.ts";
import { type AuditPlace, type AuditQuery, SUBJECT_KINDS } from "#models/audit.server.ts";
import { isPartialDate, partialDate } from "#models/partial-date.ts";
import { can } from "#models/policy.ts";
import { searchUsers } from "#models/user-search.server.ts";
import { LIMITS } from "#models/vocabulary.ts";

/** People whom a name may mean. */
const NAMESAKES = 100;
const DAY_MS = 24 * 3_600_000;

/** What the log is asked for: as it stands in an address, and as the log is asked. */
export type AuditFilter = { values: Record<"person" | "by" | "kind" | "action" | "subject" | "from" | "to", string>; query: Omit<AuditQuery, "limit" | "after">; after: AuditPlace | null };

/** A day as an address has it; "" where it is none. */
const dayOf = (text: string | null): string => (text?.length === 10 && isPartialDate(partialDate(text)) ? text : "");

/** Reads the filter of the log from an address; what means nothing is left out. Days are those of the reader's time zone. */
export async function readFilter(query: URLSearchParams, { actor, timeZone, tools }: { actor: Actor; timeZone: string; tools: PageTools }): Promise<AuditFilter> {
  const asked = (name: string) => cleanText(query.get(name)).slice(0, LIMITS.email);
  const action = asked("action");
  const kind = SUBJECT_KINDS.find((one) => one === query.get("kind"));
  const values = {
    person: asked("person"),
    by: asked("by"),
    kind: kind ?? "",
    action: actionNames(tools).some(({ value }) => value === action) ? action : "",
    subject: asked("subject"),
    from: dayOf(query.get("from")),
    to: dayOf(query.get("to")),
  };
  const people = values.person ? (await searchUsers({ text: values.person, wholeAddress: !can(actor, "users:manage"), limit: NAMESAKES })).users.map(({ id }) => id) : undefined;
  return {
    values,
    query: {
      ...(people ? { people } : {}),
      ...(values.by ? { by: values.by } : {}),
      ...(kind ? { kind } : {}),
      ...(values.action ? { action: values.action } : {}),
      ...(values.subject ? { subject: values.subject } : {}),
      ...(values.from ? { from: momentOf(values.from, "00:00", timeZone) } : {}),
      ...(values.to ? { to: momentOf(nextDay(values.to), "00:00", timeZone) } : {}),
    },
    after: placeOf(query.get("after")),
  };
}

const nextDay = (day: string): string => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);

/** The filter as an address has it again. */
export const filterParameters = ({ values }: AuditFilter): Record<string, string> => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));

/** A place in the log as an address has it, and read back. */
export const placeIn = ({ at, id }: AuditPlace): string => `${at.toISOString()}~${id}`;
function placeOf(text: string | null): AuditPlace | null {
  const [moment = "", id = ""] = (text ?? "").slice(0, 200).split("~");
  const at = new Date(moment);
  return id && !Number.isNaN(at.getTime()) ? { at, id } : null;
}

/** What can stand in the log, in words: `thing:verb` as the code has it, beside its name. */
export function actionNames({ t }: PageTools): Array<{ value: string; name: string }> {
  const things: Record<string, Record<string, string>> = t("admin:audit.actions", { returnObjects: true });
  return Object.entries(things).flatMap(([thing, verbs]) => Object.entries(verbs).map(([verb, name]) => ({ value: `${thing}:${verb}`, name })));
}

/** The words for an action; for one that has none yet, its kind of thing and the verb as the code has it. */
export function actionName(tools: PageTools, action: string): string {
  const known = actionNames(tools).find(({ value }) => value === action);
  if (known) return known.name;
  const [thing = "", verb = ""] = action.split(":");
  const kind = SUBJECT_KINDS.find((one) => one === thing);
  return `${kind ? tools.t(`admin:audit.things.${kind}`) : thing}: ${verb.replaceAll("-", " ")}`;
}
