import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader, memberAmongReaders } from "#app/auth/guards.server.ts";
import { today } from "#app/lib/dates.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { toCanonical } from "#app/lib/redirect.server.ts";
import { paths, slugOf, typeOfCollection } from "#app/paths.ts";
import { type PublishedItem, versionFor } from "#models/item.ts";
import { findPublished } from "#models/item-queries.server.ts";
import { stampOfComments } from "#models/reader-comment.server.ts";
import type { Actor } from "#models/actor.ts";
import type { ItemType } from "#models/vocabulary.ts";

import { articleOf } from "./article.server.ts";
import { itemAddresses, titled } from "./addresses.ts";
import { goneItem } from "./archived.server.ts";
import { citationOf } from "./citation.server.ts";
import { commentsOf, commentsPage } from "./comments.server.ts";
import { keptPage } from "./kept-pages.server.ts";
import { relatedItems } from "./related.server.ts";
import { itemThing } from "./structured-data.server.ts";

/** The page of one item: `/{lang}/{collection}/{id}/{slug}`; a wrong slug leads to the right one. */
export async function loadItem({ params, request, context }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const type = typeOfCollection(params.collection);
  const { id } = params;
  if (!type || !id) throw new Response(null, { status: 404 });
  const { searchParams, search } = new URL(request.url);
  const wanted = searchParams.get("version");
  const comments = commentsPage(searchParams);
  const [tools, member] = await Promise.all([pageTools(lang), memberAmongReaders({ request, params, context })]);
  const page = await keptPage({
    actor,
    id,
    reference: tools.reference,
    key: [actor.kind, type, id, lang, wanted, comments, today()].join("/"),
    beside: () => stampOfComments({ item: id }),
    make: () => makePage({ actor, tools, id, type, wanted, comments }),
  });
  if (!page) return goneItem(tools, { id, type });
  if ((params.slug ?? "") !== page.slug) throw toCanonical(page.path + search);
  // What is for one person is never kept.
  return member ? { ...page.data, comments: await commentsOf(tools, page.commented, { page: comments, member, done: searchParams.get("done") }) } : page.data;
}

type Asked = { actor: Actor; tools: PageTools; id: string; type: ItemType; wanted: string | null; comments: number };

async function makePage({ actor, tools, id, type, wanted, comments }: Asked) {
  const { lang } = tools;
  const item = await findPublished({ actor, id, type });
  if (!item) return null;
  const usual = versionFor(item, lang);
  const version = item.versions.find((candidate) => candidate.lang === wanted) ?? usual;
  const { title } = usual.content;
  const commented = { id, type, mechanism: item.mechanism };
  const [article, related, said] = await Promise.all([articleOf(tools, item, version), relatedItems(tools, actor, item), commentsOf(tools, commented, { page: comments })]);
  return {
    slug: slugOf(title),
    path: paths.item(lang, { ...item, title }),
    shows: [...related.ids, ...(article.gathering?.documents.map((document) => document.id) ?? [])],
    mayGrow: article.gathering !== null,
    commented,
    data: {
      lang,
      item: { ...article, related: related.views, citation: citationOf(tools, item, version) },
      comments: said,
      meta: tools.meta(version.content.title, version.content.summary, {
        kind: "article",
        addresses: itemAddresses(titled(item)),
        trail: [sectionOf(tools, item)],
        about: [itemThing(tools, item, version)],
      }),
    },
  };
}

/** Where items of its type are listed. */
function sectionOf({ t, lang }: PageTools, { type }: PublishedItem): { name: string; path: string } {
  return {
    name: t(`items:types.${type}`),
    path: type === "event" ? paths.events(lang) : paths.search(lang, { type }),
  };
}
