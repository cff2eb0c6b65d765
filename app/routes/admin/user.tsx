import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { AskFirst } from "#app/ui/ask-first.tsx";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";
import { SelectField } from "#app/ui/select-field.tsx";

import { DeskNav } from "../desk/navigation.tsx";
import { changeThisUser, loadUser } from "./user.server.ts";

export { loadUser as loader, changeThisUser as action };
export const meta = pageMeta;

type View = Extract<ReturnType<typeof useLoaderData<typeof loadUser>>, { view: "user" }>;

export default function UserPage() {
  const page = useLoaderData<typeof loadUser>();
  const answer = useActionData<typeof changeThisUser>();
  if (page.view === "ask") return <AskFirst {...page.texts} back={page.back} action={page.back} fields={page.fields} />;
  const { texts, user, done, facts, urls } = page;
  const errors = answer?.errors ?? [];
  return (
    <>
      <PageHead
        title={user.name}
        over={
          <Link to={urls.users} className="inline-block py-1 underline-offset-4 hover:underline">
            {texts.back}
          </Link>
        }
      />
      <DeskNav navigation={page.navigation} />
      <Column wide>
        <ErrorSummary title={texts.summary} errors={errors} />
        {done && !answer ? (
          <p role="status" className="note max-w-prose">
            {done}
          </p>
        ) : null}
        <dl className="grid gap-4 rounded-lg border border-line bg-surface p-5 sm:grid-cols-2 lg:grid-cols-3">
          {facts.map(({ term, value }) => (
            <div key={term}>
              <dt className="text-sm text-muted">{term}</dt>
              <dd className="break-words">
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        <div>
          <Roles page={page} error={errors.find(({ field }) => field === "role")?.text} />
          <RuledSection id="link" title={texts.link}>
            <Form method="post" action={urls.here} className="grid justify-items-start gap-4">
              <input type="hidden" name="intent" value="link" />
              <p className="text-muted">{texts.linkHelp}</p>
              {answer?.link ? (
                <div role="status" className="note grid gap-2">
                  <p>{texts.linkShown}</p>
                  <p dir="ltr" className="font-mono break-all">
                    {answer.link}
                  </p>
                </div>
              ) : null}
              <button type="submit" className="button">
                {page.sendsMail ? texts.linkMail : texts.linkShow}
              </button>
            </Form>
          </RuledSection>
          <RuledSection id="sessions" title={texts.sessions}>
            <Once intent="end-sessions" label={texts.endSessions} here={urls.here} />
          </RuledSection>
          <Closing page={page} />
        </div>
        <p>
          <Link to={urls.log} className="link inline-block py-1">
            {texts.log}
          </Link>
        </p>
      </Column>
    </>
  );
}

function Roles({ page: { texts, grants, roles, owners, urls }, error }: { page: View; error: string | undefined }) {
  return (
    <RuledSection id="roles" title={texts.roles}>
      <div className="grid gap-6">
        {grants.length === 0 ? <p className="text-muted">{texts.noRole}</p> : null}
        <ul className="space-y-2">
          {grants.map(({ name, end }) => (
            <li key={end} className="flex flex-wrap items-center gap-x-4">
              <span>{name}</span>
              <Link to={end} aria-label={`${texts.end}: ${name}`} className="link inline-block py-1 text-sm">
                {texts.end}
              </Link>
            </li>
          ))}
        </ul>
        <Form method="post" action={urls.here} className="grid gap-4">
          <input type="hidden" name="intent" value="add-role" />
          <SelectField name="role" label={texts.addRole} error={error}>
            {roles.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField name="owner" label={texts.for} error={undefined}>
            {owners.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </SelectField>
          <button type="submit" className="button justify-self-start">
            {texts.add}
          </button>
        </Form>
      </div>
    </RuledSection>
  );
}

/** Second factor and suspension; of one's own account others decide. */
function Closing({ page: { texts, user, urls } }: { page: View }) {
  if (user.isSelf) {
    return (
      <RuledSection id="suspend" title={texts.suspend}>
        <p className="text-muted">{texts.self}</p>
      </RuledSection>
    );
  }
  return (
    <>
      {user.hasSecondFactor ? (
        <RuledSection id="factor" title={texts.factor}>
          <p className="pb-4 text-muted">{texts.factorHelp}</p>
          <Link to={urls.factor} className="button">
            {texts.factor}
          </Link>
        </RuledSection>
      ) : null}
      <RuledSection id="suspend" title={user.suspended ? texts.reinstate : texts.suspend}>
        {user.suspended ? (
          <Once intent="reinstate" label={texts.reinstate} here={urls.here} />
        ) : (
          <>
            <p className="pb-4 text-muted">{texts.suspendHelp}</p>
            <Link to={urls.suspend} className="button">
              {texts.suspend}
            </Link>
          </>
        )}
      </RuledSection>
    </>
  );
}

/** A step that is taken by one button. */
function Once({ intent, label, here }: { intent: string; label: string; here: string }) {
  return (
    <Form method="post" action={here}>
      <input type="hidden" name="intent" value={intent} />
      <button type="submit" className="button">
        {label}
      </button>
    </Form>
  );
}
