import { isObject, project, type Document } from "../document.ts";
import type { Engine } from "../engine.ts";
import { ApiError, notSupported } from "../errors.ts";
import { parseFilter } from "../filter-parser.ts";
import { selectDocuments } from "../filter.ts";
import { checkContentType, type Reply, type Request, type Route } from "../http.ts";
import { rank } from "../ordering.ts";
import { parseSort } from "../search.ts";
import { indexUid, listOf, metadataOf, numberOf } from "./parameters.ts";

interface Selection {
  ids?: string[] | undefined;
  filter?: unknown;
  sort: string[];
  fields: string[];
  offset: number;
  limit: number;
}

export function documentRoutes(engine: Engine): Route[] {
  const { catalog } = engine;

  const add = (merge: boolean) => async ({ path, query, raw }: Request): Promise<Reply> => {
    const uid = indexUid(path.uid);
    checkContentType(raw);
    const { count, ...documents } = await engine.payloads.receive(raw);
    return engine.enqueue({
      type: "documentAdditionOrUpdate", indexUid: uid, documents, metadata: metadataOf(query),
      details: { receivedDocuments: count, indexedDocuments: null },
      request: { merge, primaryKey: query.get("primaryKey"), skipCreation: query.get("skipCreation") === "true" },
    });
  };

  const remove = (path: Request["path"], query: URLSearchParams, details: Record<string, unknown>, request: unknown) =>
    engine.enqueue({ type: "documentDeletion", indexUid: indexUid(path.uid), details: { ...details, deletedDocuments: null }, request, metadata: metadataOf(query) });

  const list = (uid: string, { ids, filter, sort, fields, offset, limit }: Selection): Reply => {
    const index = catalog.get(uid);
    let set = selectDocuments(index, parseFilter(filter, "invalid_document_filter"), "invalid_document_filter");
    if (ids) {
      const wanted = set.without(set);
      for (const id of index.idsOf(ids).values()) if (set.has(id)) wanted.add(id);
      set = wanted;
    }
    const rules = parseSort(index, sort, "invalid_document_sort");
    const all = rules.length === 0
      ? set.toArray()
      : rank(index, set, { terms: [], evidence: [], matching: undefined, scope: { columns: undefined, typoColumns: undefined }, sort: rules, deadline: Infinity }).ids;
    const results = index.documents(all.subarray(offset, offset + limit)).map((document) => project(document, fields));
    return { body: { results, offset, limit, total: all.length } };
  };

  return [
    ["POST", "/indexes/:uid/documents", "all", add(false)],
    ["PUT", "/indexes/:uid/documents", "all", add(true)],
    ["GET", "/indexes/:uid/documents", "all", ({ path, query }) => {
      if (query.get("retrieveVectors") === "true") throw notSupported("The parameter `retrieveVectors`");
      return list(path.uid!, {
        ids: listOf(query, "ids"),
        filter: query.get("filter") ?? undefined,
        sort: listOf(query, "sort") ?? [],
        fields: listOf(query, "fields") ?? ["*"],
        offset: numberOf(query, "offset", "invalid_document_offset", 0),
        limit: numberOf(query, "limit", "invalid_document_limit", 20),
      });
    }],
    ["POST", "/indexes/:uid/documents/fetch", "all", async ({ path, json }) => {
      const body = await json();
      if (!isObject(body)) throw new ApiError("bad_request", "Invalid value type: expected an object");
      if (body.retrieveVectors === true) throw notSupported("The parameter `retrieveVectors`");
      const count = (name: "offset" | "limit", otherwise: number) => {
        const value = body[name] ?? otherwise;
        if (!Number.isInteger(value) || (value as number) < 0) throw new ApiError(`invalid_document_${name}`, `Invalid value type at \`.${name}\`: expected a positive integer`);
        return value as number;
      };
      const strings = (name: "ids" | "fields" | "sort") => {
        const value = body[name];
        if (value === undefined || value === null || value === "*") return undefined;
        return (Array.isArray(value) ? value : [value]).map(String);
      };
      return list(path.uid!, {
        ids: strings("ids"), filter: body.filter, sort: strings("sort") ?? [], fields: strings("fields") ?? ["*"],
        offset: count("offset", 0), limit: count("limit", 20),
      });
    }],
    ["GET", "/indexes/:uid/documents/:id", "all", ({ path, query }) => {
      const index = catalog.get(path.uid!);
      const id = index.idsOf([path.id!]).get(path.id!);
      if (id === undefined) throw new ApiError("document_not_found", `Document \`${path.id}\` not found.`);
      return { body: project(index.documents([id])[0] as Document, listOf(query, "fields") ?? ["*"]) };
    }],
    ["DELETE", "/indexes/:uid/documents/:id", "all", ({ path, query }) =>
      remove(path, query, { providedIds: 1, originalFilter: null }, { ids: [path.id] })],
    ["DELETE", "/indexes/:uid/documents", "all", ({ path, query }) =>
      remove(path, query, { providedIds: 0, originalFilter: null }, { all: true })],
    ["POST", "/indexes/:uid/documents/delete-batch", "all", async ({ path, query, json }) => {
      const ids = await json();
      if (!Array.isArray(ids) || ids.some((id) => typeof id !== "string" && typeof id !== "number")) {
        throw new ApiError("invalid_document_id", "Invalid value type: expected an array of document identifiers");
      }
      return remove(path, query, { providedIds: ids.length, originalFilter: null }, { ids: ids.map(String) });
    }],
    ["POST", "/indexes/:uid/documents/delete", "all", async ({ path, query, json }) => {
      const body = await json();
      const filter = isObject(body) ? body.filter : undefined;
      if (filter === undefined) throw new ApiError("missing_document_filter", "Missing field `filter`");
      if (parseFilter(filter, "invalid_document_filter") === undefined) {
        throw new ApiError("invalid_document_filter", "Sending an empty filter is forbidden.");
      }
      return remove(path, query, { providedIds: 0, originalFilter: JSON.stringify(filter) }, { filter });
    }],
  ];
}
