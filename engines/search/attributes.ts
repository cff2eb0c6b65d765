import { covers, matchesPattern } from "./document.ts";
import type { FilterFeatures, Settings } from "./settings.ts";

const ALL_FEATURES: FilterFeatures = { facetSearch: true, filter: { equality: true, comparison: true } };

/** What the settings allow with a field: the first filterable attribute that covers it decides. */
export function filterFeatures(settings: Settings, field: string): FilterFeatures | undefined {
  for (const attribute of settings.filterableAttributes) {
    if (typeof attribute === "string") {
      if (matchesPattern(attribute, field)) return ALL_FEATURES;
    } else if (attribute.attributePatterns.some((pattern) => matchesPattern(pattern, field))) return attribute.features;
  }
  return undefined;
}

export function filterablePatterns(settings: Settings): string {
  const patterns = settings.filterableAttributes.flatMap((each) => (typeof each === "string" ? [each] : each.attributePatterns));
  return patterns.length === 0
    ? "This index does not have configured filterable attributes."
    : `Available filterable attributes patterns are: \`${patterns.toSorted().join(", ")}\`.`;
}

export function isSortable(settings: Settings, field: string): boolean {
  return settings.sortableAttributes.some((name) => covers(name, field));
}

export interface SortRule {
  field: string;
  direction: "asc" | "desc";
}

/** `field:asc` or `field:desc`, as a custom ranking rule or in a request. */
export function parseSortRule(text: string): SortRule | undefined {
  const match = /^(.+):(asc|desc)$/.exec(text);
  return match ? { field: match[1]!, direction: match[2] as SortRule["direction"] } : undefined;
}

/** Whether the index must keep the field as a column. */
export function needsColumn(settings: Settings, field: string): boolean {
  return (
    isSortable(settings, field) ||
    settings.distinctAttribute === field ||
    settings.rankingRules.some((rule) => parseSortRule(rule)?.field === field) ||
    filterFeatures(settings, field) !== undefined
  );
}
