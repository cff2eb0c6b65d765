import type { HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";

import { CodePage, GoOnPage } from "./on-the-way.tsx";
import { confirmSecondFactor, loadSecondFactor } from "./second-factor.server.ts";

export { loadSecondFactor as loader, confirmSecondFactor as action };
export const meta = pageMeta;
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function SecondFactorPage() {
  const page = useLoaderData<typeof loadSecondFactor>();
  const answer = useActionData<typeof confirmSecondFactor>();
  if (answer?.view === "go-on") return <GoOnPage {...answer} />;
  return <CodePage {...page} {...(answer ? { kept: answer.kept, errors: answer.errors } : {})} />;
}
