import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { allowReader } from "#app/auth/guards.server.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { toCanonical } from "#app/lib/redirect.server.ts";
import { paths, slugOf } from "#app/paths.ts";
import { itemCard } from "#app/routes/items/view.server.ts";
import { ItemCard } from "#app/ui/item-card.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { Sources } from "#app/ui/sources.tsx";
import { listPublished } from "#models/item-queries.server.ts";
import { localize } from "#models/localized.ts";
import { findMechanism, PROFILE_HEADINGS } from "#models/mechanism.server.ts";
import { listMemberships, membershipOf } from "#models/membership.server.ts";

import { mechanismThing } from "./structured-data.server.ts";
import { mechanismAddresses, mechanismUrl } from "./view.server.ts";

export const meta = pageMeta;

/** The profile of a mechanism, under the headings of OHCHR's country pages. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const mechanism = params.id ? await findMechanism({ id: params.id }) : null;
  if (!mechanism) throw new Response(null, { status: 404 });
  const [tools, items, memberships] = await Promise.all([
    pageTools(lang),
    listPublished({ actor, mechanism: mechanism.id }),
    listMemberships(),
  ]);
  const { t } = tools;
  const name = tools.mechanism(mechanism);
  if ((params.slug ?? "") !== slugOf(name.text)) {
    throw toCanonical(mechanismUrl(tools, mechanism) + new URL(request.url).search);
  }
  const notStated = t("site:notStated");
  const membership = membershipOf(memberships, mechanism);
  const groups = tools.reference.states.get(mechanism.state)?.groups ?? [];
  const standing = mechanism.standing === null ? notStated : t(mechanism.standing ? "site:yes" : "site:no");
  return {
    meta: tools.meta(name.text, localize(mechanism.profile.summary, lang)?.text, {
      addresses: await mechanismAddresses(mechanism),
      trail: [{ name: t("network:mechanisms.title"), path: paths.mechanisms(lang) }],
      about: [mechanismThing(tools, mechanism)],
    }),
    name,
    country: tools.country(mechanism.state),
    facts: [
      { term: t("network:mechanism.type"), value: mechanism.type ? tools.term(mechanism.type) : notStated },
      { term: t("network:mechanism.standing"), value: standing },
      { term: t("network:mechanism.legalBasis"), value: localize(mechanism.legalBasis, lang)?.text ?? notStated },
      {
        term: t("network:mechanism.capacities"),
        value: mechanism.capacities.map((id) => tools.term(id)).join(" · ") || notStated,
      },
      {
        term: t("network:mechanism.groups"),
        value: groups.map((group) => tools.term(`countryGroup:${group}`)).join(" · ") || notStated,
      },
    ],
    profile: PROFILE_HEADINGS.map((heading) => ({
      heading,
      title: t(`network:profile.${heading}`),
      text: localize(mechanism.profile[heading], lang),
    })),
    membership: (membership?.history ?? []).map((step) => ({
      status: tools.term(step.status),
      date: tools.date(step.date),
      note: localize(step.note, lang),
      sources: tools.sources(step.sources),
    })),
    items: items.map((item) => itemCard(tools, item)),
    all: paths.search(lang, { mechanism: mechanism.id }),
    sources: tools.sources(mechanism.sources),
  };
}

export default function MechanismPage() {
  const mechanism = useLoaderData<typeof loader>();
  const { t } = useTranslation("network");
  return (
    <>
      <PageHead over={mechanism.country} title={mechanism.name.text}>
        {mechanism.name.named ? null : <p>{t("mechanism.nameNotStated")}</p>}
      </PageHead>
      <div className="wrap grid gap-10 py-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <aside aria-label={t("mechanism.facts")} className="grid content-start gap-6 lg:order-1">
          <dl className="grid gap-4 rounded-lg border border-line bg-surface p-5">
            {mechanism.facts.map((fact) => (
              <div key={fact.term}>
                <dt className="text-sm text-muted">{fact.term}</dt>
                <dd className="font-semibold">{fact.value}</dd>
              </div>
            ))}
          </dl>
          <section aria-labelledby="membership" className="rounded-lg border border-line bg-surface p-5">
            <h2 id="membership" className="mb-3 text-xl">
              {t("membership.title")}
            </h2>
            {mechanism.membership.length === 0 ? <p className="text-muted">{t("membership.notStated")}</p> : null}
            <ol className="space-y-3">
              {mechanism.membership.map((step, index) => (
                <li key={index}>
                  <p className="font-semibold">{step.status}</p>
                  <p className="text-sm text-muted">{step.date}</p>
                  {step.note ? <p lang={step.note.lang}>{step.note.text}</p> : null}
                  <Sources sources={step.sources} />
                </li>
              ))}
            </ol>
          </section>
        </aside>
        <div className="min-w-0">
          {mechanism.profile.map(({ heading, title, text }) => (
            <section key={heading} aria-labelledby={heading} className="mb-8 max-w-prose">
              <h2 id={heading} className="mb-3 border-b border-line pb-2 text-2xl">
                {title}
              </h2>
              {text ? (
                <div lang={text.lang}>
                  <Prose text={text.text} />
                </div>
              ) : (
                <p className="text-muted">{t("notStated")}</p>
              )}
            </section>
          ))}
          <section aria-labelledby="items" className="mt-12">
            <h2 id="items" className="border-b border-line pb-2 text-2xl">
              {t("mechanism.items")}
            </h2>
            {mechanism.items.length === 0 ? <p className="py-6 text-muted">{t("mechanism.noItems")}</p> : null}
            <ul className="divide-y divide-line">
              {mechanism.items.map((card) => (
                <li key={card.id}>
                  <ItemCard card={card} />
                </li>
              ))}
            </ul>
            {mechanism.items.length > 0 ? (
              <Link to={mechanism.all} className="link">
                {t("mechanism.searchItems")}
              </Link>
            ) : null}
          </section>
          <div className="mt-10">
            <Sources sources={mechanism.sources} />
          </div>
        </div>
      </div>
    </>
  );
}
