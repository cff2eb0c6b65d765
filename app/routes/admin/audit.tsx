import { Form, Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { DeskNav } from "../desk/navigation.tsx";
import { loadAudit } from "./audit.server.ts";

export { loadAudit as loader };
export const meta = pageMeta;

type Page = ReturnType<typeof useLoaderData<typeof loadAudit>>;

export default function AuditPage() {
  const page = useLoaderData<typeof loadAudit>();
  const { texts, navigation, entries, older, all } = page;
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <Filters page={page} />
        {texts.subject ? (
          <p>
            {texts.subject}{" "}
            <Link to={all} className="link inline-block py-1">
              {texts.clear}
            </Link>
          </p>
        ) : null}
        {entries.length === 0 ? <p className="text-muted">{texts.none}</p> : null}
        <ol className="divide-y divide-line">
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} texts={texts} />
          ))}
        </ol>
        {older ? (
          <p>
            <Link to={older} className="button">
              {texts.older}
            </Link>
          </p>
        ) : null}
      </Column>
    </>
  );
}

function Filters({ page: { texts, values, actions, kinds, people, file } }: { page: Page }) {
  const choices = [
    { name: "by", label: texts.by, value: values.by, options: people },
    { name: "kind", label: texts.kind, value: values.kind, options: kinds },
    { name: "action", label: texts.action, value: values.action, options: actions },
  ];
  return (
    <Form method="get" key={JSON.stringify(values)} className="grid gap-4">
      {values.subject ? <input type="hidden" name="subject" value={values.subject} /> : null}
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {choices.map(({ name, label, value, options }) => (
          <SelectField key={name} name={name} label={label} error={undefined} defaultValue={value}>
            <option value="">{texts.any}</option>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.name}
              </option>
            ))}
          </SelectField>
        ))}
        <TextField name="person" label={texts.person} error={undefined} defaultValue={values.person} />
        <TextField name="from" type="date" label={texts.since} error={undefined} defaultValue={values.from} />
        <TextField name="to" type="date" label={texts.until} error={undefined} defaultValue={values.to} />
      </div>
      <p className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <button type="submit" className="button">
          {texts.submit}
        </button>
        {/* A file, no page: the browser saves it. */}
        <Link to={file} reloadDocument className="link inline-block py-2">
          {texts.file}
        </Link>
      </p>
    </Form>
  );
}

/** One entry: when and what first, then who and on what. The thing's name leads to all that the log says about it. */
function Entry({ entry, texts }: { entry: Page["entries"][number]; texts: Page["texts"] }) {
  const rows = [
    { term: texts.who, value: entry.who ? <Named name={entry.who.name} url={entry.who.url} /> : texts.program },
    { term: `${texts.on}: ${entry.on.kind}`, value: <Named name={entry.on.name} lang={entry.on.lang} url={entry.on.url} /> },
    ...(entry.detail ? [{ term: texts.detail, value: entry.detail }] : []),
    ...(entry.from ? [{ term: texts.from, value: <bdi dir="ltr">{entry.from}</bdi> }] : []),
  ];
  return (
    <li className="grid gap-2 py-4">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <Link to={entry.only} className="decoration-1 underline-offset-4 hover:underline">
          <strong className="font-semibold">{entry.what}</strong>
        </Link>
        <span className="text-sm text-muted">{entry.at}</span>
      </p>
      <dl className="flex flex-wrap gap-x-8 gap-y-1 text-sm">
        {rows.map(({ term, value }) => (
          <div key={term} className="flex min-w-0 flex-wrap gap-x-2">
            <dt className="text-muted">{term}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function Named({ name, lang, url }: { name: string; lang?: string | null | undefined; url: string | null }) {
  const own = <bdi lang={lang ?? undefined}>{name}</bdi>;
  return url ? (
    <Link to={url} className="link">
      {own}
    </Link>
  ) : (
    own
  );
}
