import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { localize } from "#models/localized.ts";
import type { NetworkSettings } from "#models/network-settings.ts";

/** The way to the form for membership, and what an application passes through. */
export function joinView({ lang, t }: PageTools, { applicationsOpen, applicationStages, applyFor }: NetworkSettings) {
  const words = t("membership:join", { returnObjects: true });
  const isOpen = applicationsOpen && applyFor.length > 0;
  return {
    text: isOpen ? words.open : words.closed,
    stagesText: words.decide,
    stages: isOpen ? applicationStages.flatMap(({ name }) => localize(name, lang) ?? []) : [],
    apply: isOpen ? { url: paths.apply(lang), name: words.apply } : null,
    follow: { url: paths.application(lang), name: words.follow },
  };
}
