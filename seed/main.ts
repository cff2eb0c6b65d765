import { env, SettingError } from "#app/env.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";

import { loadSeed } from "./load.ts";

/** `npm run seed`: loads the founding network, and says what it wrote. */
try {
  await connect(env().MONGODB_URL);
  const { created, updated, unchanged, kept } = await loadSeed();
  process.stdout.write(
    `The founding network: ${created} created, ${updated} brought up to date, ${unchanged} unchanged, ${kept} kept as users or imports changed them\n`,
  );
  await disconnect();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof SettingError ? `${message}\n` : `seed: ${message}\n`);
  process.exit(1);
}
