import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { streamed } from "#app/lib/streamed.server.ts";
import { NETWORK } from "#app/paths.ts";
import { everyItem } from "#models/item-tables.server.ts";

import { ownersOf } from "../owners.server.ts";
import { headingLine, linesOfItem, tableHeaders } from "./file.server.ts";
import { tableWords } from "./words.server.ts";

/** What an owner has, as a table that can be imported again. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const proved = await requireMay({ request, params }, "item:write");
  const { actor, lang } = proved;
  const tools = await pageTools(lang);
  const asked = new URL(request.url).searchParams.get("mechanism");
  const owner = ownersOf(proved, tools).find(({ value }) => value === asked);
  if (!owner) throw new Response(null, { status: 404 });
  const words = await tableWords(tools);
  async function* lines(): AsyncGenerator<string> {
    yield headingLine(tools);
    for await (const items of everyItem({ actor, mechanism: owner?.value === NETWORK ? null : (owner?.value ?? "") })) {
      yield items.filter(({ item }) => !item.archived).map((one) => linesOfItem(one, words)).join("");
    }
  }
  return streamed(request, lines(), { headers: tableHeaders(`items-${owner.value}`, lang), drained: context.drained });
}
