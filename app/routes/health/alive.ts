import { allowAnyone } from "#app/auth/guards.server.ts";

/** The process answers. */
export function loader() {
  allowAnyone();
  return Response.json({ alive: true }, { headers: { "Cache-Control": "no-store" } });
}
