import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { Sources } from "#app/ui/sources.tsx";

import { EventForm } from "./event-form.tsx";
import { KeptHead } from "./frame.tsx";
import { loadMechanismHistory } from "./history.server.ts";
import { changeMechanismHistory } from "./history-steps.server.ts";

export { loadMechanismHistory as loader, changeMechanismHistory as action };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

export default function MechanismHistory() {
  const { frame, texts, done, kinds, earlier, form } = useLoaderData<typeof loadMechanismHistory>();
  const answer = useActionData<typeof changeMechanismHistory>();
  const errors = answer?.errors ?? [];
  return (
    <>
      <KeptHead frame={frame} title={texts.title}>
        {texts.lead}
      </KeptHead>
      <Column wide>
        <ErrorSummary title={texts.summary} errors={errors} />
        {done && !answer ? (
          <p role="status" className="note max-w-prose">
            {done}
          </p>
        ) : null}
        {form ? <EventForm answer={answer} /> : null}
        <Events />
        <section aria-labelledby="add" className="grid gap-3">
          <h2 id="add" className="text-xl">
            {texts.addTitle}
          </h2>
          <ul className="flex flex-wrap gap-2">
            {kinds.map(({ kind, name, url }) => (
              <li key={kind}>
                <Link to={url} className="button button-quiet">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </section>
        {earlier.length > 0 ? (
          <details className="max-w-prose">
            <summary className="cursor-pointer py-1 font-semibold">{texts.earlier}</summary>
            <ul className="grid gap-2 pt-2 text-sm text-muted">
              {earlier.map(({ id, what, date, note }) => (
                <li key={id}>
                  {date} · {what} {note ? <bdi>({note})</bdi> : null}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </Column>
    </>
  );
}

function Events() {
  const { texts, events, address } = useLoaderData<typeof loadMechanismHistory>();
  return (
    <section aria-labelledby="events" className="grid gap-3">
      <h2 id="events" className="text-xl">
        {texts.events}
      </h2>
      {events.length === 0 ? <p className="text-muted">{texts.none}</p> : null}
      <ol className="divide-y divide-line rounded-lg border border-line bg-surface empty:hidden">
        {events.map((event) => (
          <li key={event.id} className="grid gap-1 px-4 py-4 sm:px-6">
            <p className="text-sm text-muted">{event.date}</p>
            <h3 className="font-sans text-base font-semibold">{event.what}</h3>
            {event.former ? (
              <p>
                {texts.formerName} <bdi lang={event.former.lang}>{event.former.text}</bdi>
              </p>
            ) : null}
            {event.ministry ? <p lang={event.ministry.lang}>{event.ministry.text}</p> : null}
            {event.legalBasis ? <p lang={event.legalBasis.lang}>{event.legalBasis.text}</p> : null}
            {event.note ? (
              <p lang={event.note.lang} className="whitespace-pre-wrap text-muted">
                {event.note.text}
              </p>
            ) : null}
            {event.decision ? (
              <p>
                <span className="text-muted">{texts.decision}</span>{" "}
                <Link to={event.decision.url} lang={event.decision.lang} className="link">
                  {event.decision.text}
                </Link>
              </p>
            ) : null}
            <Sources sources={event.sources} />
            <div className="flex flex-wrap gap-x-6">
              {event.correct ? (
                <Link to={event.correct} aria-label={`${texts.correct}: ${event.what}, ${event.date}`} className="link inline-block py-1 text-sm">
                  {texts.correct}
                </Link>
              ) : null}
              {event.step ? (
                <Form method="post" action={address}>
                  <input type="hidden" name="intent" value={event.step} />
                  <input type="hidden" name="of" value={event.of} />
                  <input type="hidden" name="entry" value={event.id} />
                  <button type="submit" aria-label={`${texts.steps[event.step]}: ${event.what}, ${event.date}`} className="link cursor-pointer py-1 text-sm">
                    {texts.steps[event.step]}
                  </button>
                </Form>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
