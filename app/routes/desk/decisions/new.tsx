import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { DecisionFields } from "./fields.tsx";
import { createDecision, loadNewDecision } from "./new.server.ts";

export { loadNewDecision as loader, createDecision as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

export default function NewDecisionPage() {
  const view = useLoaderData<typeof loadNewDecision>();
  const answer = useActionData<typeof createDecision>();
  const errors = answer?.errors ?? [];
  return (
    <>
      <PageHead title={view.texts.new}>{view.texts.lead}</PageHead>
      <DeskNav navigation={view.navigation} />
      <Column>
        <ErrorSummary title={view.texts.summaryTitle} errors={errors} />
        <Form method="post" noValidate className="grid gap-6">
          <DecisionFields view={view} values={answer?.values ?? view.values} errorOf={(name) => errors.find(({ field }) => field === name)?.text} />
          <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <button type="submit" className="button">
              {view.texts.record}
            </button>
            <Link to={view.back} className="link inline-block py-1">
              {view.texts.cancel}
            </Link>
          </div>
        </Form>
      </Column>
    </>
  );
}
