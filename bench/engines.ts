/**
 * The embedded engines at growing numbers of items, each with its languages. Items and index documents are the hub's own,
 * sent by the official clients.
 */
import { type ChildProcess, execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import type { Index, Meilisearch } from "meilisearch";
import type { mongo } from "mongoose";

import { referenceData } from "#app/lib/reference-data.server.ts";
import { connectSearch } from "#app/search/client.server.ts";
import { documentMaker, type SearchDocument } from "#app/search/documents.server.ts";
import { INDEX_SETTINGS, FACETS } from "#app/search/settings.ts";
import { thesaurusOf } from "#app/search/thesaurus.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { type Item, toPublished } from "#models/item.ts";
import { ItemModel } from "#models/item.server.ts";
import { listStates } from "#models/state.server.ts";
import type { Term } from "#models/term.ts";
import { listTerms } from "#models/term.server.ts";
import { loadSeed } from "#seed/load.ts";

import { compileEngines } from "../engines/start/compile.ts";
import { launch, MongoClient, ready } from "../tests/engines/mongo/engine.ts";
import { type Server, startServer } from "../tests/engines/search/server.ts";
import { dice } from "../tests/helpers/dice.ts";
import { ROOT, temporaryFolder } from "../tests/helpers/hub-process.ts";

import { generate, generatedId } from "./generated.ts";

const BATCH = 500;
const RUNS = 60;
/** Runs before the first that counts. */
const WARM = 5;
const CONNECTIONS = 50;
const MIXED_MS = 5_000;
const STALLING = 10_000;
const STALLED_WORDS = 100;
/** The rows that goals are set for. */
export const ALL_FACETS = "a word, a filter and all facets";
export const AGAIN = "the same again, after an update";

/** What was measured at one size, by name. Times are milliseconds at the median and the 95th of 100. */
export type Row = { name: string; p50: number; p95: number };
export type Size = { items: number; documents: number; figures: Record<string, number>; rows: Row[] };
export type Measured = { sizes: Size[]; /** Milliseconds that searches took longer while documents were added. */ stall: { documents: number; searches: number; p95: number; most: number } };

/** Numbers of items, from a list with commas; none of "0". */
export const sizesOf = (list = "1000,20000,100000"): number[] => list.split(",").map(Number).filter((size) => size > 0);

const sorted = (times: number[]): number[] => times.toSorted((a, b) => a - b);
const at = (times: number[], share: number): number => sorted(times)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function row(name: string, work: (nth: number) => Promise<unknown>): Promise<Row> {
  const times: number[] = [];
  for (let nth = 0; nth < WARM + RUNS; nth += 1) {
    const time = await timed(() => work(nth));
    if (nth >= WARM) times.push(time);
  }
  return { name, p50: at(times, 0.5), p95: at(times, 0.95) };
}

const residentMib = (child: ChildProcess): number => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? NaN) / 1024;
const diskMb = (folder: string): number => Number(execFileSync("du", ["-sk", folder], { encoding: "utf8" }).split("\t")[0]) / 1000;

/** The engines on a folder, as the hub starts them, and started anew as often as it takes. */
class Engines {
  readonly folder = temporaryFolder();
  database!: ChildProcess;
  databaseUrl = "";
  search!: Server;

  constructor(private readonly compiled: string) {}

  async startDatabase(): Promise<void> {
    this.database = launch(["--port", "0", "--data", path.join(this.folder, "mongo")], undefined, path.join(this.compiled, "mongo/main.js"));
    this.databaseUrl = `${await ready(this.database)}bench`;
  }

  async startSearch(): Promise<void> {
    this.search = await startServer(path.join(this.folder, "search"), path.join(this.compiled, "search/main.js"));
  }

  async stopDatabase(): Promise<void> {
    this.database.kill("SIGTERM");
    if (this.database.exitCode === null) await once(this.database, "exit");
  }

