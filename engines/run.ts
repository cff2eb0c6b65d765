/**
 * Runs a program of the hub, such as the seed, with the servers that it needs: those whose URLs are
 * set, those of a hub that runs on the data folder, or else embedded ones for as long as it takes.
 *
 *     node --import tsx engines/run.ts seed/main.ts
 *
 * With `--founded` before the file, an embedded database that is new gets the founding network first.
 */
import { conduct, done } from "./start/conduct.ts";
import { refuseHalfRestored } from "./start/folders.ts";
import { foundNetwork } from "./start/founding.ts";
import { hubEnvironment } from "./start/hub.ts";
import { Refusal } from "./start/refusal.ts";
import { runningServers, startServers } from "./start/servers.ts";
import { checkNode, readSettings } from "./start/settings.ts";

await conduct(async (stage) => {
  checkNode(process.versions.node);
  const given = process.argv.slice(2);
  const wantsFounding = given[0] === "--founded";
  const [file, ...args] = wantsFounding ? given.slice(1) : given;
  if (file === undefined) throw new Refusal("Name the program to run: engines/run.ts [--founded] FILE [ARGUMENT …].");
  const settings = readSettings(process.env, []);
  refuseHalfRestored(settings.dataDir);
  const running = await runningServers(settings.dataDir);
  const servers = running ?? (await startServers(stage, settings, "source"));
  // A URL that is set counts for more than the servers of a running hub.
  const env = hubEnvironment(settings, {
    mongodbUrl: settings.mongodbUrl ?? servers.mongodbUrl,
    meiliUrl: settings.meiliUrl ?? servers.meiliUrl,
    meiliKey: settings.meiliUrl === undefined ? servers.meiliKey : settings.inherited.MEILI_API_KEY,
  });
  if (wantsFounding && !running && settings.mongodbUrl === undefined) await foundNetwork(stage.family, settings.dataDir, env);
  const program = await stage.family.start("front", { name: file, file, args, env, output: "inherit" });
  const { code } = await program.ended;
  return done(code ?? 1);
});
