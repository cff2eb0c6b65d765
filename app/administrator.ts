import { env } from "#app/env.server.ts";
import { momentIn } from "#app/lib/moments.ts";
import { paths } from "#app/paths.ts";
import { auditEntry } from "#models/audit.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { createLink } from "#models/invitation.server.ts";
import { findUserByEmail, isAnyAdministrator } from "#models/user.server.ts";

/**
 * `npm run administrator -- EMAIL`: prints a one-time link for an administrator who is locked out. It lets him choose
 * a new password, and takes his second factor away. Whoever can run it can read the database: it opens nothing more.
 */

const HOURS = 24;

/** What to do where the address is no administrator's. */
async function refusal(email: string, found: boolean): Promise<string> {
  if (await isAnyAdministrator()) return `${email} is not the address of an administrator; another administrator can look the address up under “Accounts”`;
  if (found) return `${email} has an account that is suspended or no administrator, and the hub has no other administrator: give the address of the last one`;
  return "the hub has no administrator yet: open the set-up link that its first start has printed. If that link is lost, empty the collection “invitations” of its document “set-up” and start the hub again: it prints another";
}

try {
  const [email, ...rest] = process.argv.slice(2);
  if (!email || rest.length > 0) throw new Error("name the e-mail address of an administrator: npm run administrator -- NAME@EXAMPLE.ORG");
  await connect(env().MONGODB_URL);
  const user = await findUserByEmail({ email });
  if (!user || user.suspended || !user.grants.some(({ role }) => role === "administrator")) throw new Error(await refusal(email, user !== null));
  const entry = auditEntry({ by: null, address: null }, "user:password-link", { kind: "user", id: user.id }, { how: "command" });
  const link = await createLink({ kind: "administrator", validMs: HOURS * 3_600_000, email: user.email, lang: user.lang, user: user.id, entry });
  process.stdout.write(`A new password for ${user.email} (one-time link, until ${momentIn(link.expiresAt, "en", "UTC")}; it resets the second step):\n`);
  process.stdout.write(`${env().HUB_ORIGIN}${paths.resetPassword(user.lang, link.token)}\n`);
  await disconnect();
} catch (error) {
  process.stderr.write(`administrator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
