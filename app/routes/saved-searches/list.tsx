import { Form, Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";

import { DeskNav } from "../desk/navigation.tsx";
import { Named } from "./named.tsx";
import { changeSavedSearches, loadSavedSearches } from "./list.server.ts";

export { loadSavedSearches as loader, changeSavedSearches as action };
export const meta = pageMeta;

type View = ReturnType<typeof useLoaderData<typeof loadSavedSearches>>;

export default function SavedSearchesPage() {
  const { texts, navigation, done, full, removed, noMail, searches, knowledge, account } = useLoaderData<typeof loadSavedSearches>();
  return (
    <>
      <PageHead
        over={
          <Link to={account} className="inline-block py-1 underline-offset-4 hover:underline">
            {texts.account}
          </Link>
        }
        title={texts.title}
      >
        {texts.lead}
      </PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        {done ? (
          <p role="status" className="note max-w-prose">
            {done}
          </p>
        ) : null}
        {full ? (
          <p role="alert" className="note max-w-prose">
            {full}
          </p>
        ) : null}
        {removed ? (
          <Form method="post" role="status" className="note flex max-w-prose flex-wrap items-baseline gap-x-6 gap-y-2">
            <span>
              <Named text={removed.text} name={removed.name} />
            </span>
            <input type="hidden" name="intent" value="bring-back" />
            <input type="hidden" name="id" value={removed.id} />
            <button type="submit" className="link cursor-pointer py-1">
              {texts.bringBack}
            </button>
          </Form>
        ) : null}
        {noMail ? <p className="note max-w-prose">{noMail}</p> : null}
        {searches.length === 0 ? (
          <div className="grid gap-3">
            <p className="text-muted">{texts.none}</p>
            <p>
              <Link to={knowledge} className="button">
                {texts.search}
              </Link>
            </p>
          </div>
        ) : (
          <ul className="divide-y divide-line">
            {searches.map((search) => (
              <Saved key={search.id} search={search} texts={texts} />
            ))}
          </ul>
        )}
      </Column>
    </>
  );
}

function Saved({ search: { id, name, written, dir, said, isNamed, url, edit, every, told }, texts }: { search: View["searches"][number]; texts: View["texts"] }) {
  return (
    <li className="grid gap-1 py-4 first:pt-0">
      <h2 className="font-sans text-base font-semibold">
        <Link to={url} className="link">
          <bdi id={`name-${id}`} lang={written} dir={dir}>
            {name}
          </bdi>
        </Link>
      </h2>
      {isNamed ? (
        <p className="break-words">{said}</p>
      ) : null}
      <p className="text-sm text-muted">
        {told ? `${every} · ${told}` : every}
      </p>
      <div className="no-print flex flex-wrap gap-x-6">
        <Link to={edit} id={`change-${id}`} aria-labelledby={`change-${id} name-${id}`} className="link inline-block py-1">
          {texts.change}
        </Link>
        <Form method="post">
          <input type="hidden" name="intent" value="remove" />
          <input type="hidden" name="id" value={id} />
          <button type="submit" id={`remove-${id}`} aria-labelledby={`remove-${id} name-${id}`} className="link cursor-pointer py-1">
            {texts.remove}
          </button>
        </Form>
      </div>
    </li>
  );
}
