import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { ItemCard } from "#app/ui/item-card.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";
import { Sources } from "#app/ui/sources.tsx";

import { loadPartner } from "./page.server.ts";

export const meta = pageMeta;
export { loadPartner as loader };

export default function PartnerPage() {
  const { texts, name, shortName, kind, url, description, retired, groups, more, sources, all } = useLoaderData<typeof loadPartner>();
  return (
    <>
      <PageHead over={kind} title={<bdi lang={name.lang}>{name.text}</bdi>}>
        {shortName && shortName.text !== name.text ? <p lang={shortName.lang}>{shortName.text}</p> : null}
      </PageHead>
      <div className="wrap py-8">
        {retired ? <p className="note mb-6 max-w-prose">{texts.retired}</p> : null}
        <RuledSection id="about" title={texts.about}>
          {description ? (
            <p lang={description.lang} className="text-lg">
              {description.text}
            </p>
          ) : (
            <p className="text-muted">{texts.notStated}</p>
          )}
        </RuledSection>
        <RuledSection id="address" title={texts.url}>
          {url ? (
            <a href={url} rel="noreferrer" dir="ltr" className="link break-all">
              {url}
            </a>
          ) : (
            <p className="text-muted">{texts.notStated}</p>
          )}
        </RuledSection>
        {groups.map((group) => (
          <RuledSection key={group.id} id={group.id} title={group.title}>
            {group.cards.length === 0 ? <p className="text-muted">{group.none}</p> : null}
            <ul className="divide-y divide-line *:first:*:pt-0">
              {group.cards.map((card) => (
                <li key={card.id}>
                  <ItemCard card={card} />
                </li>
              ))}
            </ul>
          </RuledSection>
        ))}
        {more ? (
          <p className="border-t border-line py-6">
            {texts.first}{" "}
            <Link to={more} className="link">
              {texts.searchAll}
            </Link>
          </p>
        ) : null}
        <div className="grid gap-4 border-t border-line py-6">
          <Sources sources={sources} />
          <p>
            <Link to={all} className="link inline-block py-1">
              {texts.all}
            </Link>
          </p>
        </div>
      </div>
    </>
  );
}
