import { Form, Link, useLoaderData, useParams } from "@remix-run/react";

import { directionOf } from "#app/i18n/languages.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { paths } from "#app/paths.ts";
import { Column } from "#app/ui/column.tsx";
import { CopyButton } from "#app/ui/copy-button.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../desk/navigation.tsx";
import { loadOutbox, retry } from "./mail.server.ts";

export { loadOutbox as loader, retry as action };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

type Page = ReturnType<typeof useLoaderData<typeof loadOutbox>>;

export default function OutboxPage() {
  const page = useLoaderData<typeof loadOutbox>();
  return (
    <>
      <PageHead title={page.texts.title}>{page.texts.lead}</PageHead>
      <DeskNav navigation={page.navigation} />
      <Column wide>
        {page.sendsMail ? null : <p className="note max-w-prose">{page.texts.off}</p>}
        {page.view === "list" ? <List page={page} /> : <OneMail page={page} />}
      </Column>
    </>
  );
}

function List({ page: { texts, states, mails, older } }: { page: Extract<Page, { view: "list" }> }) {
  return (
    <>
      <nav aria-label={texts.filter}>
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {states.map(({ url, name, count, isShown }) => (
            <li key={url}>
              <Link to={url} aria-current={isShown ? "page" : undefined} className="mark-under inline-block py-1 aria-[current]:font-semibold aria-[current]:[--mark:var(--brand)]">
                {name} ({count})
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {mails.length === 0 ? <p className="text-muted">{texts.none}</p> : null}
      <ul className="divide-y divide-line">
        {mails.map(({ url, kind, to, state, at }) => (
          <li key={url} className="grid gap-1 py-4">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Link to={url} className="link inline-block py-1 font-semibold">
                {kind}
              </Link>
              <bdi dir="ltr" className="break-all text-muted">
                {to}
              </bdi>
              <span className="tag">{state}</span>
            </p>
            <p className="text-sm text-muted">{at}</p>
          </li>
        ))}
      </ul>
      {older ? (
        <p>
          <Link to={older} className="button">
            {texts.older}
          </Link>
        </p>
      ) : null}
    </>
  );
}

function OneMail({ page: { texts, id, title, facts, composed, canRetry, back, wasRetried } }: { page: Extract<Page, { view: "mail" }> }) {
  const { lang = "" } = useParams();
  return (
    <>
      <h2 className="text-2xl">{title}</h2>
      {wasRetried ? (
        <p role="status" className="note max-w-prose">
          {texts.retried}
        </p>
      ) : null}
      <dl className="grid gap-4 rounded-lg border border-line bg-surface p-5 sm:grid-cols-2 lg:grid-cols-3">
        {facts.map(({ term, value }) => (
          <div key={term}>
            <dt className="text-sm text-muted">{term}</dt>
            <dd className="break-words">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {composed ? (
        <article lang={composed.lang} dir={directionOf(composed.lang)} className="max-w-prose rounded-lg border border-line bg-surface p-5">
          <h3 className="pb-3 text-xl">{composed.subject}</h3>
          <p className="break-words whitespace-pre-wrap">{composed.text}</p>
        </article>
      ) : (
        <p className="text-muted">{texts.noText}</p>
      )}
      {composed?.link ? (
        <section aria-labelledby="link" className="max-w-prose">
          <h3 id="link" className="pb-1 text-xl">
            {texts.link.title}
          </h3>
          <p>
            <bdi dir="ltr" className="break-all select-all">
              {composed.link}
            </bdi>
          </p>
          <CopyButton text={composed.link} words={texts.link} />
        </section>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        {canRetry ? (
          <Form method="post" action={paths.outbox(lang)}>
            <input type="hidden" name="mail" value={id} />
            <button type="submit" className="button">
              {texts.retry}
            </button>
          </Form>
        ) : null}
        <Link to={back} className="link inline-block py-1">
          {texts.back}
        </Link>
      </div>
    </>
  );
}
