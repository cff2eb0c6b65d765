import { filterablePatterns, filterFeatures } from "./attributes.ts";
import { normalizeFacet, type Column, type FacetValue } from "./column.ts";
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
    const column = columns.byName.get(part.field);
    if (column) return column.select(live, passing(column, part));
    return part.kind === "compare" && part.operator === "!=" ? live : live.without(live);
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

/** Marks the contents of a column that pass. Values are looked at once each, however many contents hold them. */
function passing(column: Column, condition: Condition): Uint8Array {
  const { contents } = column;
  const passes = new Uint8Array(contents.size);
  const where = (test: (content: number) => boolean) => {
    for (let number = 0; number < passes.length; number++) if (test(number)) passes[number] = 1;
    return passes;
  };
  const holding = (values: Iterable<FacetValue>, mark = 1) => {
    column.mark(values, passes, mark);
    return passes;
  };
  const equal = (text: string) => column.equal(text, asNumber(text));
  switch (condition.kind) {
    case "exists":
      return where((content) => contents.exists(content));
    case "null":
      return where((content) => contents.isNull(content));
    case "empty":
      return where((content) => contents.isEmpty(content));
    case "in":
      return holding(condition.values.flatMap(equal));
    case "between": {
      const above = compares(">=", condition.from);
      const below = compares("<=", condition.to);
      return holding(column.values.filter((value) => above(value) && below(value)));
    }
    case "compare": {
      const { operator, value } = condition;
      if (operator === "=") return holding(equal(value));
      if (operator !== "!=") return holding(column.values.filter(compares(operator, value)));
      passes.fill(1);
      return holding(equal(value), 0);
    }
  }
}

type ValueTest = (value: FacetValue) => boolean;

function asNumber(text: string): number | undefined {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
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
