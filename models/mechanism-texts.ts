import type { Localized } from "./localized.ts";
import { type Mechanism, PROFILE_HEADINGS, type ProfileHeading } from "./mechanism.ts";

/** All that a profile says in one language, as an editor has it before him; what is not said is empty. */
export type TextsInLanguage = {
  name: string;
  shortName: string;
  isOfficial: boolean;
  /** One in a line. */
  aliases: string;
  legalBasis: string;
  ministry: string;
  profile: Record<ProfileHeading, string>;
  /** By the ids of their terms. */
  dimensions: Record<string, string>;
  evidence: Record<string, string>;
};

/** The fields of a mechanism that have texts in several languages. */
export const TEXT_FIELDS = ["name", "shortName", "official", "aliases", "legalBasis", "ministry", "profile", "dimensions", "evidence"] as const;
type Multilingual = Pick<Mechanism, (typeof TEXT_FIELDS)[number]>;

export function textsIn(mechanism: Multilingual, lang: string): TextsInLanguage {
  const all = (texts: Record<string, Localized>) => Object.fromEntries(Object.entries(texts).flatMap(([id, text]) => (text[lang] ? [[id, text[lang]]] : [])));
  return {
    name: mechanism.name?.[lang] ?? "",
    shortName: mechanism.shortName?.[lang] ?? "",
    isOfficial: mechanism.official.includes(lang),
    aliases: (mechanism.aliases[lang] ?? []).join("\n"),
    legalBasis: mechanism.legalBasis?.[lang] ?? "",
    ministry: mechanism.ministry?.[lang] ?? "",
    profile: Object.fromEntries(PROFILE_HEADINGS.map((heading) => [heading, mechanism.profile[heading]?.[lang] ?? ""])) as Record<ProfileHeading, string>,
    dimensions: all(mechanism.dimensions),
    evidence: all(mechanism.evidence),
  };
}

/** A text with what it says in one language exchanged; null where it says nothing in any. */
export function inOneLanguage(text: Localized | null | undefined, lang: string, said: string): Localized | null {
  const { [lang]: _, ...others } = text ?? {};
  const all = said ? { ...others, [lang]: said } : others;
  return Object.keys(all).length > 0 ? all : null;
}

/** The fields of a mechanism with what they say in one language exchanged; the other languages stay. */
export function withTextsIn(mechanism: Multilingual, lang: string, texts: TextsInLanguage): Multilingual {
  const all = (before: Record<string, Localized>, said: Record<string, string>) =>
    Object.fromEntries([...new Set([...Object.keys(before), ...Object.keys(said)])].flatMap((id) => {
      const text = inOneLanguage(before[id], lang, said[id] ?? "");
      return text ? [[id, text]] : [];
    }));
  const names = texts.aliases.split("\n").map((alias) => alias.trim()).filter(Boolean);
  const { [lang]: _, ...otherAliases } = mechanism.aliases;
  const isOfficial = texts.isOfficial && texts.name !== "";
  return {
    name: inOneLanguage(mechanism.name, lang, texts.name),
    shortName: inOneLanguage(mechanism.shortName, lang, texts.shortName),
    official: isOfficial === mechanism.official.includes(lang) ? mechanism.official : [...mechanism.official.filter((one) => one !== lang), ...(isOfficial ? [lang] : [])],
    aliases: names.length > 0 ? { ...otherAliases, [lang]: [...new Set(names)] } : otherAliases,
    legalBasis: inOneLanguage(mechanism.legalBasis, lang, texts.legalBasis),
    ministry: inOneLanguage(mechanism.ministry, lang, texts.ministry),
    profile: all(mechanism.profile as Record<string, Localized>, texts.profile) as Mechanism["profile"],
    dimensions: all(mechanism.dimensions, texts.dimensions),
    evidence: all(mechanism.evidence, texts.evidence),
  };
}
