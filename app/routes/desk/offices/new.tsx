import { useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { loadDefinition, saveDefinition } from "./definition.server.ts";
import { DefinitionForm } from "./definition.tsx";

export { loadDefinition as loader, saveDefinition as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

/** An office more. */
export default function NewOfficePage() {
  return <DefinitionForm view={useLoaderData<typeof loadDefinition>()} answer={useActionData<typeof saveDefinition>()} />;
}
