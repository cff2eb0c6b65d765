import { Form, Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { SelectField } from "#app/ui/select-field.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadAlike } from "./alike.server.ts";

export { loadAlike as loader };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

/** Mechanisms that are like one's own, and why. */
export default function AlikePage() {
  const { texts, navigation, chosen, mechanisms, suggestions, back } = useLoaderData<typeof loadAlike>();
  return (
    <>
      <PageHead over={<Link to={back} className="link">{texts.over}</Link>} title={texts.title}>
        {texts.lead}
      </PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <Form method="get" className="flex max-w-prose flex-wrap items-end gap-3">
          <div className="min-w-0 grow basis-60">
            <SelectField key={chosen} name="mechanism" label={texts.of} error={undefined} defaultValue={chosen}>
              {mechanisms.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </SelectField>
          </div>
          <button type="submit" className="button">
            {texts.show}
          </button>
        </Form>
        {chosen && suggestions.length === 0 ? <p className="text-muted">{texts.none}</p> : null}
        <ol className="grid gap-4">
          {suggestions.map(({ id, name, url, reasons }) => (
            <li key={id} className="grid gap-2 rounded-lg border border-line bg-surface p-5">
              <h2 className="text-lg">
                <Link to={url} className="link">
                  <bdi>{name}</bdi>
                </Link>
              </h2>
              <ul className="grid gap-1">
                {reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
        <p className="max-w-prose text-sm text-muted">{texts.notStated}</p>
      </Column>
    </>
  );
}
