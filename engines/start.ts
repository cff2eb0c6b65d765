/**
 * `npm start`: builds the hub where needed, starts the embedded engine for each server that has no URL,
 * loads the founding network on the first start, starts the hub, and ends all of them together.
 */
import { buildIfNeeded } from "./start/build.ts";
import { startDatabase, startSearch } from "./start/embedded.ts";
import { Family, type Grace, HURRIED, UNHURRIED } from "./start/family.ts";
import { prepareDataFolder, prepareSocketPlace } from "./start/folders.ts";
import { foundNetwork, forgetFoundingWithoutDatabase } from "./start/founding.ts";
import { HubRefused, type Servers, hubEnvironment, startHub } from "./start/hub.ts";
import { checkAddress } from "./start/port.ts";
import { Refusal } from "./start/refusal.ts";
import { type Settings, checkNode, readSettings } from "./start/settings.ts";
import { untilParentDies, untilSignalled } from "./start/stops.ts";

/** Why the start ends, and how. */
interface Outcome {
  readonly code: 0 | 1;
  readonly grace: Grace;
  readonly message?: string;
}

const FAILED = { code: 1, grace: HURRIED } as const;

const family = new Family();
const cleanUps: (() => void)[] = [];

async function run(): Promise<never> {
  checkNode(process.versions.node);
  const settings = readSettings(process.env, process.argv.slice(2));
  if (settings.port !== 0) await checkAddress(settings.host, settings.port);
  const embeds = settings.mongodbUrl === undefined || settings.meiliUrl === undefined;
  if (embeds) prepareDataFolder(settings.dataDir);
  if (!settings.dev) await buildIfNeeded(family, settings.inherited);

  const env = hubEnvironment(settings, await startServers(settings));
  if (settings.mongodbUrl === undefined) await foundNetwork(family, settings.dataDir, env);
  await startHub(family, settings, env);
  return new Promise<never>(() => {});
}

async function startServers(settings: Settings): Promise<Servers> {
  // What the processes write from here on is for their owner alone, even where the data folder is not.
  process.umask(0o077);
  const [mongodbUrl, search] = await Promise.all([
    settings.mongodbUrl ?? embedDatabase(settings),
    settings.meiliUrl === undefined
      ? startSearch(family, settings)
      : { url: settings.meiliUrl, key: settings.inherited.MEILI_API_KEY },
  ]);
  return { mongodbUrl, meiliUrl: search.url, meiliKey: search.key };
}

async function embedDatabase(settings: Settings): Promise<string> {
  forgetFoundingWithoutDatabase(settings.dataDir);
  const socket = prepareSocketPlace(settings.dataDir);
  cleanUps.push(socket.remove);
  return startDatabase(family, settings, socket.path);
}

function failed(error: unknown): Outcome {
  if (error instanceof HubRefused) return FAILED;
  if (error instanceof Refusal) return { ...FAILED, message: error.message };
  return { ...FAILED, message: error instanceof Error ? error.stack : String(error) };
}

// A reader who has gone away (`npm start | head`) is no reason to leave the processes unattended.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

const outcome = await Promise.race<Outcome>([
  run().catch(failed),
  family.lost.then((message) => ({ ...FAILED, message })),
  untilSignalled(() => {
    family.killAll();
    process.exit(1);
  }).then(() => ({ code: 0, grace: UNHURRIED })),
  untilParentDies(Boolean(process.env.npm_lifecycle_event)).then(() => FAILED),
]);
if (outcome.message) process.stderr.write(`${outcome.message}\n`);
await family.end(outcome.grace);
for (const cleanUp of cleanUps) cleanUp();
process.exit(outcome.code);
