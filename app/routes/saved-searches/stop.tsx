import { Form, Link, useLoaderData, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { Named } from "./named.tsx";
import { changeAlert, loadStop } from "./stop.server.ts";

export { loadStop as loader, changeAlert as action };
export const meta = pageMeta;
export const handle: ReportHandle & { takesForeignForms: true } = { unreported: true, takesForeignForms: true };

/** Where the link in a mail leads: with JavaScript it stops at once, without by the one button. */
export default function StopAlertPage() {
  const { state, texts, name, list } = useLoaderData<typeof loadStop>();
  const form = useRef<HTMLFormElement>(null);
  const submit = useSubmit();
  const isAsked = useRef(false);
  useEffect(() => {
    if (state !== "open" || isAsked.current || !form.current) return;
    isAsked.current = true;
    // In the place of this page: whoever comes back to it stops nothing a second time.
    submit(form.current, { replace: true });
  }, [state, submit]);
  const said = texts[state];
  return (
    <>
      <PageHead title={said.title} />
      <Column>
        <p role="status" className={state === "stopped" || state === "resumed" ? "note" : undefined}>
          <Named text={said.text} name={name} />
        </p>
        {"submit" in said ? (
          <Form ref={form} method="post" replace>
            <input type="hidden" name="intent" value={state === "stopped" ? "resume" : "stop"} />
            <button type="submit" className="button">
              {said.submit}
            </button>
          </Form>
        ) : null}
        <p>
          <Link to={list} className="link inline-block py-1">
            {texts.list}
          </Link>
        </p>
      </Column>
    </>
  );
}
