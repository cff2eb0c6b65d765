import type { ShouldRevalidateFunction } from "@remix-run/react";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { TextField } from "#app/ui/text-field.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { KeptReason, StepForm } from "../step-form.tsx";
import type { Refused } from "../steps.server.ts";
import { takeWorkStep } from "./actions.server.ts";
import { loadWork } from "./page.server.ts";

export { loadWork as loader, takeWorkStep as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };
/** After a step that was refused, too: another has been quicker, and the page shows what is now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) => defaultShouldRevalidate || actionStatus !== undefined;

type View = ReturnType<typeof useLoaderData<typeof loadWork>>;
type Answer = (Refused & { forward?: string }) | undefined;

export default function WorkPage() {
  const view = useLoaderData<typeof loadWork>();
  const refused = useActionData<typeof takeWorkStep>() as Answer;
  const { texts, title, archived } = view;
  const isOffered = refused?.intent === "archive" ? view.archive !== null : view.versions.some(({ lang, steps }) => lang === refused?.version && steps.some(({ kind }) => kind === refused.intent));
  return (
    <>
      <PageHead over={texts.over} title={<span lang={title.lang} dir={title.dir}>{title.text}</span>}>
        {view.about}
      </PageHead>
      <DeskNav navigation={view.navigation} />
      <Column wide>
        {view.done && !refused ? (
          <p role="status" className="note">
            {view.done}
          </p>
        ) : null}
        <ErrorSummary title={texts.errors} errors={refused?.errors ?? []} />
        <KeptReason refused={refused} offered={isOffered} label={texts.kept} />
        {archived ? <ArchivedNote view={view} /> : null}
        <section aria-labelledby="versions" className="grid gap-4">
          <h2 id="versions" className="text-2xl">
            {texts.versions}
          </h2>
          {view.editors ? <p className="text-muted">{view.editors}</p> : null}
          {view.versions.map((version) => (
            <VersionCard key={version.lang} version={version} texts={texts} refused={refused} />
          ))}
        </section>
        {view.missing ? <AddVersion texts={texts.add} missing={view.missing} /> : null}
        {view.archive ? <Archive texts={view.archive} lang={view.lang} refused={refused} /> : null}
        {view.unarchive ? <StepForm step={{ ...view.unarchive, kind: "unarchive", seen: "", reason: null }} version="" refused={refused} /> : null}
      </Column>
    </>
  );
}

function VersionCard({ version, texts, refused }: { version: View["versions"][number]; texts: View["texts"]; refused: Answer }) {
  const { state, title, machine } = version;
  return (
    <article aria-labelledby={`version-${version.lang}`} className="grid gap-4 rounded-lg border border-line bg-surface p-5">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h3 id={`version-${version.lang}`} className="text-xl">
          {version.name}
        </h3>
        <span className="tag font-semibold">{state.name}</span>
        {version.marks.map((mark) => (
          <span key={mark} className="tag border-edge bg-transparent">
            {mark}
          </span>
        ))}
      </header>
      <p lang={title.lang} dir={title.dir} className="justify-self-start font-semibold">
        {title.text}
      </p>
      {state.meanwhile ? <p className="text-muted">{state.meanwhile}</p> : null}
      {version.facts.length > 0 ? (
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2 lg:grid-cols-3">
          {version.facts.map(({ term, value }) => (
            <div key={term}>
              <dt className="text-muted">{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {version.links.length > 0 ? (
        <ul className="flex flex-wrap gap-x-5 gap-y-2">
          {version.links.map(({ to, label }) => (
            <li key={to}>
              <Link to={to} className="link inline-block py-1">
                {label}
                <span className="sr-only">: {version.name}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {version.steps.length > 0 || machine ? (
        <div className="grid gap-2">
          {version.steps.map((step) => (
            <StepForm key={step.kind} step={step} version={version.lang} refused={refused}>
              {step.follows ? <Follows label={step.follows} version={version.lang} /> : null}
            </StepForm>
          ))}
          {machine ? <StepForm step={{ ...machine, kind: machine.on ? "machineOff" : "machineOn", seen: "", reason: null }} version={version.lang} refused={refused} /> : null}
        </div>
      ) : null}
      {version.links.length === 0 && version.steps.length === 0 ? <p className="text-muted">{texts.nothing}</p> : null}
    </article>
  );
}

/** Of a translation that is handed in: whether it says what its original says now. */
function Follows({ label, version }: { label: string; version: string }) {
  return (
    <p className="flex items-start gap-3">
      <input type="hidden" name="asks-follows" value="yes" />
      <input type="checkbox" id={`follows-${version}`} name="follows" defaultChecked className="mt-1 size-5 shrink-0" />
      <label htmlFor={`follows-${version}`}>{label}</label>
    </p>
  );
}

function AddVersion({ texts, missing }: { texts: View["texts"]["add"]; missing: Array<{ value: string; label: string }> }) {
  return (
    <section aria-labelledby="add" className="grid gap-3">
      <h2 id="add" className="text-2xl">
        {texts.title}
      </h2>
      {missing.length === 0 ? (
        <p className="text-muted">{texts.all}</p>
      ) : (
        <Form method="post" className="grid max-w-prose gap-4">
          <input type="hidden" name="intent" value="add" />
          <Field name="version" label={texts.language} help={texts.help}>
            {(control) => (
              <select {...control} className="field max-w-xs">
                {missing.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <button type="submit" className="button justify-self-start">
            {texts.button}
          </button>
        </Form>
      )}
    </section>
  );
}

function Archive({ texts, lang, refused }: { texts: NonNullable<View["archive"]>; lang: string; refused: Answer }) {
  const own = refused?.intent === "archive" ? refused : undefined;
  return (
    <section aria-labelledby="archive" className="grid gap-3">
      <h2 id="archive" className="text-2xl">
        {texts.title}
      </h2>
      <StepForm step={{ ...texts, kind: "archive", seen: "", grave: true, reason: { label: texts.note, help: texts.noteHelp } }} version="" refused={refused}>
        <Field name="noteLang" label={texts.language}>
          {(control) => (
            <select {...control} defaultValue={lang} className="field max-w-xs">
              {texts.languages.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextField name="forward" dir="ltr" label={texts.forward} help={texts.forwardHelp} error={own?.errors.find(({ field }) => field === "forward")?.text} defaultValue={own?.forward} autoComplete="off" />
      </StepForm>
    </section>
  );
}

function ArchivedNote({ view: { archived, texts } }: { view: View }) {
  if (!archived) return null;
  return (
    <section aria-labelledby="archived" className="note grid gap-2">
      <h2 id="archived" className="text-xl">
        {texts.archived}
      </h2>
      {archived.told ? <p className="text-sm">{archived.told}</p> : null}
      <p lang={archived.lang} dir="auto" className="whitespace-pre-line">
        {archived.note}
      </p>
      {archived.forward ? (
        <p>
          {texts.forward}{" "}
          <a href={archived.forward.url} lang={archived.forward.lang} className="link">
            {archived.forward.title}
          </a>
        </p>
      ) : null}
    </section>
  );
}
