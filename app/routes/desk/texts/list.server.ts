import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { listPageTexts } from "#models/page-text.server.ts";

import { deskNavigation } from "../navigation.server.ts";
import { textPages } from "./parts.server.ts";

/** The public pages, with how much of each the network has written itself. */
export async function loadTexts(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "settings:manage");
  const { lang } = proved;
  const [tools, navigation, written] = await Promise.all([pageTools(lang), deskNavigation(proved), listPageTexts()]);
  const { t } = tools;
  const texts = t("settings:texts", { returnObjects: true });
  return {
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    navigation,
    texts: { title: texts.title, lead: texts.lead },
    pages: textPages(tools).map(({ id, name, parts }) => {
      const own = written.filter((one) => parts.some((part) => part.id === one.id));
      const langs = LANGUAGE_CODES.filter((code) => own.some((one) => one.texts[code]));
      return { id, name, url: paths.textsOf(lang, id), state: langs.length > 0 ? t("settings:texts.ownIn", { languages: tools.languages(langs) }) : texts.builtIn };
    }),
  };
}
