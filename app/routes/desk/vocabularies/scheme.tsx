import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { DeskNav } from "../navigation.tsx";
import { addToScheme, loadScheme } from "./scheme.server.ts";
import { TermForm } from "./term-form.tsx";

export { loadScheme as loader, addToScheme as action };
export const meta = pageMeta;

type Page = ReturnType<typeof useLoaderData<typeof loadScheme>>;

/** A term's place below others, as far as a page is wide. */
const INDENT = ["", "ps-6", "ps-12"];

export default function SchemePage() {
  const page = useLoaderData<typeof loadScheme>();
  const answer = useActionData<typeof addToScheme>();
  const { navigation, title, use, texts, urls, find, count, terms, form } = page;
  const values = answer?.values ?? page.values;
  const errors = answer?.errors ?? [];
  return (
    <>
      <PageHead
        title={title}
        over={
          <Link to={urls.back} className="inline-block py-1 underline-offset-4 hover:underline">
            {texts.back}
          </Link>
        }
      >
        {use}
      </PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <ErrorSummary title={texts.summary} errors={errors} />
        <Form method="get" role="search" className="flex max-w-prose flex-wrap items-end gap-3">
          <div className="min-w-0 grow basis-60">
            <TextField key={find} name="find" label={texts.find} help={texts.findHelp} error={undefined} defaultValue={find} />
          </div>
          <button type="submit" className="button">
            {texts.submit}
          </button>
          {find ? (
            <Link to={urls.here} className="link inline-block py-2">
              {texts.all}
            </Link>
          ) : null}
        </Form>
        <section aria-labelledby="terms" className="grid gap-3">
          <h2 id="terms" className="text-lg">
            {terms.length > 0 ? count : texts.none}
          </h2>
          {terms.length > 0 ? <Terms page={page} /> : null}
        </section>
        <RuledSection id="add" title={texts.add}>
          <p className="pb-6 text-muted">{texts.addHelp}</p>
          <TermForm key={JSON.stringify(values)} view={form} values={values} errors={errors} hidden={{}} submit={texts.addSubmit}>
            <TextField name="id" label={texts.id} help={texts.idHelp} error={errors.find(({ field }) => field === "id")?.text} defaultValue={values.id} dir="ltr" autoComplete="off" />
          </TermForm>
        </RuledSection>
      </Column>
    </>
  );
}

function Terms({ page: { title, texts, terms } }: { page: Page }) {
  const counted = terms.some(({ uses }) => uses !== null);
  return (
    <div className="rounded-lg border border-line bg-surface">
      {/* On a narrow screen each term is a short list of what is said of it. */}
      <table className="w-full border-collapse text-sm max-md:block">
        <caption className="sr-only">{title}</caption>
        <thead className="max-md:sr-only">
          <tr className="border-b border-line">
            <th scope="col" className="px-4 py-3 text-start">{texts.term}</th>
            {counted ? <th scope="col" className="px-4 py-3 text-end">{texts.uses}</th> : null}
            <th scope="col" className="px-4 py-3 text-start">{texts.languages}</th>
            <th scope="col" className="px-4 py-3 text-start">{texts.validity}</th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {terms.map((term) => (
            <tr key={term.id} className="border-b border-line align-top last:border-0 max-md:block max-md:py-2">
              <th scope="row" className="px-4 py-2 text-start font-normal max-md:block max-md:py-1">
                <span className={`block ${INDENT[Math.min(term.level, 2)]}`}>
                  <Link to={term.url} className={`link inline-block py-1 ${term.quiet ? "text-muted" : "font-semibold"}`}>
                    {term.name}
                  </Link>
                  {term.code ? <bdi className="ms-2 text-muted">{term.code}</bdi> : null}
                </span>
              </th>
              {counted ? <Cell label={texts.uses} end>{term.uses}</Cell> : null}
              <Cell label={texts.languages}>{term.missing ?? <span className="text-muted">{texts.complete}</span>}</Cell>
              <Cell label={texts.validity}>{term.validity ?? <span className="text-muted">{texts.always}</span>}</Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ label, end = false, children }: { label: string; end?: boolean; children: React.ReactNode }) {
  return (
    <td className={`px-4 py-3 max-md:flex max-md:gap-3 max-md:py-1 ${end ? "text-end tabular-nums max-md:text-start" : ""}`}>
      <span aria-hidden="true" className="w-28 shrink-0 text-muted md:hidden">{label}</span>
      <span>{children}</span>
    </td>
  );
}
