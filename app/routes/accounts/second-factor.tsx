import type { HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { paths } from "#app/paths.ts";

import { CodePage } from "./on-the-way.tsx";
import { confirmSecondFactor, loadSecondFactor } from "./second-factor.server.ts";

export { loadSecondFactor as loader, confirmSecondFactor as action };
export const meta = pageMeta;
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function SecondFactorPage() {
  const { to, kept, texts } = useLoaderData<typeof loadSecondFactor>();
  const { lang = "" } = useParams();
  const answer = useActionData<typeof confirmSecondFactor>();
  return <CodePage kept={kept} texts={texts} action={paths.secondFactor(lang, to ?? undefined)} errors={answer?.view === "code" ? answer.errors : []} />;
}
