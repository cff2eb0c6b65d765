import { existsSync } from "node:fs";
import path from "node:path";

import { env } from "#app/env.server.ts";

/** The file that a user names to a command: as seen from where the user is, since npm changes to the project's folder. */
export function givenFile(name: string): string {
  const fromUser = path.resolve(env().INIT_CWD ?? ".", name);
  return existsSync(fromUser) ? fromUser : path.resolve(name);
}
