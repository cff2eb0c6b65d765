import type { HeadersFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { CooperationFields } from "./form.tsx";
import { addCooperation, loadNewCooperation } from "./new.server.ts";

export { loadNewCooperation as loader, addCooperation as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** Where something is offered or asked for. */
export default function NewCooperationPage() {
  const { form, navigation, summary, token, back } = useLoaderData<typeof loadNewCooperation>();
  const answer = useActionData<typeof addCooperation>();
  const errors = answer?.errors ?? [];
  return (
    <>
      <PageHead over={<Link to={back.url} className="link">{back.name}</Link>} title={form.texts.newTitle}>
        {form.texts.newLead}
      </PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <ErrorSummary title={summary} errors={errors} />
        <CooperationFields form={form} values={answer?.values} errors={errors} withMechanism submit={form.texts.submitNew}>
          <input type="hidden" name="token" value={answer?.token ?? token} />
        </CooperationFields>
      </Column>
    </>
  );
}
