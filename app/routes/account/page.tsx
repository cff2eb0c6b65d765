import type { HeadersFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useParams } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { paths } from "#app/paths.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { AboutPerson, NewPassword } from "../accounts/person-fields.tsx";
import { changeAccount, loadAccount } from "./page.server.ts";
import { Invitations } from "./invitations.tsx";
import { Sessions } from "./sessions.tsx";

export { loadAccount as loader, changeAccount as action };
export const meta = pageMeta;
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function AccountPage() {
  const { texts, done, user, grants, notices, invitations, fields, sendsMail, sessions, searches } = useLoaderData<typeof loadAccount>();
  const answer = useActionData<typeof changeAccount>();
  const { lang = "" } = useParams();
  const errors = answer?.errors ?? [];
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  const { words } = fields;
  return (
    <>
      <PageHead title={texts.title}>
        <bdi>{user.name}</bdi> · <bdi dir="ltr">{user.email}</bdi>
      </PageHead>
      <Column wide>
        <ErrorSummary title={texts.summary} errors={errors} />
        {done && !answer ? (
          <p role="status" className="note max-w-prose">
            {done}
          </p>
        ) : null}
        <div>
          <RuledSection id="roles" title={texts.roles}>
            {grants.length > 0 ? (
              <ul className="space-y-1">
                {grants.map((grant) => (
                  <li key={grant}>{grant}</li>
                ))}
              </ul>
            ) : (
              <p className="text-muted">{texts.noRoles}</p>
            )}
          </RuledSection>
          {invitations.length > 0 ? (
            <RuledSection id="invitations" title={notices.invitations}>
              <Invitations texts={notices} invitations={invitations} />
            </RuledSection>
          ) : null}
          <RuledSection id="profile" title={texts.profile}>
            <Form method="post" noValidate className="grid gap-6">
              <input type="hidden" name="intent" value="profile" />
              <AboutPerson fields={fields} values={answer?.intent === "profile" ? { ...user, ...answer.values } : user} errorOf={errorOf} />
              <button type="submit" className="button justify-self-start">
                {texts.save}
              </button>
            </Form>
          </RuledSection>
          <RuledSection id="messages" title={notices.mail}>
            <p>{notices.mailHelp}</p>
            <p className="pt-3">
              <Link to={paths.noticeChoices(lang)} className="link inline-block py-1">
                {notices.mailLink}
              </Link>
            </p>
          </RuledSection>
          <RuledSection id="searches" title={searches.title}>
            <p>{searches.lead}</p>
            <p className="pt-3">
              <Link to={paths.savedSearches(lang)} className="link inline-block py-1">
                {searches.link}
              </Link>
            </p>
          </RuledSection>
          <RuledSection id="password" title={texts.password}>
            <Form method="post" noValidate className="grid gap-6">
              <input type="hidden" name="intent" value="password" />
              <input type="hidden" autoComplete="username" value={user.email} readOnly />
              <Present name="present" label={words.present} error={errorOf("present")} />
              <NewPassword name="newPassword" label={words.newPassword} help={`${words.passwordHelp} ${texts.passwordHelp}`} error={errorOf("newPassword")} />
              <button type="submit" className="button justify-self-start">
                {texts.passwordSubmit}
              </button>
            </Form>
          </RuledSection>
          <RuledSection id="factor" title={texts.factor}>
            <p>{user.hasSecondFactor ? texts.factorOn : texts.factorOff}</p>
            <p className="pt-3">
              <Link to={paths.enrol(lang)} className="link inline-block py-1">
                {texts.factorLink}
              </Link>
            </p>
          </RuledSection>
          <RuledSection id="email" title={texts.email}>
            <Form method="post" noValidate className="grid gap-6">
              <input type="hidden" name="intent" value="email" />
              <p className="text-muted">{sendsMail ? texts.emailHelp : `${texts.emailHelp} ${texts.emailNoMail}`}</p>
              <TextField name="newEmail" type="email" dir="ltr" label={texts.newEmail} error={errorOf("newEmail")} required autoComplete="off" defaultValue={answer?.intent === "email" ? answer.values.newEmail : ""} />
              <Present name="presentForEmail" label={words.present} error={errorOf("presentForEmail")} />
              <button type="submit" className="button justify-self-start">
                {texts.emailSubmit}
              </button>
            </Form>
          </RuledSection>
          <RuledSection id="sessions" title={texts.sessions}>
            <Sessions texts={texts} sessions={sessions} />
          </RuledSection>
        </div>
      </Column>
    </>
  );
}

function Present(field: { name: string; label: string; error: string | undefined }) {
  return <TextField {...field} type="password" dir="ltr" required autoComplete="current-password" />;
}
