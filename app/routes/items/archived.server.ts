import { data } from "@remix-run/node";

import { formatDay } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { VISITOR } from "#models/actor.ts";
import { findArchived } from "#models/item-archive.server.ts";
import { versionFor } from "#models/item.ts";
import { listPublishedByIds } from "#models/item-queries.server.ts";
import type { ItemType } from "#models/vocabulary.ts";

/**
 * For a reader at the address of an archived item: why it is gone, in the words of whoever archived it, and what has
 * taken its place, with the status 410.
 * @throws a 404 response where there never was such an item, or nothing says why it is gone.
 */
export async function goneItem(tools: PageTools, { id, type }: { id: string; type: ItemType }) {
  const { t, lang } = tools;
  const archived = await findArchived({ id, type });
  if (!archived) throw new Response(null, { status: 404 });
  const [other] = archived.forward ? await listPublishedByIds({ actor: VISITOR, ids: [archived.forward] }) : [];
  const version = other ? versionFor(other, lang) : null;
  const texts = t("review:gone", { returnObjects: true, at: formatDay(archived.at, lang) });
  return data(
    {
      lang,
      meta: tools.meta(texts.title, undefined, { unlisted: true }),
      gone: {
        texts,
        type: t(`items:type.${type}`),
        note: { text: archived.note, lang: archived.lang ?? null },
        forward: other && version ? { url: paths.item(lang, { ...other, title: version.content.title }), title: version.content.title, lang: version.lang } : null,
        search: paths.search(lang, { type }),
      },
    },
    { status: 410 },
  );
}

export type GoneView = Awaited<ReturnType<typeof goneItem>>["data"]["gone"];
