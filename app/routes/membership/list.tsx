import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";
import { SelectField } from "#app/ui/select-field.tsx";

import { DeskNav } from "../desk/navigation.tsx";
import { addMembership, loadMemberships } from "./list.server.ts";
import { Options } from "./options.tsx";
import { StepFields } from "./step-fields.tsx";

export { loadMemberships as loader, addMembership as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

/** Every membership of the network. */
export default function MembershipsPage() {
  const page = useLoaderData<typeof loadMemberships>();
  const answer = useActionData<typeof addMembership>();
  const { texts, words, groups } = page;
  const errors = answer?.errors ?? [];
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={page.navigation} />
      <Column wide>
        <ErrorSummary title={texts.summary} errors={errors} />
        <div>
          {groups.length === 0 ? <p>{texts.none}</p> : null}
          {groups.map(({ status, name, rows }) => (
            <RuledSection key={status} id={status} title={name}>
              <ul className="divide-y divide-line">
                {rows.map((row) => (
                  <li key={row.id} className="grid gap-0.5 py-3 first:pt-0">
                    <Link to={row.url} className="link justify-self-start font-semibold">
                      {row.country}
                    </Link>
                    <p className="text-sm text-muted">{[row.through, row.since].filter(Boolean).join(" · ")}</p>
                  </li>
                ))}
              </ul>
            </RuledSection>
          ))}
          <RuledSection id="add" title={texts.add}>
            <Form method="post" action={page.here} noValidate className="grid gap-5">
              <p className="text-muted">{texts.addHelp}</p>
              <SelectField name="country" label={texts.country} error={errorOf("country")} required defaultValue={answer?.values.country}>
                <Options choices={page.countries} none={texts.choose} />
              </SelectField>
              <SelectField name="mechanism" label={texts.through} error={errorOf("mechanism")} defaultValue={answer?.values.mechanism}>
                <Options choices={page.mechanisms} none={texts.noMechanism} />
              </SelectField>
              <StepFields words={words} statusLabel={words.correctStatus} statuses={page.statuses} none={texts.choose} decisions={page.decisions} values={answer?.values ?? {}} errorOf={errorOf} />
              <button type="submit" className="button justify-self-start">
                {texts.addSubmit}
              </button>
            </Form>
          </RuledSection>
        </div>
      </Column>
    </>
  );
}
