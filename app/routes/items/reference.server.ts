import type { LoaderFunctionArgs } from "@remix-run/node";

import type { Language } from "#app/i18n/languages.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { disposition } from "#app/lib/parts.ts";
import { withValidators } from "#app/lib/validators.server.ts";
import { slugOf, typeOfCollection } from "#app/paths.ts";
import { FOR_OTHER_SITES } from "#app/routes/api/other-sites.ts";
import type { Actor } from "#models/actor.ts";
import { versionFor } from "#models/item.ts";
import { findPublished } from "#models/item-queries.server.ts";

import { type Csl, cslOf, keywordsOf } from "./csl.server.ts";

type Form = { extension: string; contentType: string; write: (csl: Csl, keywords: string[]) => string };

/**
 * A published item as a file for reference managers, named by its title; with `?version=` in another version than readers
 * of the language get.
 * @throws a 404 response where there is no such item.
 */
export async function referenceTo({ params, request }: Pick<LoaderFunctionArgs, "params" | "request">, { actor, lang }: { actor: Actor; lang: Language }, { extension, contentType, write }: Form): Promise<Response> {
  const type = typeOfCollection(params.collection);
  const item = type && params.id ? await findPublished({ actor, id: params.id, type }) : null;
  if (!item) throw new Response(null, { status: 404 });
  const wanted = new URL(request.url).searchParams.get("version");
  const version = item.versions.find((candidate) => candidate.lang === wanted) ?? versionFor(item, lang);
  const tools = await pageTools(lang);
  const csl = cslOf(tools, item, version);
  const plain = `${csl.id}.${extension}`;
  const slug = slugOf(version.content.title);
  const named = disposition("attachment", slug ? `${slug}.${extension}` : plain, plain);
  return withValidators(request, { body: write(csl, keywordsOf(tools, item)), contentType, headers: { ...FOR_OTHER_SITES, "Content-Disposition": named, "Content-Language": lang } });
}
