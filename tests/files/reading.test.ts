import { writeFile } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { Readable } from "node:stream";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { CHILD_LIMITS, runJob } from "#app/files/child.server.ts";
import { scanByClamd } from "#app/files/clamd.server.ts";
import { inOwnFolder } from "#app/files/own-folder.server.ts";
import { ATTACHED_TYPES } from "#models/file.ts";

import { type FakeScanner, startScanner } from "./fake-scanner.ts";
import { readMutants } from "./mutations.ts";
import { EICAR, hostileFiles, pdfFile, type Sample, xlsxFile } from "./samples.ts";

const typeOf = (name: string) => Object.entries(ATTACHED_TYPES).find(([, ending]) => name.endsWith(`.${ending}`))?.[0] ?? "";

/** What becomes of a file in a process of its own. */
const outcomeOf = ({ name, bytes }: Sample, limits = CHILD_LIMITS): Promise<string> =>
  inOwnFolder(async (folder) => {
    const given = path.join(folder, "in");
    await writeFile(given, bytes);
    const ending = await runJob({ task: "read", path: given, type: typeOf(name), out: path.join(folder, "out") }, new AbortController().signal, limits);
    return "refused" in ending ? ending.refused : "ended" in ending ? ending.ended : "kept";
  });

describe("a file is read in a process of its own", () => {
  test("and refused with the reason where it is hostile", async () => {
    const hostile = await hostileFiles();
    const found: Record<string, string> = {};
    for (const [what, sample] of Object.entries(hostile)) found[what] = await outcomeOf(sample);
    expect(found).toEqual(Object.fromEntries(Object.entries(hostile).map(([what, { reason }]) => [what, reason])));
  });

  test("which is ended where it takes too long, or too much memory", async () => {
    const sample = await pdfFile();
    expect(await outcomeOf(sample, { ...CHILD_LIMITS, ms: 30 })).toBe("exhausted");
    expect(await outcomeOf(sample, { ...CHILD_LIMITS, memoryMb: 1 })).toBe("exhausted");
    // Many small texts, within what may be packed, take more than so little.
    const texts = Array.from({ length: 300_000 }, (_, index) => `<si><t>${(index * 7_919) % 999_983}</t></si>`).join("");
    expect(await outcomeOf(xlsxFile({ "xl/sharedStrings.xml": `<sst>${texts}</sst>` }), { ...CHILD_LIMITS, heapMb: 16 })).toBe("exhausted");
  });

  test("whatever is damaged in it", async () => {
    const { outcomes, exhausted } = await readMutants({ seed: 1, count: 100 });
    expect(exhausted).toEqual([]);
    expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(100);
  });
});

describe("the scanner", () => {
  let scanner: FakeScanner;
  beforeAll(async () => void (scanner = await startScanner()));
  afterAll(() => scanner.stop());

  const file = (text: string) => Readable.from([Buffer.from("before it, "), Buffer.from(text)]);

  test("is sent the whole file, and says what it has found", async () => {
    expect(await scanByClamd(scanner.url, file("nothing"))).toBeNull();
    expect(scanner.scanned.at(-1)?.toString()).toBe("before it, nothing");
    expect(await scanByClamd(scanner.url, file(EICAR))).toBe("Eicar-Signature");
  });

  test("says of nothing that it is clean which it has not seen to the end", async () => {
    scanner.most = 20;
    await expect(scanByClamd(scanner.url, Readable.from(Array.from({ length: 2_000 }, () => Buffer.alloc(10_000))))).rejects.toThrow(/size limit exceeded|ECONNRESET|EPIPE/);
    const deaf = net.createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await new Promise((resolve) => deaf.once("listening", resolve));
    await expect(scanByClamd(`tcp://127.0.0.1:${(deaf.address() as net.AddressInfo).port}`, file("a"))).rejects.toThrow(/no answer|ECONNRESET|EPIPE/);
    deaf.close();
    await expect(scanByClamd("unix:///nowhere/clamd.sock", file("a"))).rejects.toThrow("ENOENT");
  });
});
