import { RETRY_AFTER_S } from "#app/lib/guarded-build.server.ts";
import { withValidators } from "#app/lib/validators.server.ts";
import { SearchUnavailable } from "#app/search/ask.server.ts";
import { ParameterError } from "#app/search/schema.ts";
import { databaseAnswers } from "#models/connection.server.ts";

import { FOR_OTHER_SITES } from "./other-sites.ts";

/** What is asked for is not there. */
export class NothingThere extends Error {}

/** Answers a program with what `make` gives as JSON, with its tag; where there is nothing to give, as `answerProgram`. */
export function answerData(request: Request, make: () => Promise<unknown>): Promise<Response> {
  return answerProgram(async () => {
    const body = JSON.stringify(await make());
    return withValidators(request, { body, contentType: "application/json; charset=utf-8", headers: FOR_OTHER_SITES });
  });
}

/**
 * Answers a program with what `make` gives; wrong parameters with 400, what is not there with 404, a server that is down
 * with 503, each as `{ code, field, message }`. Responses that `make` throws go as they are.
 */
export async function answerProgram(make: () => Promise<Response>): Promise<Response> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof Response) return error;
    if (error instanceof ParameterError) return problem(400, error.code, error.field, error.message);
    if (error instanceof NothingThere) return problem(404, "not-found", null, error.message);
    if (error instanceof SearchUnavailable) return unavailable("search-unavailable", "search server");
    if (await databaseAnswers()) throw error;
    return unavailable("database-unavailable", "database");
  }
}

function problem(status: number, code: string, field: string | null, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ code, field, message }, { status, headers: { ...headers, ...FOR_OTHER_SITES } });
}

const unavailable = (code: string, server: string): Response =>
  problem(503, code, null, `The ${server} does not answer; try again later.`, { "Retry-After": RETRY_AFTER_S });
