import { strFromU8, unzipSync } from "fflate";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { until } from "../helpers/processes.ts";
import { type People, newDraft, signedIn, step, workPath } from "../review/desk.ts";
import { arabicPdf, AUTHOR, docxFile, odtFile, pdfFile, pictureFile, pptxFile, type Sample, WORDS, xlsxFile } from "./samples.ts";
import { editPath, get, type Listed, listed, untilRead, upload } from "./uploads.ts";

let running: HubOnEngines;
let hub: HubOnEngines["hub"];
let people: People;
/** An item with a file of each kind, and the files by their endings. */
let item: string;
const files = new Map<string, Listed>();
const samples = new Map<string, Sample>();

const urlOf = (ending: string) => files.get(ending)?.url ?? "";
const bytesOf = async (ending: string) => Buffer.from(await (await get(hub, urlOf(ending), people.contributor)).arrayBuffer());

beforeAll(async () => {
  running = await startHubOnEngines({ founded: true });
  hub = running.hub;
  people = await signedIn(hub);
  item = await newDraft(people.contributor, "With files");
  for (const sample of [await pdfFile(), await docxFile(), await pptxFile(), odtFile(), xlsxFile(), await pictureFile("jpeg"), await pictureFile("png"), await pictureFile("webp")]) {
    const answer = await upload(hub, people.contributor, item, sample);
    if (answer.error) throw new Error(`${sample.name}: ${answer.error}`);
    const ending = answer.files.at(-1)?.name.split(".").at(-1) ?? "";
    samples.set(ending, sample);
  }
  for (const file of await untilRead(hub, people.contributor, item)) files.set(file.name.split(".").at(-1) ?? "", file);
});
afterAll(() => running?.stop());

