import { useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadSettings, saveSettings } from "./page.server.ts";
import { Applications, Comments, OperatorSection, Reminders, Stages, Statuses, Votes } from "./sections.tsx";

export { loadSettings as loader, saveSettings as action };
export const meta = pageMeta;

export default function SettingsPage() {
  const page = useLoaderData<typeof loadSettings>();
  const answer = useActionData<typeof saveSettings>();
  const { texts, navigation, done } = page;
  const errors = answer?.errors ?? [];
  // What was typed into the section that was refused; the others as they are.
  const shown = { ...page, values: { ...page.values, ...answer?.values }, errors, refused: answer?.section ?? null };
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <ErrorSummary title={texts.summary} errors={errors} />
        {done && !answer ? (
          <p role="status" className="note max-w-prose">
            {done}
          </p>
        ) : null}
        <div>
          <Statuses page={shown} />
          <Applications page={shown} />
          <Stages page={shown} />
          <Votes page={shown} />
          <Reminders page={shown} />
          <Comments page={shown} />
          <OperatorSection page={shown} />
        </div>
      </Column>
    </>
  );
}
