import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { Decision } from "#models/decision.ts";
import { localize } from "#models/localized.ts";

/** Links to the decisions with these ids, for readers; those that are not there are left out. */
export function decisionLinks({ lang }: PageTools, decisions: Decision[], ids: string[] = []) {
  return ids.flatMap((id) => {
    const title = localize(decisions.find((decision) => decision.id === id)?.title, lang);
    return title ? [{ id, url: paths.decision(lang, id), ...title }] : [];
  });
}