describe("files of a draft", () => {
  test("are read, each as what it is", () => {
    expect([...files].map(([ending, { state, facts }]) => `${ending} ${state} ${facts.split(" · ").filter((fact) => !fact.endsWith("B")).join(" · ")}`)).toEqual([
      "pdf ready PDF · 3 pages", "docx ready DOCX · 2 sections", "pptx ready PPTX · 2 sections", "odt ready ODT · 1 section", "xlsx ready XLSX · 1 section", "jpg ready JPG", "png ready PNG", "webp ready WEBP",
    ]);
  });

  test("are for those who work on the item, and for nobody else", async () => {
    const [path = "", pages = ""] = [urlOf("pdf"), `/en/files/${files.get("pdf")?.id}`];
    for (const [person, status] of [[people.contributor, 200], [people.editor, 200], [people.stranger, 404], [people.reviewer, 404], [null, 404]] as const) {
      for (const address of [path, pages, path.replace(/[^/]+$/, "preview/1")]) expect((await get(hub, address, person)).status, `${address} ${person?.name}`).toBe(status);
    }
    expect((await get(hub, path, people.contributor)).headers.get("Cache-Control")).toContain("private");
  });

  test("name nobody who wrote them, and no camera and place", async () => {
    for (const ending of ["docx", "pptx", "odt", "xlsx"]) {
      const texts = (bytes: Buffer) => Object.values(unzipSync(bytes)).map((part) => strFromU8(part)).join("");
      expect(texts(samples.get(ending)?.bytes ?? Buffer.alloc(0)), ending).toContain(AUTHOR);
      expect(texts(await bytesOf(ending)), ending).not.toContain(AUTHOR);
    }
    for (const ending of ["jpg", "png", "webp"]) {
      const { exif, width } = await sharp(await bytesOf(ending)).metadata();
      expect({ exif, width }, ending).toEqual({ exif: undefined, width: 1_200 });
    }
    expect((await bytesOf("pdf")).toString("latin1")).not.toContain(AUTHOR);
  });

  test("come whole, in parts, or not again, with their names in any script", async () => {
    const whole = await bytesOf("docx");
    const path = urlOf("docx");
    const { headers } = await get(hub, path, people.contributor);
    expect(headers.get("Content-Disposition")).toBe(`attachment; filename="file.docx"; filename*=UTF-8''${encodeURIComponent("تقرير الآلية.docx")}`);
    expect([headers.get("X-Content-Type-Options"), headers.get("Content-Security-Policy")]).toEqual(["nosniff", expect.stringContaining("sandbox")]);
    const etag = headers.get("ETag") ?? "";
    expect((await get(hub, path, people.contributor, { "If-None-Match": etag })).status).toBe(304);
    for (const [range, part] of [["bytes=0-9", whole.subarray(0, 10)], ["bytes=100-", whole.subarray(100)], ["bytes=-7", whole.subarray(-7)]] as const) {
      const answer = await get(hub, path, people.contributor, { Range: range });
      expect(answer.status, range).toBe(206);
      expect(Buffer.from(await answer.arrayBuffer()).equals(part), range).toBe(true);
    }
    expect((await get(hub, path, people.contributor, { Range: `bytes=${whole.length}-` })).status).toBe(416);
    expect((await get(hub, path, people.contributor, { Range: "bytes=0-9", "If-Range": '"another"' })).status).toBe(200);
    expect((await get(hub, urlOf("pdf"), people.contributor)).headers.get("Content-Disposition")).toContain(`inline; filename="Rapport  suivi.pdf"`);
  });

  test("have pictures of their pages, and their text by pages", async () => {
    const { id } = files.get("pdf") ?? { id: "" };
    const picture = await get(hub, `/files/${id}/preview/2`, people.contributor);
    expect(await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).toMatchObject({ format: "webp", width: 800 });
    expect((await get(hub, `/files/${id}/preview/4`, people.contributor)).status).toBe(404);
    const page = await (await get(hub, `/en/files/${id}`, people.contributor)).text();
    expect(page).toContain(`Recommendations about ${WORDS.pdf}`);
    expect(await (await get(hub, `/ar/files/${files.get("docx")?.id}`, people.contributor)).text()).toContain("تقرير الآلية الوطنية عن تنفيذ التوصيات");
  });

  test("are attached once, however often the same bytes come", async () => {
    const again = await upload(hub, people.contributor, item, samples.get("odt") as Sample);
    expect(again.files.map(({ id }) => id)).toEqual([...files.values()].map(({ id }) => id));
  });

  test("are attached without JavaScript, with what was typed beside them", async () => {
    const id = await newDraft(people.contributor, "Without scripts");
    const page = await (await get(hub, editPath(id), people.contributor)).text();
    const form = new FormData();
    for (const [, tag = ""] of page.matchAll(/<input type="hidden"([^>]*)>/g)) form.append(/name="([^"]*)"/.exec(tag)?.[1] ?? "", /value="([^"]*)"/.exec(tag)?.[1] ?? "");
    for (const [name, value] of Object.entries({ intent: "add-file", title: "Typed meanwhile", summary: "A summary" })) form.append(name, value);
    const { name, bytes } = await arabicPdf("التوصيات");
    form.append("file", new Blob([new Uint8Array(bytes)]), name);
    const send = (body: FormData) => fetch(hub.url + editPath(id), { method: "POST", redirect: "manual", headers: { Origin: hub.url, Cookie: people.contributor.cookie }, body });
    const answer = await send(form);
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, `${editPath(id)}#files`]);
    expect(await (await get(hub, editPath(id), people.contributor)).text()).toContain("Typed meanwhile");
    const [file] = await untilRead(hub, people.contributor, id);
    expect(file).toMatchObject({ name: "توصيات.pdf", state: "ready" });
    expect(await (await get(hub, `/en/files/${file?.id}`, people.contributor)).text()).toContain("التوصيات");
    form.set("intent", "add-file");
    form.set("file", new Blob(["MZ"]), "letter.pdf");
    const refused = await send(form);
    expect([refused.status, (await refused.text()).includes("This kind of file is not taken")]).toEqual([415, true]);
  });
});

