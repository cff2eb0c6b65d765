import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { countSchemeUses } from "#models/term-uses.server.ts";
import { SCHEMES } from "#models/vocabulary.ts";

import { deskNavigation } from "../navigation.server.ts";

/** Every vocabulary, with how many terms it has and how many items carry one of them. */
export async function loadSchemes(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "vocabularies:manage");
  const { lang } = proved;
  const [tools, navigation, uses] = await Promise.all([pageTools(lang), deskNavigation(proved), countSchemeUses()]);
  const { t } = tools;
  const terms = [...tools.reference.terms.values()];
  return {
    meta: tools.meta(t("vocabularies:title"), undefined, { unlisted: true }),
    navigation,
    texts: { title: t("vocabularies:title"), lead: t("vocabularies:lead") },
    schemes: SCHEMES.map((scheme) => {
      const count = uses.get(scheme);
      return {
        ...t(`vocabularies:schemes.${scheme}`, { returnObjects: true }),
        url: paths.vocabulary(lang, scheme),
        terms: t("vocabularies:terms", { count: terms.filter((term) => term.scheme === scheme).length }),
        items: count === undefined ? t("vocabularies:notOnItems") : t("vocabularies:items", { count }),
      };
    }),
  };
}
