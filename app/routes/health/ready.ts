import { allowAnyone } from "#app/auth/guards.server.ts";
import { searchAnswers } from "#app/search/client.server.ts";
import { databaseAnswers } from "#models/connection.server.ts";

/** The hub can answer pages; without search it goes on, degraded. */
export async function loader() {
  allowAnyone();
  const [database, search] = await Promise.all([databaseAnswers(), searchAnswers()]);
  return Response.json({ database, search }, { status: database ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
