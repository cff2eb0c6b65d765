import { request } from "node:http";
import { connect } from "node:net";

import type { Dice } from "../../helpers/dice.ts";
import type { Outcomes } from "../mongo/fuzzing.ts";
import { MASTER_KEY } from "./server.ts";

const AT_ONCE = 16;
const PATIENCE_MS = 5_000;

const deep = "[".repeat(200) + "]".repeat(200);

/** Requests that are right, by method, path and body. */
const SEEDS: Array<[method: string, path: string, body?: unknown]> = [
  ["POST", "/indexes/fuzz/search", { q: "plan d'action \"traite\" -rapport", filter: "n > 1 AND (theme IN [a, b] OR NOT lang = 'fr')", facets: ["theme", "*"], sort: ["n:desc"], limit: 5, attributesToHighlight: ["*"], showMatchesPosition: true }],
  ["POST", "/indexes/fuzz/search", { q: "العبودية", matchingStrategy: "frequency", hitsPerPage: 2, page: 1, attributesToCrop: ["t:5"], cropLength: 3, filter: [["n = 1", "n = 2"], "theme EXISTS"] }],
  ["POST", "/indexes/fuzz/search", { q: "x".repeat(2_000), distinct: "theme", showRankingScore: true, attributesToSearchOn: ["t"] }],
  ["GET", "/indexes/fuzz/search?q=tortura&limit=3&filter=n%20%3E%202&facets=theme"],
  ["POST", "/indexes/fuzz/facet-search", { facetName: "theme", facetQuery: "a", q: "plan" }],
  ["POST", "/multi-search", { queries: [{ indexUid: "fuzz", q: "plan" }, { indexUid: "fuzz", q: "ac", limit: 1 }] }],
  ["POST", "/indexes/fuzz/documents", [{ id: 1, t: "un plan", n: 1, theme: ["a"], lang: "fr" }, { id: 2, t: "خطة", n: 2.5, theme: "b", nested: { a: [{ b: 1 }] } }]],
  ["PUT", "/indexes/fuzz/documents?primaryKey=id", [{ id: "x-1", t: null, n: -1 }]],
  ["POST", "/indexes/fuzz/documents/delete", { filter: "n < 0" }],
  ["POST", "/indexes/fuzz/documents/delete-batch", [1, "x-1"]],
  ["POST", "/indexes/fuzz/documents/fetch", { limit: 2, fields: ["id"], filter: "n = 1" }],
  ["DELETE", "/indexes/fuzz/documents/2"],
  ["GET", "/indexes/fuzz/documents/1?fields=id,t"],
  ["PATCH", "/indexes/fuzz/settings", { synonyms: { plan: ["programme"] }, stopWords: ["de"], typoTolerance: { minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 } }, pagination: { maxTotalHits: 50 } }],
  ["PUT", "/indexes/fuzz/settings/sortable-attributes", ["n"]],
  ["GET", "/tasks?limit=3&statuses=succeeded,failed&from=10"],
  ["GET", "/indexes?limit=1"],
  ["POST", "/indexes", { uid: "other", primaryKey: "id" }],
  ["POST", "/swap-indexes", [{ indexes: ["fuzz", "other"] }]],
  ["GET", "/stats"],
  ["GET", "/keys?limit=1"],
];

/** A value of JSON with some part of it replaced, taken out, or in another's place. */
function mutatedValue(value: unknown, { roll, pick }: Dice): unknown {
  if (roll(4) === 0) return pick<unknown>([null, true, -1, 1e308, "", "\u0000", "'", "[", [], {}, "a".repeat(500), [[[[]]]], 0.5, "n > ", "(".repeat(300), "_geoRadius(1,2,3)", "💬\ud800"]);
  if (Array.isArray(value)) {
    const list = [...(value as unknown[])];
    if (list.length === 0) return list;
    const at = roll(list.length);
    list[at] = mutatedValue(list[at], { roll, pick });
    return list;
  }
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value);
    if (entries.length === 0) return value;
    const at = roll(entries.length);
    const [name, own] = entries[at]!;
    if (roll(8) === 0) return Object.fromEntries([...entries, [pick(["vector", "hybrid", "unknown", "__proto__", "limit"]), own]]);
    entries[at] = [name, mutatedValue(own, { roll, pick })];
    return Object.fromEntries(entries);
  }
  if (typeof value !== "string") return value;
  const at = roll(value.length + 1);
  return value.slice(0, at) + pick(["", "\"", "'", "\\", " AND ", "(", "\u064e", "é", "[", "=", "*", "-"]) + value.slice(at + roll(3));
}

