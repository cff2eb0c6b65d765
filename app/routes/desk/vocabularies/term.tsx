import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { AskFirst } from "#app/ui/ask-first.tsx";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary, type FormError } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";
import { SelectField } from "#app/ui/select-field.tsx";

import { DeskNav } from "../navigation.tsx";
import { TermForm } from "./term-form.tsx";
import { changeThisTerm, loadTerm } from "./term.server.ts";

export { loadTerm as loader, changeThisTerm as action };
export const meta = pageMeta;

type View = Extract<ReturnType<typeof useLoaderData<typeof loadTerm>>, { view: "term" }>;

export default function TermPage() {
  const page = useLoaderData<typeof loadTerm>();
  const answer = useActionData<typeof changeThisTerm>();
  if (page.view === "ask") return <AskFirst {...page.texts} back={page.back} action={page.back} fields={page.fields} />;
  const { texts, urls, form } = page;
  const errors: FormError[] = answer?.errors ?? page.wrong;
  const values = answer?.values ?? page.values;
  return (
    <>
      <PageHead
        title={page.name}
        over={
          <Link to={urls.back} className="inline-block py-1 underline-offset-4 hover:underline">
            {texts.back}
          </Link>
        }
      />
      <DeskNav navigation={page.navigation} />
      <Column wide>
        <ErrorSummary title={texts.summary} errors={errors} />
        {page.done && !answer ? (
          <p role="status" className="note max-w-prose">
            {page.done} {page.following ? texts.following : ""}
          </p>
        ) : null}
        <Facts page={page} />
        <div>
          <Undo page={page} />
          {form ? (
            <RuledSection id="edit" title={texts.edit}>
              <p className="pb-6 text-muted">{texts.editHelp}</p>
              <TermForm key={`${page.version} ${JSON.stringify(values)}`} view={form} values={values} errors={errors} hidden={{ intent: "save", version: page.version }} submit={texts.save} />
            </RuledSection>
          ) : null}
          <Merge page={page} error={errors.find(({ field }) => field === "into")?.text} />
          {form ? (
            <RuledSection id="retire" title={texts.retire.title}>
              <p className="pb-4 text-muted">{texts.retire.help}</p>
              <Once intent={page.stage === "over" ? "restore" : "retire"} label={page.stage === "over" ? texts.retire.back : texts.retire.do} page={page} />
            </RuledSection>
          ) : null}
        </div>
        <p>
          <Link to={urls.log} className="link inline-block py-1">
            {texts.log}
          </Link>
        </p>
      </Column>
    </>
  );
}

function Facts({ page: { texts, facts, replacedBy, following, done, urls } }: { page: View }) {
  return (
    <div className="grid gap-4">
      <dl className="grid gap-4 rounded-lg border border-line bg-surface p-5 sm:grid-cols-2 lg:grid-cols-4">
        {facts.map(({ term, value, isCode }) => (
          <div key={term} className="min-w-0">
            <dt className="text-sm text-muted">{term}</dt>
            <dd className="break-words">
              <bdi lang={isCode ? "zxx" : undefined}>{value}</bdi>
            </dd>
          </div>
        ))}
        {replacedBy ? (
          <div>
            <dt className="text-sm text-muted">{texts.replacedBy}</dt>
            <dd>
              <Link to={replacedBy.url} className="link">
                {replacedBy.name}
              </Link>
            </dd>
          </div>
        ) : null}
      </dl>
      {replacedBy?.bySeed ? <p className="max-w-prose text-muted">{texts.bySeed}</p> : null}
      {following && !done ? <p className="max-w-prose text-muted">{texts.following}</p> : null}
      {urls.search ? (
        <p>
          <Link to={urls.search} className="link inline-block py-1">
            {texts.search}
          </Link>
        </p>
      ) : null}
    </div>
  );
}

/** The newest change, with the way back from it. */
function Undo({ page }: { page: View }) {
  const { texts, undo } = page;
  if (!undo) return null;
  return (
    <RuledSection id="undo" title={texts.undo.title}>
      <div className="grid justify-items-start gap-3">
        <p>{undo.what}</p>
        <p className="text-muted">{undo.blocked ?? undo.help}</p>
        {undo.blocked ? null : <Once intent="undo" label={texts.undo.do} page={page} fields={{ change: undo.change }} />}
      </div>
    </RuledSection>
  );
}

function Merge({ page: { texts, urls, targets, notMerged }, error }: { page: View; error: string | undefined }) {
  if (!targets && !notMerged) return null;
  return (
    <RuledSection id="merge" title={texts.merge.title}>
      {targets ? (
        <Form method="get" action={urls.here} className="grid gap-4">
          <p className="text-muted">{texts.merge.help}</p>
          <SelectField name="into" label={texts.merge.into} error={error} defaultValue="">
            <option value="">{texts.merge.choose}</option>
            {targets.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </SelectField>
          <button type="submit" className="button justify-self-start">
            {texts.merge.next}
          </button>
        </Form>
      ) : (
        <p className="text-muted">{notMerged}</p>
      )}
    </RuledSection>
  );
}

/** A step that is taken by one button, on the term as it stands on the page. */
function Once({ intent, label, page, fields = {} }: { intent: string; label: string; page: View; fields?: Record<string, string> }) {
  return (
    <Form method="post" action={page.urls.here}>
      {Object.entries({ intent, version: page.version, ...fields }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="button">
        {label}
      </button>
    </Form>
  );
}
