import ar from "#app/i18n/locales/ar/archives.json" with { type: "json" };
import en from "#app/i18n/locales/en/archives.json" with { type: "json" };
import es from "#app/i18n/locales/es/archives.json" with { type: "json" };
import fr from "#app/i18n/locales/fr/archives.json" with { type: "json" };
import pt from "#app/i18n/locales/pt/archives.json" with { type: "json" };

/** What whoever opens an archive without a hub reads first, in every language of the hub. */
export const readme = (): string => [ar, en, es, fr, pt].map(({ readme: lines }) => `${lines}\n`).join("\n");
