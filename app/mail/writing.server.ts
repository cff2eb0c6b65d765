import type { TFunction } from "i18next";

import type { NAMESPACES } from "#app/i18n/config.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { FALLBACK_LANGUAGE, isLanguage, type Language } from "#app/i18n/languages.ts";
import { formatMoment } from "#app/lib/dates.ts";
import type { Mail } from "#models/mail.ts";

import { type Composed, type Letter, setLetter } from "./letter.server.ts";
import { inSentence, typedLine } from "./plain-line.ts";

/** Makes a mail of what was queued, at the moment of sending; null where its reader may no longer have it. */
export type Composer = (mail: Mail) => Promise<Composed | null>;

/** What the writer of a letter needs to say things in its reader's language. */
export type Writing = {
  lang: Language;
  t: TFunction<typeof NAMESPACES>;
  /** The hub's names, for the sentences that have a place for them. */
  names: { hub: string; shortName: string };
  /** A param as it may stand in a sentence; empty where there is none. */
  said: (param: string) => string;
  /** A param that is a moment, in words; null where there is none or it is no moment. */
  moment: (param: string) => string | null;
  /** The reader's name as a line of its own can have it. */
  to: string;
};

/** The language that a mail is written in: its reader's, where the hub has it. */
export function languageOf({ to }: Mail): Language {
  return isLanguage(to.lang) ? to.lang : FALLBACK_LANGUAGE;
}

/** A composer from a function that says what is to be said; null where nothing is. */
export function composer(write: (mail: Mail, writing: Writing) => Promise<Letter | null> | Letter | null): Composer {
  return async (mail) => {
    const lang = languageOf(mail);
    const t = await translator(lang);
    const letter = await write(mail, {
      lang,
      t,
      names: { hub: t("site:name"), shortName: t("site:shortName") },
      said: (param) => inSentence(mail.params[param] ?? "", lang),
      moment: (param) => momentIn(mail.params[param], lang),
      to: inSentence(mail.to.name, lang),
    });
    return letter && setLetter(letter, { lang, t });
  };
}

function momentIn(value: string | undefined, lang: Language): string | null {
  const moment = new Date(typedLine(value ?? ""));
  return Number.isNaN(moment.getTime()) ? null : formatMoment(moment, lang);
}
