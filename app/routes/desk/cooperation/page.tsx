import type { HeadersFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { CooperationFields } from "./form.tsx";
import { changeOne, loadCooperation } from "./page.server.ts";

export { loadCooperation as loader, changeOne as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** An offer or a request, and what is said about it between two sides. */
export default function CooperationPage() {
  const view = useLoaderData<typeof loadCooperation>();
  const answer = useActionData<typeof changeOne>();
  const errors = answer?.errors ?? [];
  const { one, texts, form } = view;
  return (
    <>
      <PageHead over={<Link to={view.over.url} className="link">{view.over.name}</Link>} title={<span lang={one.lang} dir={one.dir} className="block">{one.title}</span>}>
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-base">
          <span className="font-semibold text-accent">{one.direction}</span>
          <span>{one.kind}</span>
          {one.state ? <span className="tag">{one.state}</span> : null}
        </p>
      </PageHead>
      <DeskNav navigation={view.navigation} />
      <Column wide>
        <ErrorSummary title={view.summary} errors={errors} />
        {view.done && !answer ? (
          <p role="status" className="note max-w-prose">
            {view.done}
          </p>
        ) : null}
        {form ? (
          <>
            <CooperationFields form={form} values={answer?.values} errors={errors} withMechanism={false} submit={form.texts.submit}>
              <input type="hidden" name="intent" value="change" />
              <input type="hidden" name="seen" value={view.seen} />
            </CooperationFields>
            <p>
              <Link to={view.self} className="link inline-block py-1">
                {texts.back}
              </Link>
            </p>
          </>
        ) : (
          <>
            <What />
            <Steps />
            <Conversations />
          </>
        )}
      </Column>
    </>
  );
}

function What() {
  const { one, texts } = useLoaderData<typeof loadCooperation>();
  const facts = [
    [texts.languages, one.languages],
    [texts.themes, one.themes.join(" · ")],
    [texts.capacities, one.capacities.join(" · ")],
    [texts.since, one.since],
  ].filter(([, value]) => value);
  return (
    <div className="grid max-w-prose gap-5">
      <p lang={one.lang} dir={one.dir} className="text-lg break-words whitespace-pre-line">
        {one.text}
      </p>
      <dl className="grid gap-3 sm:grid-cols-2">
        <div>
          <dt className="text-sm text-muted">{texts.mechanism}</dt>
          <dd>
            {one.mechanismUrl ? (
              <Link to={one.mechanismUrl} className="link">
                <bdi>{one.mechanism}</bdi>
              </Link>
            ) : (
              one.mechanism
            )}
          </dd>
        </div>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt className="text-sm text-muted">{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {one.until ? <p>{one.until}</p> : null}
    </div>
  );
}

function Steps() {
  const { steps, edit, seen, texts } = useLoaderData<typeof loadCooperation>();
  if (!edit) return null;
  return (
    <Form method="post" className="no-print flex flex-wrap items-center gap-4 border-t border-line pt-6">
      <input type="hidden" name="seen" value={seen} />
      <Link to={edit} className="button-quiet">
        {texts.edit}
      </Link>
      {steps.map(({ intent, label }) => (
        <button key={intent} type="submit" name="intent" value={intent} className="button-quiet">
          {label}
        </button>
      ))}
    </Form>
  );
}

function Conversations() {
  const { conversations, texts, token } = useLoaderData<typeof loadCooperation>();
  const answer = useActionData<typeof changeOne>();
  return (
    <section aria-labelledby="conversations" className="grid max-w-prose gap-6 border-t border-line pt-6">
      <h2 id="conversations" className="text-2xl">
        {texts.conversation}
      </h2>
      {conversations.sides.length === 0 ? <p className="text-muted">{texts.nobody}</p> : null}
      {conversations.isCut ? <p className="text-muted">{conversations.isCut}</p> : null}
      {conversations.sides.map(({ side, title, messages, form }) => {
        const refused = answer?.message.side === side ? answer : undefined;
        const field = `message-${side}`;
        return (
          <section key={side} aria-labelledby={`side-${side}`} className="grid gap-4 rounded-lg border border-line bg-surface p-5">
            <h3 id={`side-${side}`} className="text-lg">
              {title}
            </h3>
            <ul className="grid gap-4">
              {messages.map((message) => (
                <li key={message.id} id={`message-${message.id}`} className="grid gap-1">
                  <p className="text-sm text-muted">
                    <bdi>{message.told}</bdi>
                  </p>
                  <p lang={message.lang} dir={message.dir} className="break-words whitespace-pre-line">
                    {message.text}
                  </p>
                </li>
              ))}
            </ul>
            {form ? (
              <Form key={`${side} ${messages.length}`} method="post" noValidate className="no-print grid gap-3">
                <input type="hidden" name="intent" value="message" />
                <input type="hidden" name="side" value={side} />
                <input type="hidden" name="lang" value={form.lang} />
                <input type="hidden" name="token" value={refused?.message.token ?? `${token}-${side}`} />
                <Field name={field} label={texts.message} help={form.help} error={refused?.errors.find((error) => error.field === field)?.text}>
                  {(control) => <textarea {...control} name="message" dir="auto" required rows={4} defaultValue={refused?.message.text} className="field" />}
                </Field>
                <button type="submit" className="button justify-self-start">
                  {texts.send}
                </button>
              </Form>
            ) : null}
          </section>
        );
      })}
    </section>
  );
}
