import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Priority } from "#app/routes/plan/priority.tsx";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadPlanDesk, movePriority } from "./page.server.ts";

export { loadPlanDesk as loader, movePriority as action };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** The network's plan for those who keep it. */
export default function PlanDeskPage() {
  const { navigation, texts, title, done, here, seen, links, priorities } = useLoaderData<typeof loadPlanDesk>();
  const answer = useActionData<typeof movePriority>();
  return (
    <>
      <PageHead title={title ? <span lang={title.lang}>{title.text}</span> : texts.title}>{texts.deskLead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <ErrorSummary title={texts.summary} errors={answer?.errors ?? []} />
        {done && !answer ? (
          <p role="status" className="note max-w-prose">
            {done}
          </p>
        ) : null}
        {links ? (
          <p className="flex flex-wrap gap-x-6">
            <Link to={links.public} className="link inline-block py-1">
              {texts.asReaders}
            </Link>
            <Link to={links.log} className="link inline-block py-1">
              {texts.log}
            </Link>
            {links.add ? (
              <Link to={links.add} className="link inline-block py-1">
                {texts.addPriority}
              </Link>
            ) : null}
          </p>
        ) : (
          <p className="rounded-lg border border-line bg-surface p-6">{texts.noPlan}</p>
        )}
        <div>
          {priorities.map(({ view, edit, add, moves, activities }) => (
            <Priority
              key={view.id}
              priority={view}
              texts={texts}
              beside={Object.fromEntries(
                Object.entries(activities).map(([id, url]) => [
                  id,
                  <p key={id} className="text-sm">
                    <Link to={url} id={`edit-${id}`} aria-labelledby={`edit-${id} ${id}`} className="link inline-block py-1">
                      {texts.editActivity}
                    </Link>
                  </p>,
                ]),
              )}
              below={
                <div className="flex flex-wrap items-center gap-3">
                  <Link to={edit} id={`edit-${view.id}`} aria-labelledby={`edit-${view.id} ${view.id}`} className="button-quiet">
                    {texts.editPriority}
                  </Link>
                  <Link to={add} id={`add-${view.id}`} aria-labelledby={`add-${view.id} ${view.id}`} className="button-quiet">
                    {texts.addActivity}
                  </Link>
                  <Form method="post" action={here} className="flex flex-wrap gap-x-6">
                    <input type="hidden" name="seen" value={seen} />
                    <input type="hidden" name="priority" value={view.id} />
                    {moves.map((way) => (
                      <button key={way} type="submit" name="intent" value={way} id={`${way}-${view.id}`} aria-labelledby={`${way}-${view.id} ${view.id}`} className="link min-h-8 cursor-pointer text-sm">
                        {texts[way]}
                      </button>
                    ))}
                  </Form>
                </div>
              }
            />
          ))}
        </div>
      </Column>
    </>
  );
}
