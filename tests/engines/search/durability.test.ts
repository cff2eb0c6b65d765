import { expect, test } from "vitest";

import { dice } from "../../helpers/dice.ts";
import { killSearch } from "./killing.ts";

test("killed at any moment, the engine has all it acknowledged, and words, columns and documents tell the same", async () => {
  const { faults, acknowledged } = await killSearch({ kills: 5, ...dice(5) });
  expect(faults).toEqual([]);
  expect(acknowledged).toBeGreaterThan(100);
}, 60_000);
