import { filterablePatterns, filterFeatures } from "./attributes.ts";
import { normalizeFacet, type Content, type FacetValue } from "./columns.ts";
import type { DocSet } from "./doc-set.ts";
import { ApiError } from "./errors.ts";
import type { Condition, Filter } from "./filter-parser.ts";
import type { SearchIndex } from "./search-index.ts";

/** The live documents that pass a filter; throws `code` where it names a field that is not filterable. */
export function selectDocuments(index: SearchIndex, filter: Filter | undefined, code: string): DocSet {
  const { live, columns } = index.loaded;
  const select = (part: Filter): DocSet => {
    switch (part.kind) {
      case "and":
        return part.parts.map(select).reduce((a, b) => a.and(b));
      case "or":
        return part.parts.map(select).reduce((a, b) => a.or(b));
      case "not":
        return live.without(select(part.part));
    }
    check(index, part, code);
    const test = contentTest(part);
    const column = columns.byName.get(part.field);
    if (column) return column.select(live, test);
    return test({ exists: false, isNull: false, isEmpty: false, values: [] }) ? live : live.without(live);
  };
  return filter ? select(filter) : live;
}

function check(index: SearchIndex, { field, kind, ...rest }: Condition, code: string): void {
  const { settings } = index.row;
  const features = filterFeatures(settings, field);
  if (!features) {
    throw new ApiError(code, `Attribute \`${field}\` is not filterable. ${filterablePatterns(settings)}\n1:${field.length + 1} ${field}`);
  }
  const comparison = kind === "between" || (kind === "compare" && "operator" in rest && /[<>]/.test(rest.operator));
  if (comparison ? !features.filter.comparison : !features.filter.equality) {
    throw new ApiError(code, `Filter operator is not allowed for the attribute \`${field}\`: the filterableAttributes setting does not enable ${comparison ? "comparison" : "equality"} for it.`);
  }
}

function contentTest(condition: Condition): (content: Content) => boolean {
  switch (condition.kind) {
    case "exists":
      return (content) => content.exists;
    case "null":
      return (content) => content.isNull;
    case "empty":
      return (content) => content.isEmpty;
    case "in": {
      const keys = new Set(condition.values.map(normalizeFacet));
      const numbers = new Set(condition.values.map(asNumber));
      return ({ values }) => values.some((value) => (value.number === undefined ? keys.has(value.key) : numbers.has(value.number)));
    }
    case "between": {
      const above = compares(">=", condition.from);
      const below = compares("<=", condition.to);
      return ({ values }) => values.some((value) => above(value) && below(value));
    }
    case "compare": {
      const { operator, value } = condition;
      if (operator === "!=") {
        const test = equals(value);
        return ({ values }) => !values.some(test);
      }
      const test = operator === "=" ? equals(value) : compares(operator, value);
      return ({ values }) => values.some(test);
    }
  }
}

type ValueTest = (value: FacetValue) => boolean;

function asNumber(text: string): number | undefined {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function equals(text: string): ValueTest {
  const key = normalizeFacet(text);
  const number = asNumber(text);
  return (value) => (value.number === undefined ? value.key === key : value.number === number);
}

/** Numbers compare with numbers, other texts in the order of their characters. */
function compares(operator: ">" | ">=" | "<" | "<=", text: string): ValueTest {
  const key = normalizeFacet(text);
  const number = asNumber(text);
  const holds = (order: number) =>
    operator === ">" ? order > 0 : operator === ">=" ? order >= 0 : operator === "<" ? order < 0 : order <= 0;
  return (value) => {
    if (value.number !== undefined) return number !== undefined && holds(value.number - number);
    return number === undefined && holds(value.key < key ? -1 : value.key > key ? 1 : 0);
  };
}
