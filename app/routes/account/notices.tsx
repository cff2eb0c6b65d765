import { Form, Link, useActionData, useLoaderData, useParams } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { paths } from "#app/paths.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { describedBy, HelpAndError } from "#app/ui/field.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";

import { loadChoices, saveChoices } from "./notices.server.ts";

export { loadChoices as loader, saveChoices as action };
export const meta = pageMeta;

export default function NoticeChoicesPage() {
  const { texts, isSaved, ways, groups } = useLoaderData<typeof loadChoices>();
  const answer = useActionData<typeof saveChoices>();
  const { lang = "" } = useParams();
  const errors = answer?.errors ?? [];
  return (
    <>
      <PageHead
        title={texts.title}
        over={
          <Link to={paths.account(lang)} className="inline-block py-1 underline-offset-4 hover:underline">
            {texts.back}
          </Link>
        }
      >
        {texts.lead}
      </PageHead>
      <Column wide>
        <ErrorSummary title={texts.summary} errors={errors} />
        {isSaved && !answer ? (
          <p role="status" className="note max-w-prose">
            {texts.saved}
          </p>
        ) : null}
        <p className="max-w-prose">
          {texts.dailyHelp} {texts.later}
        </p>
        <Form method="post" noValidate className="grid gap-6">
          <div>
            {groups.map(({ name, title, about, chosen }) => {
              const error = errors.find(({ field }) => field === name)?.text;
              return (
                <RuledSection key={name} id={`title-${name}`} title={title}>
                  <div id={name} role="radiogroup" tabIndex={-1} aria-labelledby={`title-${name}`} aria-describedby={describedBy({ name, help: about, error })} className={`grid gap-2 ${error ? "border-s-4 border-alert ps-4" : ""}`}>
                    <HelpAndError name={name} help={about} error={error} />
                    <div className="flex flex-wrap gap-x-6 gap-y-1">
                      {ways.map(({ value, label }) => (
                        <label key={value} className="flex items-center gap-2 py-1">
                          <input type="radio" name={name} value={value} defaultChecked={(answer ? answer.chosen[name] : chosen) === value} className="size-5 shrink-0 accent-brand" />
                          {label}
                        </label>
                      ))}
                    </div>
                  </div>
                </RuledSection>
              );
            })}
            <RuledSection id="always" title={texts.always}>
              <p>{texts.alwaysHelp}</p>
            </RuledSection>
          </div>
          <button type="submit" className="button justify-self-start">
            {texts.save}
          </button>
        </Form>
      </Column>
    </>
  );
}
