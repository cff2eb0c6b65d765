import type { Doc, Value } from "../bson/types.ts";
import { doc, int } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { compileFilter } from "../query/filter.ts";
import { compileProjection } from "../query/projection.ts";
import { compileSort } from "../query/sort.ts";
import type { Query } from "../store/find.ts";
import { compileUpdate } from "../update/update.ts";
import type { Command, Context } from "./context.ts";
import { flag, list, object, optional } from "./context.ts";
import { deleteMatching, updateMatching, write } from "./modify.ts";

const FIELDS = ["query", "sort", "remove", "update", "new", "fields", "upsert", "bypassDocumentValidation", "arrayFilters", "hint", "collation", "let"];

function findAndModify(context: Context): Promise<Doc> {
  const { command, target, scope, collation } = context;
  const removes = optional(command, "remove", flag) ?? false;
  const returnsNew = optional(command, "new", flag) ?? false;
  const upsert = optional(command, "upsert", flag) ?? false;
  if (removes && command.has("update")) throw new MongoError("FailedToParse", "Cannot specify both an update and remove=true");
  if (removes && upsert) throw new MongoError("FailedToParse", "Cannot specify both upsert=true and remove=true");
  if (removes && returnsNew) throw new MongoError("FailedToParse", "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
  if (!removes && !command.has("update")) throw new MongoError("FailedToParse", "Either an update or remove=true must be specified");
  const sort = optional(command, "sort", object);
  const query: Query = {
    filter: compileFilter(optional(command, "query", object) ?? new Map(), { scope, collation }),
    sort: sort && sort.size > 0 ? compileSort(sort, collation) : undefined,
    limit: 1,
    hint: command.get("hint"),
    collation,
    fields: new Set(),
  };
  const wanted = optional(command, "fields", object);
  const projection = wanted && wanted.size > 0 ? compileProjection(wanted, scope, { filter: query.filter.node }) : undefined;
  const shown = (found: Doc | undefined): Value => (found === undefined ? null : projection ? projection.apply(found) : found);
  return write(context, async (connection) => {
    if (removes) {
      const { matched, last } = await deleteMatching(context, connection, target, query);
      return doc({ lastErrorObject: doc({ n: int(matched) }), value: shown(last?.before) });
    }
    const update = compileUpdate(command.get("update"), optional(command, "arrayFilters", list) ?? [], scope);
    const bypass = optional(command, "bypassDocumentValidation", flag) ?? false;
    const { matched, upserted, last } = await updateMatching(context, connection, target, { query, update, upsert, bypass });
    const lastErrorObject = doc({ n: int(matched + Number(upserted !== undefined)), updatedExisting: matched > 0, upserted });
    return doc({ lastErrorObject, value: shown(returnsNew ? last?.after : last?.before) });
  });
}

export const FIND_AND_MODIFY: Record<string, Command> = {
  findAndModify: { fields: FIELDS, run: findAndModify },
  findandmodify: { fields: FIELDS, run: findAndModify },
};
