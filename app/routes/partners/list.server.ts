import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { pagePart } from "#app/lib/page-texts.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import { localize } from "#models/localized.ts";

/** The organisations that the network works with, by their names; those that it no longer works with have pages alone. */
export async function loadPartners({ params }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const tools = await pageTools(lang);
  const { t } = tools;
  const texts = t("cooperation:partners", { returnObjects: true });
  const lead = await pagePart(tools, "partners/lead");
  const rows = [...tools.reference.partners.values()]
    .filter(({ retired }) => !retired)
    .map(({ id, kind, description }) => ({ id, name: tools.partner(id), url: paths.partner(lang, id), kind: texts.kinds[kind], description: localize(description, lang) }));
  return {
    meta: tools.meta(texts.title, lead.plain),
    lead,
    texts: { title: texts.title, none: texts.none },
    partners: sortByName(rows, lang, ({ name }) => name.text),
  };
}
