import { editOf } from "#models/item-writing.server.ts";
import type { StepKind } from "#models/workflow.ts";

import { seenOf, type Throwaway, versionOf, wholeText } from "./items.ts";

/** Where the pages of an item are, by their routes. */
export function itemAddress(route: string, id: string): string {
  return route.replace(":lang", "en").replace(":id", id).replace(":version", "en");
}

const WRITES: Record<string, StepKind> = { machineOn: "check", machineOff: "check", release: "assign" };

/** A whole form, as the page would have it for someone who may send it. */
export function itemForm(route: string, intent: string, copy: Throwaway): Array<[string, string]> {
  if (route.includes("/comments/")) return [["intent", intent], ["text", "A remark."], ["lang", "en"], ["token", copy.id], ["comment", "none"]];
  if (route.includes("/edit/")) return [...(intent ? [["intent", intent] as [string, string]] : []), ...textFields(copy)];
  const fields: Array<[string, string]> = [["intent", intent], ["version", intent === "add" ? "fr" : intent.endsWith("archive") ? "" : "en"]];
  if (["add", "archive", "unarchive", "comment", "done", "open"].includes(intent)) {
    return [...fields, ["reason-archive-", "A newer text has taken its place."], ["text-", "A remark."], ["token", copy.id], ["comment", copy.comment ?? ""]];
  }
  const kind = WRITES[intent] ?? (intent as StepKind);
  // A text that was handed in once is one that authors and reviewers may both read again.
  const number = copy.state === "draft" ? "1" : "2";
  return [...fields, ["seen", seenOf(kind, copy)], [`reason-${intent}-en`, "For a reason."], ["number", number]];
}

function textFields(copy: Throwaway): Array<[string, string]> {
  const { title, summary, sections } = wholeText("Written anew", "again");
  return [
    ["base", editOf({ id: copy.id }, versionOf(copy.snapshot))],
    ["hand", "a-window"],
    ["title", title],
    ["summary", summary],
    ["terms", "theme:nmirf"],
    ["from.year", "2024"],
    ["group", "results"],
    ...sections.flatMap(({ id, group, text }): Array<[string, string]> => [["s", `${id} ${group}`], [`s.${id}.text`, text]]),
  ];
}
