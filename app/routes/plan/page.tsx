import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { PagePart } from "#app/rich-text/page-part.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { Sources } from "#app/ui/sources.tsx";

import { loadPlan } from "./page.server.ts";
import { Priority } from "./priority.tsx";

export { loadPlan as loader };
export const meta = pageMeta;

/** The network's plan for its readers. */
export default function PlanPage() {
  const { network, title, lead, years, texts, decision, priorities, sources } = useLoaderData<typeof loadPlan>();
  return (
    <>
      <PageHead
        over={
          <Link to={network.url} className="underline-offset-4 hover:underline">
            {network.name}
          </Link>
        }
        title={<span lang={title.lang}>{title.text}</span>}
      >
        <PagePart part={lead} />
        <p className="mt-2 text-base">
          {years}
          {decision ? (
            <>
              {" · "}
              {texts.adopted}{" "}
              <Link to={decision.url} lang={decision.lang} className="link">
                {decision.text}
              </Link>
            </>
          ) : null}
        </p>
      </PageHead>
      <div className="wrap py-8">
        {priorities.map((priority) => (
          <Priority key={priority.id} priority={priority} texts={texts} />
        ))}
        <div className="border-t border-line pt-6">
          <Sources sources={sources} />
        </div>
      </div>
    </>
  );
}
