import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";

import { headingLine, lineOf, tableHeaders } from "./file.server.ts";
import { tableWords } from "./words.server.ts";

/** A table to begin with: all columns, and a row as an example. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { lang } = await requireMay({ request, params }, "item:write");
  const tools = await pageTools(lang);
  const { t } = tools;
  const words = await tableWords(tools);
  // A network may have given up any of its terms.
  const term = (scheme: "theme" | "persons" | "capacity", id: string) => (tools.reference.terms.has(id) ? words.write(scheme, id, tools.term(id)) : "");
  const example = lineOf(tools, { ...t("tables:example", { returnObjects: true }), type: t("items:type.practice"), language: lang, original: t("tables:yes"), date: "2024-05", theme: term("theme", "theme:nmirf"), persons: term("persons", "persons:women-girls"), capacity: term("capacity", "capacity:coordination") });
  return new Response(headingLine(tools) + example, { headers: tableHeaders("template", lang) });
}
