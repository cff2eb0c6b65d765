import type { MechanismDirectory } from "#app/lib/mechanism-directory.ts";

import type { Filters } from "./schema.ts";

/** A query in which mechanisms that have merged are what they have become: older addresses find as before. */
export function withPresentMechanisms<Query extends { filters: Filters }>(query: Query, mechanisms: MechanismDirectory): Query {
  const { mechanism } = query.filters;
  if (!mechanism) return query;
  return { ...query, filters: { ...query.filters, mechanism: [...new Set(mechanism.map((id) => mechanisms.get(id)?.id ?? id))] } };
}
