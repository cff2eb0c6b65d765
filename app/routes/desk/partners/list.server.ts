import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { NEW, paths } from "#app/paths.ts";

import { deskNavigation } from "../navigation.server.ts";

/** Every partner, those set aside as well, for those who keep them. */
export async function loadKeptPartners(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang } = proved;
  const [tools, navigation] = await Promise.all([pageTools(lang), deskNavigation(proved)]);
  const { t } = tools;
  const texts = t("cooperation:keep", { returnObjects: true });
  const kinds = t("cooperation:partners.kinds", { returnObjects: true });
  const rows = [...tools.reference.partners.values()].map(({ id, kind, retired }) => ({ id, name: tools.partner(id), kind: kinds[kind], retired, url: paths.keptPartner(lang, id) }));
  return {
    navigation,
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    texts: { title: texts.title, lead: texts.lead, add: texts.add, none: texts.none, retired: texts.retired },
    add: paths.keptPartner(lang, NEW),
    rows: sortByName(rows, lang, ({ name }) => name.text),
  };
}
