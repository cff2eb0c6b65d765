import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadSchemes } from "./schemes.server.ts";

export { loadSchemes as loader };
export const meta = pageMeta;

export default function SchemesPage() {
  const { navigation, texts, schemes } = useLoaderData<typeof loadSchemes>();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {schemes.map(({ url, name, use, terms, items }) => (
            <li key={url} className="grid gap-x-8 gap-y-1 p-5 md:grid-cols-[minmax(0,1fr)_auto]">
              <div>
                <h2 className="text-lg">
                  <Link to={url} className="link inline-block py-1">
                    {name}
                  </Link>
                </h2>
                <p className="text-sm text-muted">{use}</p>
              </div>
              <p className="self-center text-sm tabular-nums">
                {terms} · {items}
              </p>
            </li>
          ))}
        </ul>
      </Column>
    </>
  );
}
