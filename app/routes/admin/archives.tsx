import { Form, Link, useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../desk/navigation.tsx";
import { OneArchive } from "./archive-view.tsx";
import { changeArchives, loadArchives } from "./archives.server.ts";

export { loadArchives as loader, changeArchives as action };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

const LOOK_AGAIN_MS = 2_000;

export default function ArchivesPage() {
  const { texts, errorsTitle, navigation, done, isUnderWay, again, archives, mechanisms } = useLoaderData<typeof loadArchives>();
  const errors = useActionData<typeof changeArchives>()?.errors ?? [];
  useLookingAgain(isUnderWay);
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <ErrorSummary title={errorsTitle} errors={errors} />
        {done && errors.length === 0 ? (
          <p role="status" className="note max-w-prose">
            {done}
          </p>
        ) : null}
        <section aria-labelledby="give" className="grid max-w-prose gap-4">
          <h2 id="give" className="text-xl">
            {texts.give}
          </h2>
          {/* With an archive more in the list, the field is empty again. */}
          <Form key={archives[0]?.id} method="post" action={again} encType="multipart/form-data" noValidate className="grid gap-4">
            <input type="hidden" name="intent" value="give" />
            <Field name="archive" label={texts.file} help={texts.fileHelp} error={errors.find(({ field }) => field === "archive")?.text}>
              {(control) => <input {...control} type="file" accept=".zip,application/zip" required className="field max-w-full" />}
            </Field>
            <button type="submit" className="button justify-self-start">
              {texts.look}
            </button>
          </Form>
        </section>
        <section aria-labelledby="given" className="grid gap-4">
          <h2 id="given" className="text-xl">
            {texts.list}
          </h2>
          <p className="max-w-prose text-muted">{archives.length === 0 ? texts.none : texts.listHelp}</p>
          {isUnderWay ? (
            <p>
              <Link to={again} className="link inline-block py-1">
                {texts.again}
              </Link>
            </p>
          ) : null}
          <ul className="grid gap-6">
            {archives.map((archive) => (
              <li key={archive.id} className="min-w-0">
                <OneArchive archive={archive} texts={texts} action={again} />
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="download" className="grid gap-4">
          <h2 id="download" className="text-xl">
            {texts.download}
          </h2>
          <p className="max-w-prose text-muted">{texts.downloadHelp}</p>
          <ul className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
            {mechanisms.map(({ id, country, name, url }) => (
              <li key={id} className="min-w-0 break-words">
                {/* A file, no page: the browser saves it. */}
                <Link to={url} reloadDocument className="link inline-block py-1">
                  {country}
                  {name.text === country ? null : (
                    <>
                      {" · "}
                      <bdi lang={name.lang}>{name.text}</bdi>
                    </>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      </Column>
    </>
  );
}

/** Looks again by itself while something is being done, as long as somebody looks. */
function useLookingAgain(isUnderWay: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isUnderWay || state !== "idle") return;
    const timer = setTimeout(() => {
      if (document.visibilityState === "visible") revalidate();
    }, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isUnderWay, state, revalidate]);
}
