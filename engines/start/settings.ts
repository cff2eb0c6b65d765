import path from "node:path";

import { Refusal } from "./refusal.ts";

/** The project's folder: programs, build and a relative data folder are found from here, wherever the start was called. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

export interface Settings {
  readonly dev: boolean;
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Undefined where the embedded engine is to stand in. */
  readonly mongodbUrl: string | undefined;
  readonly meiliUrl: string | undefined;
  /** The environment of the start without its own empty settings; what it does not know goes to the hub unchanged. */
  readonly inherited: NodeJS.ProcessEnv;
}

const OWN = [
  "PORT",
  "HOST",
  "HUB_ORIGIN",
  "HUB_DATA_DIR",
  "MONGODB_URL",
  "MEILI_URL",
  "MEILI_API_KEY",
  "MEILI_INDEX",
] as const;

/**
 * Reads the settings of the start. An empty value counts as none, as an `.env` file or a container writes it.
 * @throws Refusal naming the setting that is wrong.
 */
export function readSettings(env: NodeJS.ProcessEnv, args: readonly string[]): Settings {
  const unknown = args.find((arg) => arg !== "--dev");
  if (unknown !== undefined) throw new Refusal(`${unknown}: unknown option; the only one is --dev.`);

  const inherited = { ...env };
  for (const name of OWN) {
    const value = inherited[name]?.trim();
    if (value) inherited[name] = value;
    else delete inherited[name];
  }
  checkOrigin(inherited.HUB_ORIGIN);
  return {
    dev: args.includes("--dev"),
    port: readPort(inherited.PORT),
    host: inherited.HOST ?? "127.0.0.1",
    dataDir: path.resolve(ROOT, inherited.HUB_DATA_DIR ?? ".data"),
    mongodbUrl: checkScheme("MONGODB_URL", inherited.MONGODB_URL, ["mongodb:", "mongodb+srv:"]),
    meiliUrl: checkScheme("MEILI_URL", inherited.MEILI_URL, ["http:", "https:"]),
    inherited,
  };
}

/** @throws Refusal where this Node cannot run the hub. */
export function checkNode(version: string): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Refusal(`Node ${version} is too old: the hub needs Node 20.19 or later.`);
}

function readPort(value = "3000"): number {
  const port = Number(value);
  if (/^\d{1,5}$/.test(value) && port <= 65_535) return port;
  throw new Refusal(`PORT: "${value}" is not a port number from 0 to 65535.`);
}

function checkOrigin(value: string | undefined): void {
  if (value === undefined) return;
  const url = URL.canParse(value) ? new URL(value) : null;
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  if (!isOrigin) {
    throw new Refusal(`HUB_ORIGIN: "${value}" is not an origin such as https://hub.example.org.`);
  }
}

/** The value itself is not repeated: a database URL may hold a password. */
function checkScheme(name: string, value: string | undefined, schemes: readonly string[]) {
  if (value === undefined || schemes.some((scheme) => value.startsWith(`${scheme}//`))) return value;
  throw new Refusal(`${name}: the value does not begin with ${schemes.join("// or ")}//.`);
}
