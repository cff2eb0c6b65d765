import { LANGUAGE_CODES, LANGUAGES } from "#app/i18n/languages.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import type { Scheme } from "#models/vocabulary.ts";

import { parentsFor } from "./term-fields.server.ts";

/** What the form of a term shows beside its values. */
export function termFormView(tools: PageTools, scheme: Scheme, id: string | null) {
  const { t } = tools;
  const { official, aliasesHelp, parent, noParent, code, codeHelp, validFrom, validTo, dateHelp, save } = t("vocabularies:term", { returnObjects: true });
  return {
    words: { official, aliasesHelp, parent, noParent, code, codeHelp, validFrom, validTo, dateHelp, save },
    languages: LANGUAGE_CODES.map((code) => ({
      code,
      dir: LANGUAGES[code].dir,
      label: t("vocabularies:term.label", { language: tools.language(code) }),
      aliases: t("vocabularies:term.aliases", { language: tools.language(code) }),
    })),
    parents: parentsFor(tools, scheme, id),
  };
}

export type TermFormView = ReturnType<typeof termFormView>;
