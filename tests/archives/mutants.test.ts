import { expect, test } from "vitest";

import { contentsOf, fromBuffer } from "../../app/archive/read.server.ts";
import { ARCHIVE_LIMITS } from "../../app/archive/format.ts";
import { zipSync } from "fflate";

import { read, readArchiveMutants } from "./mutations.ts";
import { archiveWith, soundArchive } from "./mutants.ts";

process.env.MONGODB_URL ??= "mongodb://127.0.0.1:1/none";
process.env.MEILI_URL ??= "http://127.0.0.1:1";

test("damaged archives are refused with a reason, and nothing else happens to whoever reads them", async () => {
  expect((await contentsOf(fromBuffer(await soundArchive()))).mechanism).toBe("morocco");
  const { outcomes, faults, memoryMb } = await readArchiveMutants({ seed: 7, count: 250 });
  expect(faults).toEqual([]);
  expect(memoryMb).toBeLessThan(900);
  // Each kind of damage is met by the look that is for it.
  expect(Object.keys(outcomes)).toEqual(expect.arrayContaining(["broken", "hash", "names", "document", "foreign"]));
});

test("an archive with far more packed in it than it has itself is refused before it is unpacked", async () => {
  const bomb = zipSync({ "items/a.json": new Uint8Array(ARCHIVE_LIMITS.ratioFrom + 1), "archive.json": new Uint8Array(1) }, { level: 9 });
  await expect(contentsOf(fromBuffer(Buffer.from(bomb)))).rejects.toMatchObject({ code: "bomb" });
});

test("a document that would take the hub's memory or time, or that its database would not take, is refused at once", async () => {
  const refused = async (code: string, change: Parameters<typeof archiveWith>[1], entry = "items/") => expect(read(fromBuffer(await archiveWith(entry, change)))).rejects.toMatchObject({ code });
  const begun = Date.now();
  const filledWith = (field: string, text: string) => (item: Record<string, unknown>) => JSON.stringify({ ...item, [field]: "@" }).replace('"@"', text);
  await refused("document", filledWith("versions", `[${Array(20_000).fill("{}").join()}]`));
  await refused("document", filledWith("versions", `[${Array(1_000).fill('{"lang":"fr","state":"draft","follows":1}').join()}]`));
  await refused("bomb", filledWith("figures", `[${Array(500_000).fill("[]").join()}]`));
  await refused("bomb", filledWith("draftFacts", "[".repeat(150) + "]".repeat(150)));
  await refused("document", (term) => ({ ...term, labels: { "fr\0": "femmes" } }), "terms/");
  expect(Date.now() - begun).toBeLessThan(5_000);
});
