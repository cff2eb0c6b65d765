import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { CSV_MARK, csvLine, separatorIn } from "#app/lib/csv.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { streamed } from "#app/lib/streamed.server.ts";
import { findTable } from "#models/table-import.server.ts";
import { listRows } from "#models/table-row.server.ts";

import { tableHeaders } from "./file.server.ts";
import { rowView } from "./row-view.server.ts";

const AT_ONCE = 200;

/** What a table would do, or did, as a table: a line for each change and each problem. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor, lang } = await requireMay({ request, params }, "item:write");
  const table = await findTable({ actor, id: params.id ?? "" });
  if (!table) throw new Response(null, { status: 404 });
  const tools = await pageTools(lang);
  const separator = separatorIn(lang);
  const words = tools.t("tables:table", { returnObjects: true });
  async function* lines(): AsyncGenerator<string> {
    yield CSV_MARK + csvLine([words.row, words.what, tools.t("tables:columns.key"), tools.t("tables:columns.title"), words.cell, words.column, words.value, words.after, words.reason], separator);
    for (let skip = 0; ; skip += AT_ONCE) {
      const rows = await listRows({ table: table?.id ?? "", skip, limit: AT_ONCE });
      yield rows
        .flatMap((row) => {
          const { kindName, title, outcome, problems, changes } = rowView(tools, row, table?.state !== "checked");
          const head = [row.number, outcome ? `${kindName}: ${outcome}` : kindName, row.key, title];
          const told = [...problems.map(({ cell, column, value, reason }) => [cell, column, value, null, reason]), ...changes.map(({ name, before, after }) => [null, name, before, after, null])];
          return (told.length > 0 ? told : [[null, null, null, null, null]]).map((rest) => csvLine([...head, ...rest], separator));
        })
        .join("");
      if (rows.length < AT_ONCE) return;
    }
  }
  return streamed(request, lines(), { headers: tableHeaders("import", lang), drained: context.drained });
}
