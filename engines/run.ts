/**
 * Runs a program of the hub, such as the seed, with the servers that it needs: those whose URLs are
 * set, those of a hub that runs on the data folder, or else embedded ones for as long as it takes.
 *
 *     node --import tsx engines/run.ts seed/main.ts
 */
import { conduct, done } from "./start/conduct.ts";
import { hubEnvironment } from "./start/hub.ts";
import { Refusal } from "./start/refusal.ts";
import { runningServers, startServers } from "./start/servers.ts";
import { checkNode, readSettings } from "./start/settings.ts";

await conduct(async (stage) => {
  checkNode(process.versions.node);
  const [file, ...args] = process.argv.slice(2);
  if (file === undefined) throw new Refusal("Name the program to run: engines/run.ts FILE [ARGUMENT …].");
  const settings = readSettings(process.env, []);
  const servers = (await runningServers(settings.dataDir)) ?? (await startServers(stage, settings));
  const program = await stage.family.start("front", {
    name: file,
    file,
    args,
    // A URL that is set counts for more than the servers of a running hub.
    env: hubEnvironment(settings, {
      mongodbUrl: settings.mongodbUrl ?? servers.mongodbUrl,
      meiliUrl: settings.meiliUrl ?? servers.meiliUrl,
      meiliKey: settings.meiliUrl === undefined ? servers.meiliKey : settings.inherited.MEILI_API_KEY,
    }),
    output: "inherit",
  });
  const { code } = await program.ended;
  return done(code ?? 1);
});
