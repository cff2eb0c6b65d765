import type { HeadersFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { AskFirst } from "#app/ui/ask-first.tsx";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { SelectField } from "#app/ui/select-field.tsx";

import { DeskNav } from "../desk/navigation.tsx";
import { Invite } from "./invite.tsx";
import { Everyone, Invitations, People } from "./lists.tsx";
import { changePeople, loadPeople } from "./page.server.ts";

export { loadPeople as loader, changePeople as action };
export const meta = pageMeta;
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function PeoplePage() {
  const page = useLoaderData<typeof loadPeople>();
  const answer = useActionData<typeof changePeople>();
  if (page.view === "ask") return <AskFirst {...page.texts} back={page.back} action={page.back} fields={page.fields} />;
  if (page.view === "everyone") {
    return (
      <>
        <PageHead title={page.texts.title} over={page.owner.name} />
        <DeskNav navigation={page.navigation} />
        <Column wide>
          <Choice page={page} />
          <Everyone page={page} />
        </Column>
      </>
    );
  }
  const { words, owner } = page;
  const errors = answer?.errors ?? [];
  return (
    <>
      <PageHead title={page.texts.title} over={owner.name}>
        {page.texts.lead}
      </PageHead>
      <DeskNav navigation={page.navigation} />
      <Column wide>
        <ErrorSummary title={words.summary} errors={errors} />
        {page.done && !answer ? (
          <p role="status" className="note max-w-prose">
            {page.done} {page.sendsMail ? "" : words.noMail}
          </p>
        ) : null}
        <Choice page={page} />
        <div>
          <People page={page} />
          <Invitations page={page} />
          <Invite page={page} values={answer?.values} errors={errors} />
        </div>
      </Column>
    </>
  );
}

type Choosing = { words: { of: string; show: string }; owner: { value: string }; choices: Array<{ value: string; name: string }> };

/** Whose people are shown, for those who look after several mechanisms. */
function Choice({ page: { words, owner, choices } }: { page: Choosing }) {
  if (choices.length < 2) return null;
  return (
    <Form method="get" className="flex max-w-prose flex-wrap items-end gap-3">
      <div className="min-w-0 grow basis-60">
        <SelectField key={owner.value} name="mechanism" label={words.of} error={undefined} defaultValue={owner.value}>
          {choices.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      <button type="submit" className="button">
        {words.show}
      </button>
    </Form>
  );
}
