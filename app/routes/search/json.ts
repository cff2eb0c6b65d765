import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { streamed } from "#app/lib/streamed.server.ts";
import { answerProgram } from "#app/routes/api/answer.server.ts";
import { FOR_OTHER_SITES } from "#app/routes/api/other-sites.ts";
import { findEvery } from "#app/search/every-hit.server.ts";

import { recordOf } from "./export.server.ts";
import { inTurn, wholeSearch } from "./whole.server.ts";

/** Everything that a search finds, to its end, as JSON; the number of items stands behind them, when it is known. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  return answerProgram(async () => {
    const { tools, query } = await wholeSearch({ request }, lang);
    const ids = await findEvery({ lang, query, reference: tools.reference, order: "page" });
    async function* parts(): AsyncGenerator<string> {
      let total = 0;
      yield '{"items":[\n';
      for await (const items of inTurn({ actor, ids })) {
        yield items.map((item, index) => (total + index > 0 ? ",\n" : "") + JSON.stringify(recordOf(tools, item))).join("");
        total += items.length;
      }
      yield `\n],"total":${total}}\n`;
    }
    const headers = { ...FOR_OTHER_SITES, "Content-Type": "application/json; charset=utf-8", "Content-Language": lang, "Cache-Control": "no-store" };
    return streamed(request, parts(), { headers, drained: context.drained });
  });
}
