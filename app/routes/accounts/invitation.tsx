import { Form, Link, useActionData, useLoaderData, useLocation, useParams } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { paths } from "#app/paths.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { acceptInvitation, loadInvitation } from "./invitation.server.ts";
import { AboutPerson, NewPassword } from "./person-fields.tsx";
import { LapsedInvitation, VoidLink } from "./void-link.tsx";

export { loadInvitation as loader, acceptInvitation as action };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

export default function InvitationPage() {
  const page = useLoaderData<typeof loadInvitation>();
  const answer = useActionData<typeof acceptInvitation>();
  const { lang = "" } = useParams();
  const { pathname } = useLocation();
  if (page.view === "void") return <VoidLink texts={page.texts} />;
  if (page.view === "lapsed") return <LapsedInvitation texts={page.texts} />;
  const { texts, facts, way, fields } = page;
  const errors = answer?.errors ?? [];
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <Column>
        <ErrorSummary title={texts.summary} errors={errors} />
        <dl className="grid gap-4 rounded-lg border border-line bg-surface p-5 sm:grid-cols-2">
          {facts.map(({ term, value }) => (
            <div key={term}>
              <dt className="text-sm text-muted">{term}</dt>
              <dd className="font-semibold">
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        {page.needsSecondFactor ? <p className="note">{texts.factor}</p> : null}
        {fields ? (
          <section aria-labelledby="make" className="grid gap-6">
            <h2 id="make" className="text-xl">
              {texts.make}
            </h2>
            <Form method="post" noValidate className="grid gap-6">
              <NewPassword label={fields.words.password} help={fields.words.passwordHelp} error={errorOf("password")} />
              <AboutPerson fields={fields} values={answer?.values ?? page.values} errorOf={errorOf} guess={!answer} />
              <button type="submit" className="button justify-self-start">
                {texts.submit}
              </button>
            </Form>
          </section>
        ) : null}
        {way === "accept" ? (
          <Form method="post" className="grid justify-items-start gap-4">
            <p>{texts.as}</p>
            <button type="submit" className="button">
              {texts.accept}
            </button>
          </Form>
        ) : null}
        {way === "sign-in" ? (
          <div className="grid justify-items-start gap-4">
            <p>{texts.signIn}</p>
            <Link to={paths.signIn(lang, pathname)} className="button">
              {texts.signInLink}
            </Link>
          </div>
        ) : null}
        {way === "other" ? (
          <Form method="post" action={paths.signOut(lang)} className="grid justify-items-start gap-4">
            <p>{texts.other}</p>
            <button type="submit" className="button">
              {texts.signOut}
            </button>
          </Form>
        ) : null}
      </Column>
    </>
  );
}
