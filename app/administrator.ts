import { env } from "#app/env.server.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { paths } from "#app/paths.ts";
import { auditEntry } from "#models/audit.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { createLink, createSetUpToken, renewSetUpToken } from "#models/invitation.server.ts";
import { findUserByEmail, isAnyAdministrator } from "#models/user.server.ts";

/**
 * `npm run administrator -- EMAIL`: prints a one-time link for an administrator who is locked out. It lets him choose
 * a new password, and takes his second factor away. Whoever can run it can read the database: it opens nothing more.
 */

const HOURS = 24;

/** What to do where the address is no administrator's. */
async function refusal(email: string): Promise<string> {
  if (await isAnyAdministrator()) return `${email} is not the address of an administrator; another administrator finds the address under “Accounts”`;
  const token = (await createSetUpToken()) ?? (await renewSetUpToken());
  if (token) return `the hub has no administrator yet. This link makes the first one, in place of the one printed before: ${env().HUB_ORIGIN}${paths.setUp("en", token)}`;
  return "the hub has no administrator any more, and its set-up link is used up: restore the database from a backup in which it has one";
}

try {
  const [email, ...rest] = process.argv.slice(2);
  if (!email || rest.length > 0) throw new Error("name the e-mail address of an administrator: npm run administrator -- NAME@EXAMPLE.ORG");
  await connect(env().MONGODB_URL);
  const user = await findUserByEmail({ email });
  if (!user || user.suspended || !user.grants.some(({ role }) => role === "administrator")) throw new Error(await refusal(email));
  const entry = auditEntry({ by: null, address: null }, "user:password-link", { kind: "user", id: user.id }, { how: "command" });
  const link = await createLink({ kind: "administrator", validMs: HOURS * 3_600_000, email: user.email, lang: user.lang, user: user.id, entry });
  process.stdout.write(`A new password for ${user.email} (one-time link, until ${formatMoment(link.expiresAt, "en", "UTC")}; it resets the second step):\n`);
  process.stdout.write(`${env().HUB_ORIGIN}${paths.resetPassword(user.lang, link.token)}\n`);
  await disconnect();
} catch (error) {
  process.stderr.write(`administrator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
