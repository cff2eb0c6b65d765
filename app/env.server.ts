import { z } from "zod";

/** The hub's only reader of `process.env`. Parsed once, at the first import; frozen. */

const url = (...protocols: string[]) =>
  z.string().refine(
    (value) => {
      const match = /^([a-z+]+):\/\/\S+$/.exec(value);
      // The driver of the database takes lists of hosts, which are no URL; it judges them itself.
      const isReadable = match?.[1]?.startsWith("mongodb") || URL.canParse(value);
      return Boolean(match?.[1] && protocols.includes(match[1]) && isReadable);
    },
    `must be a URL starting with ${protocols.map((protocol) => `${protocol}://`).join(" or ")}`,
  );

/** `name@host`, or `Name <name@host>`; quotes may stand around the name. */
const SENDER = /^(?:(?:"[^"\p{Cc}]*"|[^"<>\p{Cc}]*)\s*<[^\s<>@,;:"()\\]+@[^\s<>@,;:"()\\]+>|[^\s<>@,;:"()\\]+@[^\s<>@,;:"()\\]+)$/u;

/** The host as the second half of a mail address has it: a bare number stands in brackets there (RFC 5321, 4.1.3). */
function mailHost(origin: string): string {
  const { hostname } = new URL(origin);
  if (hostname.startsWith("[")) return `[IPv6:${hostname.slice(1)}`;
  return /^[\d.]+$/.test(hostname) ? `[${hostname}]` : hostname;
}

const settings = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    HOST: z.string().min(1).default("127.0.0.1"),
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    HUB_ORIGIN: url("http", "https").optional(),
    MONGODB_URL: url("mongodb", "mongodb+srv"),
    MEILI_URL: url("http", "https"),
    MEILI_API_KEY: z.string().optional(),
    /** The hub's index; hubs that share a search server have one each. Servers take longer names, and a rebuild adds to it. */
    MEILI_INDEX: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,100}$/, "must be 1 to 100 letters from A to Z, digits, - and _")
      .default("items"),
    SMTP_URL: url("smtp", "smtps").optional(),
    MAIL_FROM: z
      .string()
      .regex(SENDER, "must be one mail address, or a name and <address>")
      .optional(),
    TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
    CLAMD_URL: url("tcp", "unix").optional(),
    MAX_UPLOAD_MB: z.coerce.number().positive().max(2000).default(50),
    /** Archives of mechanisms, which have all their files in them. */
    MAX_ARCHIVE_MB: z.coerce.number().positive().max(100_000).default(2000),
    /** The embedded engines' folder; no import reads from it. */
    HUB_DATA_DIR: z.string().default(".data"),
    /** Set by npm: the folder in which the user called it. */
    INIT_CWD: z.string().optional(),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  })
  .transform((parsed) => {
    const HUB_ORIGIN = (parsed.HUB_ORIGIN ?? `http://localhost:${parsed.PORT}`).replace(/\/+$/, "");
    return { ...parsed, HUB_ORIGIN, MAIL_FROM: parsed.MAIL_FROM ?? `NMIRF Hub <no-reply@${mailHost(HUB_ORIGIN)}>` };
  });

export type Env = Readonly<z.infer<typeof settings>>;

/** A setting that the hub cannot start with; the message is one line that names it. */
export class SettingError extends Error {
  override name = "SettingError";
}

/**
 * Reads the settings from `source`; an empty value counts as not set.
 * @throws SettingError naming the first setting that is wrong, and what is wrong with it.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const result = settings.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  const issue = result.error.issues[0];
  const name = issue?.path.join(".") ?? "settings";
  // Without the value: a URL may hold a password.
  throw new SettingError(`${name}: ${issue?.code === "invalid_type" && !given[name] ? "must be set" : (issue?.message ?? "wrong value")}`);
}

let parsed: Env | undefined;

/** The settings of this process. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
