import { expect, test } from "vitest";

import { dice } from "../../helpers/dice.ts";
import { killDatabase } from "./killing.ts";

test("killed at any moment, the engine has all it acknowledged, and its indexes agree", async () => {
  const { faults, acknowledged } = await killDatabase({ kills: 5, ...dice(7) });
  expect(faults).toEqual([]);
  expect(acknowledged).toBeGreaterThan(100);
}, 60_000);
