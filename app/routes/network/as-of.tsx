import { Form, Link, useLoaderData } from "@remix-run/react";

import { AS_OF } from "#app/lib/as-of.ts";
import { Field } from "#app/ui/field.tsx";

import type { loadNetwork } from "./page.server.ts";

/** Asks for the network as it was on another day: who held its offices, and who belonged to it. */
export function AsOfForm() {
  const { asOf } = useLoaderData<typeof loadNetwork>();
  return (
    <section id="as-of" aria-label={asOf.label} className="-my-6 grid max-w-prose scroll-mt-4 gap-3">
      {/* Goes back to where it stands: above the offices, which are the first to change. */}
      <Form method="get" action="#as-of" className="no-print">
        <Field name={AS_OF} label={asOf.label} help={asOf.help} error={asOf.error ?? undefined}>
          {(control) => (
            <div className="flex flex-wrap items-center gap-3">
              <input {...control} key={asOf.value} type="date" defaultValue={asOf.value} className="field max-w-48" />
              <button type="submit" className="button">
                {asOf.submit}
              </button>
            </div>
          )}
        </Field>
      </Form>
      {asOf.shown ? (
        <div className="note grid gap-1">
          <p role="status">
            {asOf.shown.text}{" "}
            <Link to="?#as-of" className="link no-print">
              {asOf.shown.today}
            </Link>
          </p>
          <p className="text-sm">{asOf.shown.exact}</p>
        </div>
      ) : null}
    </section>
  );
}
