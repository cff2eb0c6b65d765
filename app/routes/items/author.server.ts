import type { MarkedText, PageTools } from "#app/lib/page-tools.server.ts";
import type { ListedItem } from "#models/item.ts";

/** Who answers for an item: its mechanism, or the network for what is its own; null where that is not stated. */
export function authorOf(tools: PageTools, { mechanism, country, details }: Pick<ListedItem, "mechanism" | "country" | "details">): MarkedText | null {
  const found = mechanism ? tools.reference.mechanisms.get(mechanism) : undefined;
  if (found) return tools.mechanism(found);
  const isNetworks = country === null || ("gathering" in details && details.gathering);
  return isNetworks ? { text: tools.t("items:network"), lang: tools.lang } : null;
}