describe("files of a published item", () => {
  const searched = async (q: string) => (await (await get(hub, `/en/search?q=${q}`, null)).text()).replace(/<script[\s\S]*?<\/script>/g, "").replace(/<\/?mark[^>]*>/g, "");

  test("are everybody's with its text, found by what is in them, at the page", async () => {
    expect(await searched(WORDS.pdf)).not.toContain("/files/");
    await step(hub, people.editor, "submit", item);
    expect((await get(hub, urlOf("pdf"), people.reviewer)).status, "to a reviewer").toBe(200);
    expect((await get(hub, urlOf("pdf"), null)).status, "to readers before").toBe(404);
    expect((await step(hub, people.reviewer, "approve", item)).status).toBe(302);
    const found = await get(hub, urlOf("pdf"), null);
    expect([found.status, found.headers.get("Cache-Control")]).toEqual([200, "public, no-cache, no-transform"]);
    await until("the words of the files are found", 20_000, async () => (await searched(WORDS.xlsx)).includes("/files/"));
    expect(await searched(WORDS.pdf)).toContain(`${urlOf("pdf").replaceAll("&", "&amp;")}#page=2`);
    expect(await searched(WORDS.docx)).toContain(`/en/files/${files.get("docx")?.id}?page=2#part-2`);
    for (const kind of ["pptx", "odt"] as const) expect(await searched(WORDS[kind]), kind).toContain(`/en/files/${files.get(kind)?.id}`);
    const page = await (await get(hub, `/en/practices/${item}/with-files`, null)).text();
    expect([...files.values()].filter(({ url }) => !page.includes(url ?? "-"))).toEqual([]);
  });

  test("stay as they were published while a successor is under way, and go with it when it goes", async () => {
    const removed = await fetch(`${hub.url}${editPath(item)}/files`, { method: "POST", headers: { Origin: hub.url, Cookie: people.contributor.cookie }, body: new URLSearchParams({ remove: files.get("odt")?.id ?? "" }) });
    expect(removed.status).toBe(200);
    const { files: now } = await upload(hub, people.contributor, item, await pdfFile("zqsuccessor"));
    const added = now.at(-1)?.id ?? "";
    await untilRead(hub, people.contributor, item);
    expect((await get(hub, urlOf("odt"), null)).status, "the old one").toBe(200);
    expect((await get(hub, `/files/${added}/x.pdf`, null)).status, "the new one").toBe(404);
    await step(hub, people.editor, "withdraw", item, { reason: "It was wrong." });
    expect((await get(hub, urlOf("pdf"), null)).status).toBe(404);
    expect((await get(hub, urlOf("pdf"), people.contributor)).status).toBe(200);
    await until("the words of the files are found no more", 20_000, async () => !(await searched(WORDS.pdf)).includes("/files/"));
  });

  test("are not handed in before they were read", async () => {
    const id = await newDraft(people.contributor, "With a broken file");
    const { bytes } = await pdfFile("zqbroken");
    await upload(hub, people.contributor, id, { name: "cut.pdf", bytes: bytes.subarray(0, 700) });
    const [file] = await untilRead(hub, people.contributor, id);
    expect(file).toMatchObject({ state: "refused", reason: expect.stringContaining("damaged or incomplete") });
    const answer = await step(hub, people.editor, "submit", id);
    expect([answer.status, (await answer.text()).includes("A file is still being checked")]).toEqual([409, true]);
    await fetch(`${hub.url}${editPath(id)}/files`, { method: "POST", headers: { Origin: hub.url, Cookie: people.contributor.cookie }, body: new URLSearchParams({ remove: file?.id ?? "" }) });
    expect(await listed(hub, people.contributor, id)).toEqual([]);
    expect((await step(hub, people.editor, "submit", id)).headers.get("Location")).toContain(workPath(id));
  });
});
