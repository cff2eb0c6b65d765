import type { PageTools } from "./page-tools.server.ts";
import type { Grant } from "#models/actor.ts";

/** A role and for whom it was given, in words. */
export function grantName({ role, mechanism }: Grant, tools: PageTools): string {
  return `${tools.t(`mail:roles.${role}`)} – ${mechanism ? tools.mechanismById(mechanism) : tools.t("accounts:network")}`;
}