type Sent = { method: string; path: string; body: string };

function mutated(dice: Dice): Sent {
  const { roll, pick } = dice;
  const [method, path, value] = pick(SEEDS);
  let body = value === undefined ? "" : JSON.stringify(roll(3) > 0 ? mutatedValue(value, dice) : value);
  if (roll(10) === 0) body = pick([deep, body.slice(0, roll(body.length + 1)), `${body}${body}`, `{"q":${deep}}`, "\ufeff{}"]);
  const where = roll(5) > 0 ? path : path.slice(0, roll(path.length)) + pick(["/", "%", "?", "&limit=-1", "..", "%00", "&facets=", "x"]) + path.slice(roll(path.length));
  return { method: roll(20) === 0 ? pick(["PUT", "PATCH", "DELETE", "GET", "OPTIONS"]) : method, path: `/${where.replace(/^\/+/, "").replaceAll(/[^\x21-\x7e]/g, "")}`, body };
}

/** What came of a request: its status, and what is wrong with the answer. */
function send(origin: URL, { method, path, body }: Sent): Promise<{ outcome: string; fault: string | null }> {
  return new Promise((resolve) => {
    const asked = request({ host: origin.hostname, port: origin.port, method, path, headers: { authorization: `Bearer ${MASTER_KEY}`, ...(body ? { "content-type": "application/json", "content-length": Buffer.byteLength(body) } : {}) } }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk)).on("end", () => {
        const status = response.statusCode ?? 0;
        const outcome = String(status);
        if (status >= 500) return resolve({ outcome, fault: text.slice(0, 300) });
        try {
          const answer = text === "" ? null : (JSON.parse(text) as { code?: unknown; link?: unknown; type?: unknown });
          const isError = typeof answer?.code === "string" && typeof answer.link === "string" && typeof answer.type === "string";
          return resolve({ outcome, fault: status >= 400 && !isError ? `an error without a code: ${text.slice(0, 200)}` : null });
        } catch {
          return resolve({ outcome, fault: `an answer that is no JSON: ${text.slice(0, 200)}` });
        }
      });
    });
    asked.setTimeout(PATIENCE_MS, () => asked.destroy(new Error("no answer")));
    asked.on("error", (error) => resolve({ outcome: "no answer", fault: String(error) }));
    asked.end(body);
  });
}

/** Sends bytes that are hardly HTTP, and waits for their end or an answer. */
function sendRaw(origin: URL, bytes: Buffer): Promise<{ outcome: string; fault: string | null }> {
  return new Promise((resolve) => {
    const socket = connect(Number(origin.port), origin.hostname).on("error", () => undefined);
    const end = (outcome: string, fault: string | null) => {
      clearTimeout(late);
      socket.destroy();
      resolve({ outcome, fault });
    };
    const late = setTimeout(() => end("nothing", null), 150);
    socket.on("data", (chunk: Buffer) => end("raw answer", chunk.toString("latin1").startsWith("HTTP/1.1 ") ? null : `no HTTP: ${chunk.toString("latin1").slice(0, 100)}`));
    socket.on("close", () => end("closed", null));
    socket.write(bytes);
  });
}

function hardlyHttp({ method, path, body }: Sent, { roll }: Dice): Buffer {
  const bytes = Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${MASTER_KEY}\r\ncontent-type: application/json\r\ncontent-length: ${body.length + roll(9) - 4}\r\n\r\n${body}`);
  for (let left = 1 + roll(4); left > 0; left -= 1) bytes[roll(bytes.length)] = roll(256);
  return bytes;
}

/** Sends mutated requests to an engine, and says what came back. */
export async function fuzzSearch({ url, count, dice }: { url: string; count: number; dice: Dice }): Promise<Outcomes> {
  const result: Outcomes = { outcomes: {}, faults: [] };
  const origin = new URL(url);
  let left = count;
  const work = async () => {
    while (left-- > 0) {
      const sent = mutated(dice);
      const { outcome, fault } = dice.roll(20) === 0 ? await sendRaw(origin, hardlyHttp(sent, dice)) : await send(origin, sent);
      result.outcomes[outcome] = (result.outcomes[outcome] ?? 0) + 1;
      if (fault !== null) result.faults.push(`${sent.method} ${sent.path} ${sent.body.slice(0, 400)}: ${fault}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return result;
}
