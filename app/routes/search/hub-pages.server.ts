import { directionOf } from "#app/i18n/languages.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import { mechanismThesaurusOf, partnerThesaurusOf, thesaurusOf } from "#app/search/thesaurus.server.ts";
import { topicsIn } from "#app/search/topics.ts";

/** More would push the hits off a small screen. */
const MOST = 4;

/**
 * Pages that a query leads to and that are no items: what it asks of the network, the profiles of the mechanisms that
 * it names, by themselves or by their States, and the partners that it names.
 */
export function hubPagesFor(tools: PageTools, q: string) {
  const { lang, t, reference } = tools;
  const topics = topicsIn(q).map((part) => page(`${paths.network(lang)}#${part}`, t(`network:parts.${part}`), lang, t("network:title")));
  const states = new Set(thesaurusOf(reference).recognise(q, lang).flatMap(({ ids }) => ids));
  const named = new Set(mechanismThesaurusOf(reference).recognise(q, lang).flatMap(({ ids }) => ids));
  const mechanisms = [...reference.mechanisms.values()]
    .filter(({ id, state }) => named.has(`mechanism:${id}`) || states.has(`state:${state}`))
    .map((mechanism) => {
      const name = tools.mechanism(mechanism);
      return page(mechanismUrl(tools, mechanism), name.text, name.lang, name.named ? tools.country(mechanism.state) : null);
    });
  const namedPartners = new Set(partnerThesaurusOf(reference).recognise(q, lang).flatMap(({ ids }) => ids));
  const partners = [...reference.partners.values()]
    .filter(({ id }) => namedPartners.has(`partner:${id}`))
    .map(({ id }) => {
      const name = tools.partner(id);
      return page(paths.partner(lang, id), name.text, name.lang, t("cooperation:partners.title"));
    });
  return [...topics, ...mechanisms, ...partners].slice(0, MOST);
}

const page = (url: string, title: string, lang: string, of: string | null) => ({ url, title, lang, dir: directionOf(lang), of });
