import type { HeadersFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useParams } from "@remix-run/react";
import { useEffect, useRef } from "react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { paths } from "#app/paths.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { changeFactor, loadFactor } from "./second-factor.server.ts";

export { loadFactor as loader, changeFactor as action };
export const meta = pageMeta;
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

type Page = ReturnType<typeof useLoaderData<typeof loadFactor>>;
type ErrorOf = (name: string) => string | undefined;

export default function FactorPage() {
  const page = useLoaderData<typeof loadFactor>();
  const answer = useActionData<typeof changeFactor>();
  const { lang = "" } = useParams();
  const { texts } = page;
  if (answer?.codes) return <RecoveryCodes texts={texts.codes} codes={answer.codes} next={answer.next} />;
  const errors = answer?.errors ?? [];
  const errorOf: ErrorOf = (name) => errors.find(({ field }) => field === name)?.text;
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <Column>
        <ErrorSummary title={texts.summary} errors={errors} />
        {page.isNeeded && !page.isOn ? <p className="note">{texts.needed}</p> : null}
        {page.enrolment ? <TurnOn page={page} enrolment={page.enrolment} errorOf={errorOf} /> : <InUse page={page} errorOf={errorOf} />}
        {page.isNeeded && !page.isOn ? null : (
          <p>
            <Link to={paths.account(lang)} className="link inline-block py-1">
              {texts.back}
            </Link>
          </p>
        )}
      </Column>
    </>
  );
}

function TurnOn({ page: { texts }, enrolment: { picture, groups, url }, errorOf }: { page: Page; enrolment: NonNullable<Page["enrolment"]>; errorOf: ErrorOf }) {
  return (
    <>
      <section aria-labelledby="scan" className="grid gap-4">
        <h2 id="scan" className="text-xl">
          {texts.scan}
        </h2>
        {/* Dark on light in both lights: cameras want it so. */}
        <svg role="img" aria-label={texts.picture} viewBox={`0 0 ${picture.size} ${picture.size}`} shapeRendering="crispEdges" className="w-64 max-w-full rounded-md border border-line">
          <path fill="#fff" d={`M0 0h${picture.size}v${picture.size}h-${picture.size}z`} />
          <path fill="#000" d={picture.path} />
        </svg>
        <p>
          <a href={url} className="link inline-block py-1">
            {texts.open}
          </a>
        </p>
        <p>{texts.type}</p>
        <p dir="ltr" lang="zxx" className="rounded-md border border-line bg-surface p-4 font-mono text-lg tracking-wide break-words rtl:text-end">
          {groups}
        </p>
      </section>
      <section aria-labelledby="confirm" className="grid gap-4">
        <h2 id="confirm" className="text-xl">
          {texts.confirm}
        </h2>
        <Form method="post" noValidate className="grid gap-6">
          <input type="hidden" name="intent" value="turn-on" />
          <TextField name="code" dir="ltr" inputMode="numeric" label={texts.code} error={errorOf("code")} required autoComplete="one-time-code" />
          <Present intent="turn-on" label={texts.present} errorOf={errorOf} />
          <button type="submit" className="button justify-self-start">
            {texts.submit}
          </button>
        </Form>
      </section>
    </>
  );
}

function InUse({ page: { texts, isNeeded }, errorOf }: { page: Page; errorOf: ErrorOf }) {
  return (
    <>
      <p>{texts.on}</p>
      <section aria-labelledby="renew" className="grid gap-4 border-t border-line pt-6">
        <h2 id="renew" className="text-xl">
          {texts.renew}
        </h2>
        <p>{texts.renewHelp}</p>
        <Form method="post" noValidate className="grid gap-6">
          <input type="hidden" name="intent" value="renew" />
          <Present intent="renew" label={texts.present} errorOf={errorOf} />
          <button type="submit" className="button justify-self-start">
            {texts.renewSubmit}
          </button>
        </Form>
      </section>
      <section aria-labelledby="off" className="grid gap-4 border-t border-line pt-6">
        <h2 id="off" className="text-xl">
          {texts.off}
        </h2>
        <p>{isNeeded ? texts.offNever : texts.offHelp}</p>
        {isNeeded ? null : (
          <Form method="post" noValidate className="grid gap-6">
            <input type="hidden" name="intent" value="turn-off" />
            <Present intent="turn-off" label={texts.present} errorOf={errorOf} />
            <button type="submit" className="button justify-self-start">
              {texts.off}
            </button>
          </Form>
        )}
      </section>
    </>
  );
}

function Present({ intent, label, errorOf }: { intent: string; label: string; errorOf: ErrorOf }) {
  const name = `present-${intent}`;
  return <TextField name={name} type="password" dir="ltr" label={label} error={errorOf(name)} required autoComplete="current-password" />;
}

/** Shown once: what is kept of them are hashes. The page can be printed, and says when one may leave it. */
function RecoveryCodes({ texts, codes, next }: { texts: Record<"title" | "lead" | "kept", string>; codes: string[]; next: string }) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => list.current?.focus(), []);
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <Column>
        <ol ref={list} tabIndex={-1} dir="ltr" className="grid gap-2 rounded-md border border-line bg-surface p-5 font-mono text-lg outline-none sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <p className="no-print">
          <a href={next} className="button">
            {texts.kept}
          </a>
        </p>
      </Column>
    </>
  );
}
