import { Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";

import { SavedSearchForm } from "./form.tsx";
import { loadNewSavedSearch, saveThisSearch } from "./new.server.ts";

export { loadNewSavedSearch as loader, saveThisSearch as action };
export const meta = pageMeta;

export default function NewSavedSearchPage() {
  const { texts, said, search, action, list, there, full, form, values } = useLoaderData<typeof loadNewSavedSearch>();
  const answer = useActionData<typeof saveThisSearch>();
  return (
    <>
      <PageHead title={texts.title}>
        <Link to={search} className="link">
          {said}
        </Link>
      </PageHead>
      <Column>
        {there && !answer ? (
          <p role="status" className="note">
            {texts.there}{" "}
            <Link to={there.url} className="link">
              <bdi lang={there.lang}>{there.name}</bdi>
            </Link>
          </p>
        ) : null}
        {full && !answer ? (
          <p role="status" className="note">
            {texts.full}
          </p>
        ) : null}
        {answer || !(there || full) ? <SavedSearchForm view={form} values={answer?.values ?? values} errors={answer?.errors ?? []} action={action} submit={texts.submit} /> : null}
        <p>
          <Link to={list} className="link inline-block py-1">
            {texts.list}
          </Link>
        </p>
      </Column>
    </>
  );
}
