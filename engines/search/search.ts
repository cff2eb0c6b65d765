import { filterablePatterns, filterFeatures, isSortable, parseSortRule, type SortRule } from "./attributes.ts";
import type { Column } from "./column.ts";
import { project, type Document } from "./document.ts";
import { DocSet } from "./doc-set.ts";
import { ApiError, notSupported } from "./errors.ts";
import { collectEvidence } from "./evidence.ts";
import { countFacets } from "./facets.ts";
import { parseFilter } from "./filter-parser.ts";
import { selectDocuments } from "./filter.ts";
import { Formatter, type FormatOptions } from "./format.ts";
import { matchTerms, phraseExpression, type Scope } from "./matching.ts";
import { buildLexicon } from "./occurrences.ts";
import { rank, type RankedQuery, type Ranking } from "./ordering.ts";
import { parseQuery } from "./query.ts";
import type { SearchIndex } from "./search-index.ts";
import type { SearchRequest } from "./search-request.ts";

/** Documents that answer a query before they are ranked, and what ranking and marking need. */
export interface Found {
  documents: DocSet;
  query: RankedQuery;
}

/** All documents that match, whatever their number. */
export function find(index: SearchIndex, request: SearchRequest): Found {
  const { loaded, row: { settings } } = index;
  const filter = parseFilter(request.filter, "invalid_search_filter");
  let candidates = selectDocuments(index, filter, "invalid_search_filter");
  const scope = searchScope(index, request.attributesToSearchOn);
  const parsed = parseQuery(request.q ?? "", loaded.analyzer, loaded.stopWords, settings.prefixSearch === "indexingTime");
  for (const words of scope.columns?.length === 0 ? [] : parsed.negatives) {
    candidates = candidates.without(loaded.text.match(phraseExpression(words, scope.columns), loaded.capacity));
  }
  const evidence = collectEvidence(parsed, loaded, settings);
  const matching = parsed.terms.length === 0
    ? undefined
    : matchTerms(loaded.text, parsed.terms, evidence, scope, request.matchingStrategy, candidates);
  const deadline = settings.searchCutoffMs === null ? Infinity : performance.now() + settings.searchCutoffMs;
  return {
    documents: matching?.universe ?? candidates,
    query: { terms: parsed.terms, evidence, matching, scope, sort: requestedSort(index, request.sort), deadline },
  };
}

const KEPT_ANSWERS = 200;
/** Answers with whole documents may be large, and those that ran out of time may be better the next time. */
const isKept = ({ row }: SearchIndex, { attributesToRetrieve, hitsPerPage, limit }: SearchRequest) =>
  !attributesToRetrieve.includes("*") && (hitsPerPage ?? limit) <= 20 && row.settings.searchCutoffMs === null;

/** One search, as the search routes answer it. The same request has the same answer until something is written. */
export function search(index: SearchIndex, request: SearchRequest): Record<string, unknown> {
  const started = performance.now();
  const { answers } = index.loaded;
  const key = isKept(index, request) ? JSON.stringify(request) : undefined;
  const answer = (key && answers.get(key)) || answerOf(index, request);
  if (key) {
    // Last in the order of the map: the one that was asked for last.
    answers.delete(key);
    answers.set(key, answer);
    if (answers.size > KEPT_ANSWERS) answers.delete(answers.keys().next().value!);
  }
  const { hits, query, ...rest } = answer;
  return { hits, query, processingTimeMs: Math.round(performance.now() - started), ...rest };
}

function answerOf(index: SearchIndex, request: SearchRequest): Record<string, unknown> {
  const { settings } = index.row;
  const found = find(index, request);
  const distinct = distinctColumn(index, request.distinct);
  const counted = distinct ? oneOfEach(found.documents, distinct) : found.documents;
  const facets = request.facets && countFacets(index, request.facets, counted);
  const { maxTotalHits } = settings.pagination;
  const total = Math.min(counted.size, maxTotalHits);
  const paged = request.page !== undefined || request.hitsPerPage !== undefined;
  const size = paged ? (request.hitsPerPage ?? 20) : request.limit;
  const page = request.page ?? 1;
  const offset = paged ? (page - 1) * size : request.offset;
  const end = Math.min(offset + (page === 0 && paged ? 0 : size), maxTotalHits);
  const ranking = end > offset && offset >= 0 && offset < total ? rank(index, found.documents, found.query) : undefined;
  const ids = ranking ? pageOf(ranking, distinct, offset, end) : [];
  const hits = render(index, request, found, ids, ranking);
  return {
    hits,
    query: request.q ?? "",
    ...(paged
      ? { hitsPerPage: size, page, totalPages: size === 0 ? 0 : Math.ceil(total / size), totalHits: total }
      : { limit: request.limit, offset: request.offset, estimatedTotalHits: total }),
    ...facets,
  };
}