  async stop(): Promise<void> {
    await Promise.all([this.stopDatabase(), this.search.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Adds the items from one number to another to both engines; the seconds that each took. */
async function fill({ from, to, engines, index, write }: { from: number; to: number; engines: Engines; index: Index<SearchDocument>; write: (nth: number) => { item: Item; documents: SearchDocument[] } }) {
  let [database, search, documents] = [0, 0, 0];
  await connect(engines.databaseUrl);
  const started = performance.now();
  for (let start = from; start < to; start += BATCH) {
    const made = Array.from({ length: Math.min(BATCH, to - start) }, (_, step) => write(start + step + 1));
    database += await timed(() => ItemModel.collection.insertMany(made.map(({ item: { id, ...item } }) => ({ _id: id, ...item, createdAt: new Date(), updatedAt: new Date() })) as never));
    const all = made.flatMap((one) => one.documents);
    documents += all.length;
    // Making documents costs as much as indexing them: only waiting for the engine is its own.
    search += await timed(() => index.addDocuments(all).waitTask({ timeout: 600_000, interval: 10 }));
  }
  await disconnect();
  return { database: database / 1000, search: search / 1000, documents, seconds: (performance.now() - started) / 1000 };
}

const facets = Object.values(FACETS);

/** Words that the generated texts have, in every language, each once: what was asked for is kept until the next write, so each search asks for another. */
function wordsOf(terms: Term[]): () => string {
  const { roll } = dice(1);
  const words = [...new Set(terms.flatMap(({ labels }) => Object.values(labels)).flatMap((label) => label.toLowerCase().match(/\p{L}{5,}/gu) ?? []))];
  return () => words.splice(roll(words.length), 1)[0] ?? "";
}

async function searchRows(index: Index<SearchDocument>, sample: (nth: number) => SearchDocument, word: () => string): Promise<Row[]> {
  const ask = (q: string, more: object = {}) => index.search(q, { hitsPerPage: 20, page: 1, matchingStrategy: "all", attributesToRetrieve: ["id", "item"], ...more });
  const words: string[] = [];
  const faceted = (nth: number) => ask((words[nth] ??= word()), { filter: ["type = practice", `year > ${2001 + (nth % 20)}`], facets });
  const update = (nth: number) => index.addDocuments([sample(nth)]).waitTask({ timeout: 60_000, interval: 2 });
  return [
    await row("one word", () => ask(word())),
    await row("three words", () => ask(`${word()} ${word()} ${word()}`, { matchingStrategy: "frequency" })),
    await row("the beginning of a word", () => ask(word().slice(0, 4))),
    await row("a slip", () => ask(word().replace(/.$/u, "x"))),
    await row(ALL_FACETS, faceted),
    await update(RUNS + WARM).then(() => row(AGAIN, faceted)),
    await row("no word, all facets", (nth) => ask("", { facets, sort: ["date:desc"], attributesToRetrieve: ["id", "item", `${nth}`] })),
    await row("one update, until it is done", update),
  ];
}

type Documents = mongo.Collection<mongo.Document & { _id: string }>;

async function databaseRows(db: mongo.Db, items: number): Promise<Row[]> {
  const all: Documents = db.collection("items");
  const empty = db.collection("nothing");
  const written = db.collection("written");
  for (const collection of [empty, written]) await collection.createIndex({ key: 1 });
  const id = (nth: number) => generatedId(1 + ((nth * 7_919) % items));
  return [
    await row("findOne by id", (nth) => all.findOne({ _id: id(nth) })),
    await row("findOne by an index", (nth) => all.findOne({ key: `generated-${1 + ((nth * 7_919) % items)}` })),
    await row("findOne by an index of an empty collection", () => empty.findOne({ key: "x" })),
    await row("a page of 20 sorted by an index", (nth) => all.find({ type: "practice" }).sort({ "date.from": -1, _id: 1 }).skip((nth % 5) * 20).limit(20).toArray()),
    await row("insert", (nth) => written.insertOne({ key: `${items}-${nth}`, text: "x".repeat(1_000) })),
    await row("insert of 500", (nth) => written.insertMany(Array.from({ length: 500 }, (_, step) => ({ key: `${items}-${nth}-${step}`, text: "x".repeat(1_000) })))),
  ];
}

/** Reads and writes over many connections at once; operations in a second. */
async function mixed(url: string, items: number): Promise<number> {
  const client = await new MongoClient(url, { maxPoolSize: CONNECTIONS, minPoolSize: CONNECTIONS }).connect();
  const all: Documents = client.db().collection("items");
  const notes: Documents = client.db().collection("mixed");
  const end = performance.now() + MIXED_MS;
  let count = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, worker) => {
      for (let nth = 0; performance.now() < end; nth += 1, count += 1) {
        const id = generatedId(1 + (((worker + 1) * nth * 7_919) % items));
        if (nth % 10 === 0) await notes.updateOne({ _id: `${worker}` }, { $inc: { n: 1 } }, { upsert: true });
        else if (nth % 10 === 1) await all.find({ type: "event" }).sort({ "date.from": -1, _id: 1 }).limit(20).toArray();
        else await all.findOne({ _id: id });
      }
    }),
  );
  await client.close();
  return (count * 1000) / MIXED_MS;
}

/** How much longer a search takes at most while many documents are added than the same one took before; milliseconds. */
async function stall(client: Meilisearch, index: Index<SearchDocument>, sample: (nth: number) => SearchDocument, terms: Term[]): Promise<Measured["stall"]> {
  const words = Array.from({ length: STALLED_WORDS }, wordsOf(terms));
  const ask = (word: string) => timed(() => index.search(word, { hitsPerPage: 20, page: 1, facets }));
  const before: number[] = [];
  for (const word of words) before.push(await ask(word));
  const documents = Array.from({ length: STALLING }, (_, nth) => ({ ...sample(nth), id: `stall-${nth}`, item: `stall-${nth}` }));
  let last = -1;
  // A body may have 100 MiB.
  for (let start = 0; start < STALLING; start += 1_000) last = (await index.addDocuments(documents.slice(start, start + 1_000))).taskUid;
  const more: number[] = [];
  for (let nth = 0; ; nth += 1) {
    more.push((await ask(words[nth % words.length] ?? "")) - (before[nth % words.length] ?? NaN));
    if (nth % 20 === 0 && ["succeeded", "failed"].includes((await client.tasks.getTask(last)).status)) break;
  }
  await index.deleteDocuments(documents.map(({ id }) => id)).waitTask({ timeout: 600_000 });
  return { documents: STALLING, searches: more.length, p95: at(more, 0.95), most: Math.max(...more) };
}

/** Measures at each of these sizes, the engines growing from one to the next. */
export async function measureEngines(sizes: number[]): Promise<Measured> {
  const compiled = path.join(ROOT, ".cache", `bench-${process.pid}`);
  mkdirSync(compiled, { recursive: true });
  await compileEngines(compiled);
  const engines = new Engines(compiled);
  const measured: Size[] = [];
  try {
    await Promise.all([engines.startDatabase(), engines.startSearch()]);
    await connect(engines.databaseUrl);
    connectSearch({ url: engines.search.url, apiKey: undefined });
    await loadSeed();
    await ItemModel.createIndexes();
    const [terms, countries, reference] = await Promise.all([listTerms(), listStates().then((states) => states.map(({ id }) => id)), referenceData({ fresh: true })]);
    await disconnect();
    const make = documentMaker(reference);
    const write = (nth: number) => {
      const item = generate(nth, terms, countries);
      const published = toPublished(item);
      return { item, documents: published ? make(published, "bench", new Map()) : [] };
    };
    const sample = (nth: number): SearchDocument => write(nth + 1).documents[0] as SearchDocument;
    await engines.search.client.createIndex("items", { primaryKey: "id" }).waitTask();
    await engines.search.client.index("items").updateSettings({ ...INDEX_SETTINGS, synonyms: thesaurusOf(reference).synonyms() }).waitTask({ timeout: 60_000 });
    let [from, documents] = [0, 0];
    for (const to of sizes) {
      const filled = await fill({ from, to, engines, index: engines.search.client.index<SearchDocument>("items"), write });
      documents += filled.documents;
      const [answers, finds] = await restart(engines);
      const index = engines.search.client.index<SearchDocument>("items");
      const rows = await searchRows(index, sample, wordsOf(terms));
      const client = await new MongoClient(engines.databaseUrl).connect();
      rows.push(...(await databaseRows(client.db(), to)));
      await client.close();
      const perSecond = await mixed(engines.databaseUrl, to);
      measured.push({
        items: to,
        documents,
        rows,
        figures: {
          "search: documents indexed a second": filled.documents / filled.search,
          "search: restart to first answer, s": answers / 1000,
          "search: memory, MiB": residentMib(engines.search.process),
          "search: disk, MB": diskMb(path.join(engines.folder, "search")),
          "database: items inserted a second": (to - from) / filled.database,
          "database: restart to first answer, s": finds / 1000,
          "database: memory, MiB": residentMib(engines.database),
          "database: disk, MB": diskMb(path.join(engines.folder, "mongo")),
          "database: operations a second over 50 connections": perSecond,
        },
      });
      from = to;
      process.stderr.write(`${to} items after ${(performance.now() / 60_000).toFixed(1)} min\n`);
    }
    return { sizes: measured, stall: await stall(engines.search.client, engines.search.client.index<SearchDocument>("items"), sample, terms) };
  } finally {
    await engines.stop();
    rmSync(compiled, { recursive: true, force: true });
  }
}

/** Starts both anew; how long each takes until it has answered what was asked before it was ready, in milliseconds. */
async function restart(engines: Engines): Promise<[search: number, database: number]> {
  await engines.search.stop();
  const search = await timed(async () => {
    await engines.startSearch();
    await engines.search.client.index("items").search("torture", { facets });
  });
  await engines.stopDatabase();
  const database = await timed(async () => {
    await engines.startDatabase();
    const client = await new MongoClient(engines.databaseUrl).connect();
    await client.db().collection("items").findOne({ key: "generated-1" });
    await client.close();
  });
  return [search, database];
}
