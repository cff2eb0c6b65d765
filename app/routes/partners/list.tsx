import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { PagePart } from "#app/rich-text/page-part.tsx";
import { PageHead } from "#app/ui/page-head.tsx";

import { loadPartners } from "./list.server.ts";

export const meta = pageMeta;
export { loadPartners as loader };

export default function PartnersPage() {
  const { texts, lead, partners } = useLoaderData<typeof loadPartners>();
  return (
    <>
      <PageHead title={texts.title}>
        <PagePart part={lead} />
      </PageHead>
      <div className="wrap py-8">
        {partners.length === 0 ? <p className="text-muted">{texts.none}</p> : null}
        <ul className="grid gap-x-12 md:grid-cols-2">
          {partners.map(({ id, name, url, kind, description }) => (
            <li key={id} className="grid content-start gap-1 border-t border-line py-5">
              <p className="text-sm font-semibold text-accent">{kind}</p>
              <h2 lang={name.lang} className="text-xl">
                <Link to={url} className="decoration-1 underline-offset-4 hover:underline">
                  <bdi>{name.text}</bdi>
                </Link>
              </h2>
              {description ? <p lang={description.lang}>{description.text}</p> : null}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
