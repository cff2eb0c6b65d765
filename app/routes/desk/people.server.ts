import type { Proved } from "#app/auth/guards.server.ts";
import { formatMoment } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { ISOLATE, ISOLATE_END } from "#app/mail/plain-line.ts";
import { namesById } from "#models/named-person.server.ts";

/** Says who did something and when, on the clock of whoever reads it. */
export type Told = (by: string | null | undefined, at: Date | string | null | undefined) => string | null;

/** A name within a sentence, whose letters may run the other way. */
export const isolated = (name: string): string => (name ? `${ISOLATE}${name}${ISOLATE_END}` : "");

/** For the people with these ids; one who is there no longer is not named. */
export async function teller(tools: PageTools, { user, lang }: Pick<Proved, "user" | "lang">, ids: Array<string | null | undefined>): Promise<{ tell: Told; name: (id: string | null | undefined) => string }> {
  const people = await namesById(ids.filter((id) => typeof id === "string"));
  const name = (id: string | null | undefined) => (id ? (people.get(id) ?? tools.t("review:someone")) : tools.t("review:hub"));
  return {
    name,
    tell: (by, at) => (at ? tools.t("review:byAt", { name: isolated(name(by)), at: formatMoment(at, lang, user.timeZone) }) : null),
  };
}
