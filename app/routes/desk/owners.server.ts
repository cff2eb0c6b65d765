import type { Proved } from "#app/auth/guards.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { NETWORK } from "#app/paths.ts";
import { ownersFor } from "#models/policy.ts";

/** For whom this person may write: mechanisms by their names, then the network. */
export function ownersOf({ actor, lang }: Pick<Proved, "actor" | "lang">, tools: PageTools): Array<{ value: string; label: string }> {
  const owners = ownersFor(actor, "item:write");
  const known = owners === "any" ? [] : owners;
  const mechanisms = known.flatMap((id) => (id !== null && tools.reference.mechanisms.has(id) ? [{ value: id, label: tools.mechanismById(id) }] : []));
  return [
    ...sortByName(mechanisms, lang, ({ label }) => label),
    ...(known.includes(null) ? [{ value: NETWORK, label: tools.t("desk:new.network") }] : []),
  ];
}