function render(index: SearchIndex, request: SearchRequest, found: Found, ids: readonly number[], ranking: Ranking | undefined): Document[] {
  if (ids.length === 0) return [];
  const { settings } = index.row;
  const { highlight, crop, formats } = formatOptions(request);
  const needsWords = formats || request.showMatchesPosition;
  const formatter = needsWords ? new Formatter(index.loaded.analyzer, buildLexicon(found.query.evidence, index.loaded.text)) : undefined;
  const shown = (document: Document) => project(document, settings.displayedAttributes);
  const options: FormatOptions = {
    highlight, crop, cropMarker: request.cropMarker, preTag: request.highlightPreTag, postTag: request.highlightPostTag,
  };
  const { attributesToRetrieve } = request;
  const formatted = [...attributesToRetrieve, ...highlight, ...crop.keys()];
  const documents = needsWords ? index.documents(ids) : index.fieldsOf(ids, attributesToRetrieve);
  return documents.map((document, i) => {
    const visible = shown(document);
    const hit: Record<string, unknown> = { ...project(visible, attributesToRetrieve) };
    if (formats) hit._formatted = formatter!.format(project(visible, formatted), options);
    if (request.showMatchesPosition) hit._matchesPosition = formatter!.positions(visible);
    if (request.showRankingScore) hit._rankingScore = ranking!.score(ids[i]!);
    return hit as Document;
  });
}

function formatOptions(request: SearchRequest) {
  const crop = new Map<string, number>();
  for (const each of request.attributesToCrop) {
    const match = /^(.*?)(?::(\d+))?$/.exec(each)!;
    crop.set(match[1]!, match[2] === undefined ? request.cropLength : Number(match[2]));
  }
  const highlight = request.attributesToHighlight;
  return { highlight, crop, formats: highlight.length > 0 || crop.size > 0 };
}

function pageOf(ranking: Ranking, distinct: Column | undefined, offset: number, end: number): number[] {
  if (!distinct) return Array.from(ranking.ids.subarray(offset, end));
  const seen = new Seen(distinct);
  const page: number[] = [];
  let position = 0;
  for (const id of ranking.ids) {
    if (!seen.first(id)) continue;
    if (position++ >= offset) page.push(id);
    if (position >= end) break;
  }
  return page;
}

function oneOfEach(documents: DocSet, column: Column): DocSet {
  const seen = new Seen(column);
  const kept = new DocSet(documents.words.length * 32);
  documents.forEach((id) => {
    if (seen.first(id)) kept.add(id);
  });
  return kept;
}

/** Which values of the distinct attribute have occurred. A document without any is always kept. */
class Seen {
  private readonly contents: Uint8Array;
  /** By the place of the first value that is equal. */
  private readonly values: Uint8Array;

  constructor(private readonly column: Column) {
    this.contents = new Uint8Array(column.contents.size);
    this.values = new Uint8Array(column.values.length);
  }

  first(id: number): boolean {
    const { column, contents, values } = this;
    const content = column.contentOf[id] ?? 0;
    if (contents[content] === 1) return false;
    const places = column.contents.of(content);
    if (places.length === 0) return true;
    contents[content] = 1;
    if (column.isPlain) return true;
    const firsts = Array.from(places, (place) => column.values[place]!.first);
    if (firsts.some((first) => values[first] === 1)) return false;
    for (const first of firsts) values[first] = 1;
    return true;
  }
}

function distinctColumn(index: SearchIndex, asked: string | undefined): Column | undefined {
  const { settings } = index.row;
  if (asked !== undefined && !filterFeatures(settings, asked)) {
    throw new ApiError("invalid_search_distinct", `Attribute \`${asked}\` is not filterable and thus, cannot be used as distinct attribute. ${filterablePatterns(settings)}`);
  }
  const name = asked ?? settings.distinctAttribute;
  return name === null ? undefined : index.loaded.columns.byName.get(name);
}

function requestedSort(index: SearchIndex, sort: readonly string[]): SortRule[] {
  const { settings } = index.row;
  if (sort.length > 0 && !settings.rankingRules.includes("sort")) {
    throw new ApiError("invalid_search_sort", "You must specify where `sort` is listed in the rankingRules setting to use the sort parameter at search time.");
  }
  return parseSort(index, sort, "invalid_search_sort");
}

export function parseSort(index: SearchIndex, sort: readonly string[], code: string): SortRule[] {
  const { settings } = index.row;
  return sort.map((text) => {
    if (text.startsWith("_geo")) throw notSupported("Sorting by `_geoPoint`");
    const rule = parseSortRule(text);
    if (!rule) throw new ApiError(code, `Invalid syntax for the sort parameter: expected expression ending by \`:asc\` or \`:desc\`, found \`${text}\`.`);
    if (!isSortable(settings, rule.field)) {
      const known = settings.sortableAttributes;
      throw new ApiError(code, `Attribute \`${rule.field}\` is not sortable. ${known.length > 0 ? `Available sortable attributes are: \`${known.join(", ")}\`.` : "This index does not have configured sortable attributes."}`);
    }
    return rule;
  });
}

function searchScope(index: SearchIndex, searchOn: readonly string[] | undefined): Scope {
  const { text } = index.loaded;
  const { settings } = index.row;
  let columns: number[] | undefined;
  if (searchOn && !searchOn.includes("*")) {
    columns = [];
    for (const name of searchOn) {
      const column = text.columnNamed(name);
      if (column !== undefined) columns.push(column);
      else if (!settings.searchableAttributes.includes("*")) {
        throw new ApiError("invalid_search_attributes_to_search_on", `Attribute \`${name}\` is not searchable. Available searchable attributes are: \`${settings.searchableAttributes.join(", ")}\`.`);
      }
    }
    columns.sort((a, b) => a - b);
  }
  const strict = settings.typoTolerance.disableOnAttributes;
  const typoColumns = strict.length === 0 ? columns : (columns ?? text.columns).filter((column) => !strict.includes(text.attributes[column]!));
  return { columns, typoColumns };
}
