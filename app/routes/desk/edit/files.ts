import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { requireMember } from "#app/auth/guards.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";

import { attach, attachedViews, detach, readEditorForm, refusalText, STATUS } from "./attached.server.ts";
import { openVersion } from "./opened.server.ts";

/** The files of a version, asked for again while one is being read; as JSON, and with 401 where the session has ended. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const proved = await requireMember({ request, params });
  const { content } = await openVersion(proved, params);
  return Response.json({ files: await attachedViews(await pageTools(proved.lang), content) }, NOT_KEPT);
}

/** Attaches one file, or takes one away, beside the text; answers with the files there are then. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const proved = await requireMember({ request, params });
  const opened = await openVersion(proved, params);
  const tools = await pageTools(proved.lang);
  const form = await readEditorForm(request);
  const removed = form.fields.get("remove");
  const refusal = removed === null ? await attach(proved, opened, form) : await detach(proved, opened, removed);
  const { content } = await openVersion(proved, params);
  const files = await attachedViews(tools, content);
  if (refusal) return Response.json({ files, error: refusalText(tools, refusal) }, { ...NOT_KEPT, status: STATUS[refusal] });
  return Response.json({ files }, NOT_KEPT);
}

const NOT_KEPT = { headers: { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" } };
