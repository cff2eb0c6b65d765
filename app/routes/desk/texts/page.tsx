import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { MarkdownHelp } from "#app/rich-text/markdown-help.tsx";
import { RichText } from "#app/rich-text/rich-text.tsx";
import { AskFirst } from "#app/ui/ask-first.tsx";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";

import { DeskNav } from "../navigation.tsx";
import { changeTextPage, loadTextPage } from "./page.server.ts";

export { loadTextPage as loader, changeTextPage as action };
export const meta = pageMeta;

type Page = ReturnType<typeof useLoaderData<typeof loadTextPage>>;
type Parts = Extract<Page, { view: "parts" }>;
type Write = Extract<Page, { view: "write" }>;

export default function TextPage() {
  const page = useLoaderData<typeof loadTextPage>();
  const answer = useActionData<typeof changeTextPage>();
  if (page.view === "ask") return <AskFirst {...page.ask} back={page.back} action={page.back} fields={page.fields} />;
  const { texts, urls } = page;
  const up = page.view === "parts" ? { to: urls.all, name: texts.title } : { to: urls.page, name: page.title };
  return (
    <>
      <PageHead
        title={page.view === "parts" ? page.title : page.part}
        over={
          <Link to={up.to} className="inline-block py-1 underline-offset-4 hover:underline">
            {up.name}
          </Link>
        }
      >
        {page.view === "write" ? page.language : null}
      </PageHead>
      <DeskNav navigation={page.navigation} />
      <Column wide>
        <ErrorSummary title={texts.summary} errors={answer?.errors ?? []} />
        {page.done && !answer ? (
          <p role="status" className="note max-w-prose">
            {page.done}
          </p>
        ) : null}
        {page.view === "parts" ? <PartList page={page} /> : <Writing key={page.here} page={page} />}
        <p>
          <Link to={urls.shown} className="link inline-block py-1">
            {texts.show}
          </Link>
        </p>
      </Column>
    </>
  );
}

function PartList({ page: { parts, texts } }: { page: Parts }) {
  return (
    <div>
      {parts.map(({ id, name, words, languages }, index) => (
        <RuledSection key={id} id={`part-${index}`} title={name}>
          <div className="pb-4 text-muted">
            {words ? <Prose text={words} /> : texts.noWords}
          </div>
          <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
            {languages.map(({ code, name: language, url, own, state }) => (
              <li key={code} className="flex flex-wrap items-baseline gap-x-3">
                <Link to={url} aria-label={`${name}, ${language}`} className="link inline-block py-1">
                  {language}
                </Link>
                <span className={own ? "text-sm" : "text-sm text-muted"}>{state}</span>
              </li>
            ))}
          </ul>
        </RuledSection>
      ))}
    </div>
  );
}

/** One part in one language: the hub's words, what another language says, and the field. */
function Writing({ page }: { page: Write }) {
  const answer = useActionData<typeof changeTextPage>();
  const { texts, into, dir } = page;
  const values = answer?.values ?? page.values;
  const error = answer?.errors.find(({ field }) => field === "text")?.text;
  const preview = answer?.preview ?? null;
  const shown = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (preview && answer?.errors.length === 0) shown.current?.focus();
  }, [answer, preview]);
  return (
    <div className="grid gap-8">
      {page.behind ? <p className="note max-w-prose">{texts.behindHelp}</p> : null}
      {preview ? (
        <section aria-labelledby="preview" className="max-w-prose rounded-lg border border-line bg-surface p-5">
          <h2 id="preview" ref={shown} tabIndex={-1} className="mb-3 text-lg">
            {texts.preview}
          </h2>
          <div lang={into} dir={dir}>
            <RichText html={preview} />
          </div>
        </section>
      ) : null}
      <Form method="post" action={page.here} noValidate className="grid max-w-prose gap-5" key={`${page.version} ${values.text}`}>
        <input type="hidden" name="version" value={page.version} />
        <Field name="text" label={texts.text} help={texts.textHelp} error={error}>
          {(control) => <textarea {...control} lang={into} dir={dir} rows={12} defaultValue={values.text} className="field" />}
        </Field>
        <MarkdownHelp texts={page.help} lang={into} dir={dir} />
        <fieldset>
          <legend className="font-semibold">{texts.place}</legend>
          {(["instead", "after"] as const).map((place) => (
            <label key={place} className="flex items-center gap-3 py-1">
              <input type="radio" name="place" value={place} defaultChecked={values.place === place} className="size-5 shrink-0 accent-brand" />
              {texts.places[place]}
            </label>
          ))}
        </fieldset>
        <label className="flex items-center gap-3 py-1">
          <input type="checkbox" name="moved" defaultChecked={values.moved} className="size-5 shrink-0 accent-brand" />
          {texts.moved}
        </label>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <button type="submit" name="intent" value="save" className="button">
            {texts.save}
          </button>
          <button type="submit" name="intent" value="preview" className="button-quiet">
            {texts.toPreview}
          </button>
          {page.drop ? (
            <Link to={page.drop} className="link inline-block py-2">
              {texts.drop}
            </Link>
          ) : null}
        </div>
      </Form>
      <div>
        <RuledSection id="built-in" title={texts.builtInTitle}>
          <div lang={into} dir={dir}>
            {page.builtIn ? <Prose text={page.builtIn} /> : texts.noWords}
          </div>
        </RuledSection>
        {page.other ? (
          <RuledSection id="other" title={page.other.name}>
            <div lang={page.other.lang} dir={page.other.dir} className="whitespace-pre-line">
              {page.other.text}
            </div>
          </RuledSection>
        ) : null}
      </div>
      <p className="text-sm text-muted">
        {page.said}{" "}
        <Link to={page.log} className="link inline-block py-1">
          {texts.log}
        </Link>
      </p>
    </div>
  );
}
