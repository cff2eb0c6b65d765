import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

import mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";

import { forgetOld } from "#models/trails.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { type HubProcess, startHub } from "../helpers/hub-process.ts";
import { until } from "../helpers/processes.ts";
import { newDraft, type People, signedIn } from "../review/desk.ts";
import { type FakeScanner, startScanner } from "./fake-scanner.ts";
import { mutant } from "./mutants.ts";
import { docxFile, EICAR, pdfFile, pictureFile } from "./samples.ts";
import { editPath, get, listed, untilRead, upload } from "./uploads.ts";

let scanner: FakeScanner;
let running: HubOnEngines;
let hub: HubProcess;
let people: People;

beforeAll(async () => {
  scanner = await startScanner();
  running = await startHubOnEngines({ founded: true, env: { CLAMD_URL: scanner.url, MAX_UPLOAD_MB: "2" } });
  hub = running.hub;
  people = await signedIn(hub);
});
afterAll(async () => {
  await hub?.stop();
  await running?.stop();
  await scanner?.stop();
});

async function again(): Promise<void> {
  hub.kill("hub");
  await hub.untilGone(10_000);
  hub = await startHub({ dataDir: running.dataDir, env: running.env });
}

const stored = (name: "files" | "chunks" | "pending") => mongoose.connection.collection<{ _id: string; files_id?: string }>(`uploads.${name}`);

/** Parts of files that are nowhere whole; a day is as if it had passed. */
async function orphans(): Promise<string[]> {
  await stored("pending").updateMany({}, { $set: { at: new Date(0) } } as object);
  await forgetOld();
  const [parts, whole] = [await stored("chunks").distinct("files_id"), await stored("files").distinct("_id")];
  return parts.filter((id) => !whole.includes(String(id))).map(String);
}

/** Sends the beginning of a file, and ends with the connection. */
async function beginUpload(id: string, bytes: Buffer): Promise<{ ended: Promise<void> }> {
  const boundary = "broken-off";
  const request = http.request(`${hub.url}${editPath(id)}/files`, { method: "POST", headers: { Origin: hub.url, Cookie: people.contributor.cookie, "Content-Type": `multipart/form-data; boundary=${boundary}`, "Content-Length": 1_900_000 } });
  const ended = new Promise<void>((resolve) => request.once("error", () => resolve()).once("response", () => resolve()).once("close", () => resolve()));
  request.write(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="report.pdf"\r\n\r\n`);
  request.write(Buffer.concat([bytes, Buffer.alloc(700_000)]));
  await until("some of the file has arrived", 10_000, async () => (await stored("chunks").countDocuments()) > 0);
  return { ended };
}

test("an upload that a kill has cut off leaves nothing, and is sent again to the same end", async () => {
  const id = await newDraft(people.contributor, "Cut off");
  const sample = await pdfFile("zqcutoff");
  const { ended } = await beginUpload(id, sample.bytes);
  await again();
  await ended;
  expect(await listed(hub, people.contributor, id)).toEqual([]);
  await upload(hub, people.contributor, id, sample);
  const [file, ...others] = await untilRead(hub, people.contributor, id);
  expect([file?.state, others]).toEqual(["ready", []]);
  expect(await orphans()).toEqual([]);
  expect((await get(hub, file?.url ?? "", people.contributor)).status).toBe(200);
});

test("a hub killed at any moment of reading a file reads it again to the same end", async () => {
  const states: string[] = [];
  for (const [index, ms] of [0, 700].entries()) {
    const id = await newDraft(people.contributor, `Killed while reading ${index}`);
    await upload(hub, people.contributor, id, index % 2 === 0 ? await docxFile() : await pictureFile("png"));
    await sleep(ms);
    await again();
    for (const { state, url, facts } of await untilRead(hub, people.contributor, id)) {
      states.push(state);
      expect((await (await get(hub, url ?? "", people.contributor)).arrayBuffer()).byteLength, facts).toBeGreaterThan(1_000);
    }
  }
  expect(states).toEqual(["ready", "ready"]);
  await until("nothing more is to be done", 20_000, async () => (await stored("files").countDocuments({ "metadata.work": { $exists: true } } as object)) === 0);
  expect(await orphans()).toEqual([]);
}, 180_000);

test("what a scanner finds is refused, what is too large or of no kind as well; nothing of it stays", async () => {
  const id = await newDraft(people.contributor, "Scanned");
  const { bytes } = await pdfFile("zqscanned");
  await upload(hub, people.contributor, id, { name: "virus.pdf", bytes: Buffer.concat([bytes, Buffer.from(`\n% ${EICAR}\n%%EOF\n`)]) });
  const [file] = await untilRead(hub, people.contributor, id);
  expect(file).toMatchObject({ state: "refused", reason: expect.stringContaining("virus scanner") });
  await until("its bytes are gone", 20_000, async () => (await stored("chunks").countDocuments({ files_id: file?.id } as object)) === 0);
  const office = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(2_000), Buffer.from("EncryptedPackage", "utf16le"), Buffer.alloc(2_000)]);
  for (const [name, sent, status, words] of [
    ["large.pdf", Buffer.concat([bytes, Buffer.alloc(2_100_000)]), 413, "more than 2 MB"],
    ["letter.docx", office, 400, "password"],
    ["letter.docx", Buffer.from("MZ program"), 415, "kind of file"],
    ["page.pdf", Buffer.from("<!doctype html><script>alert(1)</script>"), 415, "kind of file"],
  ] as const) {
    const answer = await upload(hub, people.contributor, id, { name, bytes: sent });
    expect([answer.status, answer.error, answer.files.length], name).toEqual([status, expect.stringContaining(words), 1]);
  }
  expect(await orphans()).toEqual([]);
});

test("damaged files leave the hub alive, and nothing half-stored", async () => {
  const id = await newDraft(people.contributor, "Damaged");
  const pid = hub.pid("hub");
  for (let index = 0; index < 6; index += 1) await upload(hub, people.contributor, id, await mutant(3, index));
  const files = await untilRead(hub, people.contributor, id);
  expect(files.length).toBeGreaterThan(3);
  await until("nothing more is to be done", 20_000, async () => (await stored("files").countDocuments({ "metadata.work": { $exists: true } } as object)) === 0);
  for (const { id: file, state } of files) {
    const own = await stored("chunks").countDocuments({ files_id: { $regex: `^${file}` } } as object);
    expect(own > 0, `${file} is ${state}`).toBe(state === "ready");
  }
  expect(await orphans()).toEqual([]);
  expect(hub.pid("hub")).toBe(pid);
});
