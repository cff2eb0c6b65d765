import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";

import { DeskNav } from "../desk/navigation.tsx";
import { changeThisSearch, loadSavedSearch } from "./edit.server.ts";
import { SavedSearchForm } from "./form.tsx";

export { loadSavedSearch as loader, changeThisSearch as action };
export const meta = pageMeta;

export default function SavedSearchPage() {
  const { texts, navigation, search, action, list, form, values } = useLoaderData<typeof loadSavedSearch>();
  const answer = useActionData<typeof changeThisSearch>();
  return (
    <>
      <PageHead
        over={
          <Link to={list} className="inline-block py-1 underline-offset-4 hover:underline">
            {texts.list}
          </Link>
        }
        title={<bdi lang={search.written} dir={search.dir}>{search.name}</bdi>}
      >
        <Link to={search.url} className="link">
          {search.said}
        </Link>
      </PageHead>
      <DeskNav navigation={navigation} />
      <Column>
        {search.told ? <p className="text-muted">{search.told}</p> : null}
        <SavedSearchForm view={form} values={answer?.values ?? values} errors={answer?.errors ?? []} action={action} submit={texts.submit} />
        <Form method="post" action={list} className="border-t border-line pt-6">
          <input type="hidden" name="intent" value="remove" />
          <input type="hidden" name="id" value={search.id} />
          <button type="submit" className="link cursor-pointer py-1">
            {texts.remove}
          </button>
        </Form>
      </Column>
    </>
  );
}
