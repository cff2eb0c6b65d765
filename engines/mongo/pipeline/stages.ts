import type { Doc, Value } from "../bson/types.ts";
import { clone, doc, isDoc, isNumber, isTruthy, toDouble, typeName } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { compileFilter } from "../query/filter.ts";
import { fieldAt } from "../query/path.ts";
import { compileSort, Sorter } from "../query/sort.ts";
import { changeAt } from "../update/place.ts";
import type { PipelineContext, Stage } from "./context.ts";
import { perBatch, perWhole } from "./context.ts";
import { bucket, bucketAuto, count, group, sortByCount } from "./group.ts";
import { facet, lookup, unionWith } from "./join.ts";
import { reshape } from "./reshape.ts";

export function match(spec: Value, context: PipelineContext): Stage {
  if (!isDoc(spec)) throw new MongoError(15959, "the match filter must be an expression in an object");
  const filter = compileFilter(spec, context);
  return perBatch(undefined, (batch) => batch.filter((root) => filter.test(root)));
}

function sort(spec: Value, context: PipelineContext): Stage {
  if (!isDoc(spec)) throw new MongoError(15973, "the $sort key specification must be an object");
  if (spec.size === 0) throw new MongoError(15976, "$sort stage must have at least one sort key");
  const order = compileSort(spec, context.collation);
  return perWhole(undefined, context, () => {
    const sorter = new Sorter<Doc>(order);
    return { add: (root) => sorter.add(order.keys(root), root), done: () => sorter.done() };
  });
}

/** The number that `$limit`, `$skip` or `$sample` is given. */
export function amount(spec: Value, stage: string, least: number): number {
  const number = isNumber(spec) ? toDouble(spec) : NaN;
  if (!Number.isInteger(number)) throw new MongoError(stage === "$limit" ? 2107201 : 5107200, `invalid argument to ${stage} stage: Expected an integer: ${stage}: ${typeName(spec)}`);
  if (number < least) throw new MongoError(stage === "$limit" ? 15958 : 5107200, stage === "$limit" ? "the limit must be positive" : `invalid argument to ${stage} stage: Expected a non-negative number`);
  return number;
}

function limit(most: number): Stage {
  return {
    fields: undefined,
    async *run(source) {
      let left = most;
      for await (const batch of source) {
        yield batch.slice(0, left);
        left -= batch.length;
        if (left <= 0) return;
      }
    },
  };
}

function skip(first: number): Stage {
  let left = first;
  return perBatch(undefined, (batch) => {
    const from = Math.min(left, batch.length);
    left -= from;
    return batch.slice(from);
  });
}

function unwind(spec: Value): Stage {
  const options = isDoc(spec) ? spec : doc({ path: spec });
  const path = options.get("path");
  if (typeof path !== "string") throw new MongoError(28812, "no path specified to $unwind stage");
  if (!path.startsWith("$")) throw new MongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  for (const name of options.keys()) {
    if (!["path", "includeArrayIndex", "preserveNullAndEmptyArrays"].includes(name)) throw new MongoError(28811, `unrecognized option to $unwind stage: ${name}`);
  }
  const parts = path.slice(1).split(".");
  const indexName = options.get("includeArrayIndex");
  const keepsEmpty = isTruthy(options.get("preserveNullAndEmptyArrays"));
  const numbered = (root: Doc, position: Value): Doc => {
    if (typeof indexName === "string") changeAt(root, indexName.split("."), () => position, true);
    return root;
  };
  const withItem = (root: Doc, item: Value): Doc => {
    const copy = clone(root) as Doc;
    changeAt(copy, parts, () => item, item !== undefined);
    return copy;
  };
  return perBatch(undefined, (batch) =>
    batch.flatMap((root) => {
      const value = fieldAt(root, parts);
      if (Array.isArray(value) && value.length > 0) return value.map((item, at) => numbered(withItem(root, item), BigInt(at)));
      if (Array.isArray(value)) return keepsEmpty ? [numbered(withItem(root, undefined), null)] : [];
      if (value === undefined || value === null) return keepsEmpty ? [numbered(clone(root) as Doc, null)] : [];
      return [numbered(clone(root) as Doc, null)];
    }),
  );
}

function sample(spec: Value, context: PipelineContext): Stage {
  const size = isDoc(spec) ? amount(spec.get("size"), "$sample", 1) : NaN;
  if (!(size > 0)) throw new MongoError(28746, "the $sample stage specification must be an object");
  return perWhole(undefined, context, () => {
    const drawn: Doc[] = [];
    let seen = 0;
    return {
      add: (root) => {
        const place = seen++ < size ? drawn.length : Math.floor(Math.random() * seen);
        if (place < size) drawn[place] = root;
      },
      done: () => drawn,
    };
  });
}

/** Stages that the server has and this one refuses by name. */
const REFUSED: Record<string, [code: number, why: string]> = {
  $changeStream: [40573, "The $changeStream stage is only supported on replica sets"],
  $geoNear: [27, "$geoNear requires a geospatial index"],
  $search: [31082, "$search is not supported"],
  $vectorSearch: [31082, "$vectorSearch is not supported"],
  $graphLookup: [238, "$graphLookup is not supported"],
  $setWindowFields: [238, "$setWindowFields is not supported"],
  $densify: [238, "$densify is not supported"],
  $fill: [238, "$fill is not supported"],
  $redact: [238, "$redact is not supported"],
  $collStats: [238, "$collStats is not supported"],
  $indexStats: [238, "$indexStats is not supported"],
  $currentOp: [238, "$currentOp is not supported"],
};

/**
 * Compiles one stage.
 * @throws MongoError 40324 for a stage that does not exist, the server's codes for wrong specifications.
 */
export function compileStage(stage: Value, context: PipelineContext): Stage {
  if (!isDoc(stage)) throw new MongoError("TypeMismatch", "Each element of the 'pipeline' array must be an object");
  if (stage.size !== 1) throw new MongoError(40323, "A pipeline stage specification object must contain exactly one field.");
  const [name, spec] = [...stage][0]!;
  const projection = reshape(name, spec, context.scope);
  if (projection) return perBatch(projection.fields, (batch) => batch.map(projection.apply));
  switch (name) {
    case "$match":
      return match(spec, context);
    case "$sort":
      return sort(spec, context);
    case "$limit":
      return limit(amount(spec, name, 1));
    case "$skip":
      return skip(amount(spec, name, 0));
    case "$group":
      return group(spec, context);
    case "$sortByCount":
      return sortByCount(spec, context);
    case "$count":
      return count(spec, context);
    case "$bucket":
      return bucket(spec, context);
    case "$bucketAuto":
      return bucketAuto(spec, context);
    case "$unwind":
      return unwind(spec);
    case "$sample":
      return sample(spec, context);
    case "$lookup":
      return lookup(spec, context);
    case "$unionWith":
      return unionWith(spec, context);
    case "$facet":
      return facet(spec, context);
    case "$out":
    case "$merge":
      throw new MongoError(40601, `${name} can only be the final stage in the pipeline`);
    case "$documents":
    case "$listLocalSessions":
      throw new MongoError(40602, `${name} is only valid as the first stage in a pipeline`);
  }
  const refusal = REFUSED[name];
  if (refusal) throw new MongoError(...refusal);
  throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
}
