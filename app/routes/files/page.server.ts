import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader, memberReading } from "#app/auth/guards.server.ts";
import { hasPreviews } from "#app/files/previews.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { factsOfFile } from "#app/routes/items/files.server.ts";
import { pagesOf } from "#models/file-work.server.ts";
import { findAttached } from "#models/item-files.server.ts";

/** Pages of a file that one page of the hub shows. */
const SHOWN = 10;

/** What was read out of a file, page by page or by sections, with pictures of the pages where there are any. */
export async function loadFile({ request, params, context }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const member = await memberReading({ request, context });
  const found = await findAttached({ actor: member ?? actor, id: params.id ?? "" });
  if (!found) throw new Response(null, { status: 404 });
  const { file, attached, open, item } = found;
  const tools = await pageTools(lang);
  const { t } = tools;
  const isPicture = file.type.startsWith("image/");
  const most = isPicture ? 1 : file.check.pages;
  const asked = new URL(request.url).searchParams.get("page") ?? "1";
  const page = Math.min(Math.max(1, most), /^\d{1,4}$/.test(asked) ? Math.max(1, Number(asked)) : 1);
  const first = page - ((page - 1) % SHOWN);
  const read = isPicture ? [] : await pagesOf({ id: file.id, skip: first - 1, limit: SHOWN });
  const name = attached.title ?? attached.name;
  const isPdf = file.type === "application/pdf";
  const numbered = (number: number) => t(isPdf ? "files:reader.page" : "files:reader.section", { number: formatNumber(number, lang) });
  return {
    meta: tools.meta(name, undefined, { unlisted: true }),
    texts: t("files:reader", { returnObjects: true }),
    name: { text: name, lang: attached.lang, dir: directionOf(attached.lang) },
    facts: factsOfFile(tools, file, tools.language(attached.lang)),
    url: paths.file(file.id, attached.name),
    item: { url: open ? `${paths.item(lang, item)}?version=${item.lang}` : paths.work(lang, item.id), title: item.title || t("review:untitled"), lang: item.title ? item.lang : lang },
    picture: isPicture ? { url: paths.filePreview(file.id, 1), text: t("files:reader.picture", { name }) } : null,
    pages: read.map(({ page: number, label, text }) => ({
      number,
      name: numbered(number),
      label,
      lines: text.split("\n").filter(Boolean),
      url: isPdf ? `${paths.file(file.id, attached.name)}#page=${number}` : null,
      picture: isPdf && hasPreviews(file) ? { url: paths.filePreview(file.id, number), text: t("files:reader.preview", { number: formatNumber(number, lang) }) } : null,
    })),
    previous: first > 1 ? paths.fileText(lang, file.id, first - SHOWN) : null,
    next: first + SHOWN <= most ? paths.fileText(lang, file.id, first + SHOWN) : null,
  };
}
