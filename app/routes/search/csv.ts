import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { CSV_MARK } from "#app/lib/csv.ts";
import { today } from "#app/lib/dates.ts";
import { streamed } from "#app/lib/streamed.server.ts";
import { answerProgram } from "#app/routes/api/answer.server.ts";
import { FOR_OTHER_SITES } from "#app/routes/api/other-sites.ts";
import { findEvery } from "#app/search/every-hit.server.ts";

import { headings, lineOf } from "./export.server.ts";
import { inTurn, wholeSearch } from "./whole.server.ts";

/** Everything that a search finds, to its end, as a table. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  return answerProgram(async () => {
    const { tools, query } = await wholeSearch({ request }, lang);
    const ids = await findEvery({ lang, query, reference: tools.reference, order: "page" });
    async function* lines(): AsyncGenerator<string> {
      yield CSV_MARK + headings(tools);
      for await (const items of inTurn({ actor, ids })) yield items.map((item) => lineOf(tools, item)).join("");
    }
    const headers = { ...FOR_OTHER_SITES, "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="search-${today()}.csv"`, "Content-Language": lang, "Cache-Control": "no-store" };
    return streamed(request, lines(), { headers, drained: context.drained });
  });
}
