import { data, redirect } from "@remix-run/node";

import type { Proved } from "#app/auth/guards.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import type { FormError } from "#app/lib/form-errors.server.ts";
import { cleanText } from "#app/lib/form.server.ts";
import type { Doer } from "#models/audit.server.ts";
import { isDomainError } from "#models/errors.ts";
import { LIMITS } from "#models/vocabulary.ts";

import { afterStep } from "./after-step.server.ts";

/** What of a step's form a page shows again where the step could not be taken. */
export type Refused = { intent: string; version: string; kept: string; errors: FormError[] };

/** Names the field of a reason, of which a page has several. */
export const reasonField = (intent: string, version: string): string => `reason-${intent}-${version}`;

export const doerOf = ({ actor }: Pick<Proved, "actor">, context: { address: string }): Doer => ({ by: actor.id, address: context.address });

/** The words of what keeps a step from being taken. */
type Refusal = "reasonMissing" | "reasonLong" | "movedOn" | "wrongState" | "ownWork" | "filesOpen" | "unfinished" | "notAllowed";
const STATUS: Record<Refusal, number> = { reasonMissing: 400, reasonLong: 400, unfinished: 400, movedOn: 409, filesOpen: 409, wrongState: 409, ownWork: 403, notAllowed: 403 };

/**
 * Takes one step of an item from its form: reads the reason, takes the step, writes what follows from it, and leads on.
 * What was typed comes back where another was quicker (409), or something is missing (400).
 */
export async function answerStep(
  proved: Proved,
  { id, intent, version, form, reason: isReasonAsked, take, to }: {
    id: string;
    intent: string;
    version: string;
    form: URLSearchParams;
    /** Whether the step has to be given a reason; undefined where its form has no field for one. */
    reason?: boolean | undefined;
    take: (reason: string | null) => Promise<void>;
    to: string;
  },
): Promise<Response | ReturnType<typeof data<Refused>>> {
  const t = await translator(proved.lang);
  const field = reasonField(intent, version);
  const kept = isReasonAsked === undefined ? "" : cleanText(form.get(field));
  const refuse = (refusal: Refusal) => {
    const isOfReason = refusal === "reasonMissing" || refusal === "reasonLong";
    const text = refusal === "filesOpen" ? t("files:editor.open") : t(`review:errors.${refusal}`, { max: LIMITS.reason });
    return data<Refused>({ intent, version, kept, errors: [{ field: isOfReason ? field : null, text }] }, { status: STATUS[refusal] });
  };
  if (isReasonAsked && !kept) return refuse("reasonMissing");
  if (kept.length > LIMITS.reason) return refuse("reasonLong");
  try {
    await take(kept || null);
  } catch (error) {
    if (isDomainError(error, "not-found")) throw new Response(null, { status: 404 });
    if (isDomainError(error, "moved-on")) return refuse("movedOn");
    if (isDomainError(error, "files-open")) return refuse("filesOpen");
    if (isDomainError(error, "wrong-state")) return refuse("wrongState");
    if (isDomainError(error, "own-work")) return refuse("ownWork");
    if (isDomainError(error, "not-allowed")) return refuse("notAllowed");
    if (isDomainError(error, "too-long") || (error instanceof Error && error.name === "ValidationError")) return refuse("unfinished");
    throw error;
  }
  await afterStep(id);
  return redirect(to);
}
