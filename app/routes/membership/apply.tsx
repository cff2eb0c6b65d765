import type { HeadersFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { PagePart } from "#app/rich-text/page-part.tsx";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import type { ApplyValues } from "./apply.schema.ts";
import { loadApply, sendApplication } from "./apply.server.ts";
import { Options } from "./options.tsx";

export { loadApply as loader, sendApplication as action };
export const meta = pageMeta;
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

const EMPTY: Omit<ApplyValues, "seal"> = { country: "", mechanism: "", type: "", standing: "", legalBasis: "", status: "", motivation: "", name: "", position: "", email: "" };

/** Where anyone applies for his State or its mechanism. */
export default function ApplyPage() {
  const page = useLoaderData<typeof loadApply>();
  const sent = useActionData<typeof sendApplication>();
  const busy = useNavigation().state === "submitting";
  if (page.view === "sent") {
    return (
      <>
        <PageHead title={page.texts.title}>{page.texts.lead}</PageHead>
        <Column>
          {page.texts.noMail ? <p className="note">{page.texts.noMail}</p> : null}
          <p>
            {page.texts.none}{" "}
            <Link to={page.again} className="link">
              {page.texts.again}
            </Link>
          </p>
        </Column>
      </>
    );
  }
  if (page.view === "closed") {
    return (
      <>
        <PageHead title={page.title}>{page.text}</PageHead>
        <Column>
          <p>
            <Link to={page.network.url} className="link">
              {page.network.name}
            </Link>
          </p>
        </Column>
      </>
    );
  }
  const { texts, countries, types, statuses } = page;
  const { fields } = texts;
  const values = sent?.values ?? { ...EMPTY, status: statuses.length === 1 ? (statuses[0]?.value ?? "") : "", seal: page.seal };
  const errors = sent?.errors ?? [];
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  return (
    <>
      <PageHead title={texts.title}>
        <PagePart part={page.lead} />
      </PageHead>
      <Column>
        <ErrorSummary title={texts.summary} errors={errors} />
        <section aria-labelledby="next" className="grid gap-2">
          <h2 id="next" className="text-xl">
            {texts.next}
          </h2>
          <p>{texts.nextConfirm}</p>
          <p>{texts.nextFollow}</p>
        </section>
        <p className="note">{texts.cases}</p>
        <Form method="post" encType="multipart/form-data" noValidate className="grid gap-10">
          <input type="hidden" name="seal" value={values.seal} />
          <Part id="part-state" title={texts.parts.state}>
            <SelectField name="country" label={fields.country} error={errorOf("country")} required defaultValue={values.country}>
              <Options choices={countries} none={fields.choose} />
            </SelectField>
            <SelectField name="type" label={fields.type} error={errorOf("type")} required defaultValue={values.type}>
              <Options choices={types} none={fields.choose} />
            </SelectField>
            <TextField name="mechanism" label={fields.mechanism} help={fields.mechanismHelp} error={errorOf("mechanism")} defaultValue={values.mechanism} autoComplete="off" />
            <SelectField name="standing" label={fields.standing} error={errorOf("standing")} defaultValue={values.standing}>
              <option value="">{fields.standingUnknown}</option>
              <Options choices={page.standings} />
            </SelectField>
            <Field name="legalBasis" label={fields.legalBasis} help={fields.legalBasisHelp} error={errorOf("legalBasis")}>
              {(control) => <textarea {...control} dir="auto" rows={3} defaultValue={values.legalBasis} className="field" />}
            </Field>
          </Part>
          <Part id="part-why" title={texts.parts.why}>
            <SelectField name="status" label={fields.status} error={errorOf("status")} required defaultValue={values.status}>
              <Options choices={statuses} none={fields.choose} />
            </SelectField>
            <Field name="motivation" label={fields.motivation} help={fields.motivationHelp} error={errorOf("motivation")}>
              {(control) => <textarea {...control} dir="auto" required rows={8} defaultValue={values.motivation} className="field" />}
            </Field>
            <Field name="letter" label={fields.letter} help={fields.letterHelp} error={errorOf("letter") ?? (sent?.chooseAgain ? fields.letterAgain : undefined)}>
              {(control) => <input {...control} type="file" accept={page.accept} className="field max-w-full" />}
            </Field>
          </Part>
          <Part id="part-contact" title={texts.parts.contact}>
            <TextField name="name" label={fields.name} error={errorOf("name")} required autoComplete="name" defaultValue={values.name} />
            <TextField name="position" label={fields.position} error={errorOf("position")} autoComplete="organization-title" defaultValue={values.position} />
            <TextField name="email" type="email" dir="ltr" label={fields.email} help={fields.emailHelp} error={errorOf("email")} required autoComplete="email" defaultValue={values.email} />
          </Part>
          <div aria-hidden className="sr-only">
            <label htmlFor="website">{fields.website}</label>
            <input id="website" name="website" tabIndex={-1} autoComplete="off" />
          </div>
          <button type="submit" aria-disabled={busy || undefined} className="button justify-self-start">
            {texts.submit}
          </button>
        </Form>
      </Column>
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid gap-6 border-t border-line pt-5">
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      {children}
    </section>
  );
}
