import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadTexts } from "./list.server.ts";

export { loadTexts as loader };
export const meta = pageMeta;

export default function TextsPage() {
  const { navigation, texts, pages } = useLoaderData<typeof loadTexts>();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column>
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {pages.map(({ id, name, url, state }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 p-4">
              <Link to={url} className="link inline-block py-1 font-semibold">
                {name}
              </Link>
              <span className="text-sm text-muted">{state}</span>
            </li>
          ))}
        </ul>
      </Column>
    </>
  );
}
