import { createHash } from "node:crypto";

import { unzipSync, zipSync } from "fflate";

import { canonical } from "../../app/archive/canonical.ts";
import { CONTENTS, FORMAT, FORMAT_VERSION, README } from "../../app/archive/format.ts";
import { SCHEMA_VERSION } from "../../models/migrations.server.ts";
import { damaged } from "../files/mutants.ts";
import { dice } from "../helpers/dice.ts";
import { pdfFile } from "../files/samples.ts";

type Parts = Record<string, Uint8Array>;
type Pick = (below: number) => number;

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const date = { precision: "year", from: "2024", to: null };
const localized = (text: string) => ({ ar: `نص ${text}`, fr: `« ${text} »` });
const content = (title: string) => ({ title, summary: "", place: null, sections: [{ id: "objectives", group: "objectives", heading: null, text: "Des ministères." }], figureLabels: { f1: "sessions" } });
const facts = { date, terms: ["theme:women"], figures: [{ id: "f1", section: null, value: 4, unit: null, approximate: false }], sources: [], details: { notApplicable: ["resources"] } };

/** A small whole archive, with a document of most kinds. */
async function sound(): Promise<Parts> {
  const { bytes } = await pdfFile();
  const at = "2024-05-09T10:00:00.000Z";
  const item = "bcdfghjkmnpq";
  const file = { id: "fghjkmnpqrst", name: "Rapport – suivi.pdf", type: "application/pdf", size: bytes.length, title: "توصيات", lang: "ar" };
  const documents: Record<string, unknown> = {
    "mechanism.json": { id: "morocco", state: "MA", name: localized("nom"), shortName: null, aliases: { fr: ["DIDH"] }, official: [], type: null, profile: { summary: localized("profil") }, evidence: {}, dimensions: {}, history: [{ id: "h1", kind: "renamed", date, note: localized("note"), recordedAt: at, sources: [] }], sources: [] },
    "memberships/morocco.json": { id: "morocco", state: "MA", mechanism: "morocco", history: [{ status: "membershipStatus:founding", date, sources: [] }] },
    [`items/${item}.json`]: {
      id: item, type: "practice", key: null, country: "MA", mechanism: "morocco", originalLanguage: "ar", revision: 2, ...facts, publishedAt: at,
      versions: [
        { lang: "ar", state: "published", follows: 2, note: null, published: { content: { ...content("منصة"), files: [file] }, at, revision: 2 } },
        { lang: "fr", state: "in-review", follows: 2, draft: content("Plateforme"), submitted: { content: content("Plateforme"), facts, revision: 2, at, by: "nobody", assignee: null, edit: null }, published: null },
      ],
    },
    [`revisions/${item}/2-ar.json`]: { id: `${item}/2/ar`, item, number: 2, lang: "ar", kind: "approve", by: "nobody", at, reason: null, assignee: null, content: content("منصة"), facts },
    [`comments/${item}/ghjkmnpqrstv.json`]: { id: "ghjkmnpqrstv", item, mechanism: "morocco", by: "nobody", at, changedAt: at, lang: "ar", text: "سؤال", state: "shown", reports: [], reason: null, answer: null },
    [`files/${file.id}.json`]: { id: file.id, item, name: file.name, type: file.type, size: file.size, state: "ready", reason: null, sha256: sha256(bytes), received: null, at },
    [`files/${file.id}/${file.name}`]: bytes,
    "terms/theme/women.json": { id: "theme:women", scheme: "theme", labels: localized("femmes"), order: 1, aliases: {} },
    "people/nobody.json": { id: "nobody", name: "Contributor, Morocco" },
  };
  const all: Record<string, unknown> = { [README]: "README", ...documents };
  const parts = Object.fromEntries(Object.entries(all).map(([name, part]) => [name, part instanceof Uint8Array ? part : Buffer.from(typeof part === "string" ? part : canonical(part))]));
  return listed(parts);
}

/** The parts with a list of them that is right. */
function listed(all: Parts): Parts {
  const parts = Object.fromEntries(Object.entries(all).filter(([name]) => name !== CONTENTS));
  const entries = Object.entries(parts).map(([name, bytes]) => ({ name, size: bytes.length, sha256: sha256(bytes) }));
  const at = "2024-05-09T10:00:00.000Z";
  return { ...parts, [CONTENTS]: Buffer.from(canonical({ format: FORMAT, version: FORMAT_VERSION, schema: SCHEMA_VERSION, mechanism: "morocco", begun: at, ended: at, entries })) };
}

let original: Promise<Parts> | undefined;
export const soundArchive = async (): Promise<Buffer> => zipped(await (original ??= sound()));
/** A sound archive but for what one of its documents, or its text, is made of; its list is right. */
export async function archiveWith(entry: string, change: (document: Record<string, unknown>) => Record<string, unknown> | string): Promise<Buffer> {
  const parts: Parts = unzipSync(await soundArchive());
  const name = Object.keys(parts).find((one) => one.startsWith(entry)) ?? "";
  const made = change(JSON.parse(Buffer.from(parts[name] ?? []).toString("utf8")) as Record<string, unknown>);
  return zipped(listed({ ...parts, [name]: Buffer.from(typeof made === "string" ? made : canonical(made)) }));
}

const zipped = (parts: Parts) => Buffer.from(zipSync(parts, { level: 1 }));

const VALUES: unknown[] = [null, "", 0, -1, 1e308, true, [], {}, [[]], "x".repeat(70_000), "../../etc/passwd", "theme:none", { $gt: "" }, { __proto__: null, constructor: "x" }, "\u202e\u0000", "2024-02-31", ["a", "a"]];
const NAMES = ["../evil.json", "/evil.json", "items\\evil.json", "mechanism.json/", "items/.json", "files/x/y", "people/__proto__.json", "terms/theme.json", "x".repeat(300), CONTENTS.toUpperCase()];

/** Puts another value somewhere into a document. */
function changed(value: unknown, pick: Pick): unknown {
  const isLeaf = value === null || typeof value !== "object";
  if (isLeaf || pick(6) === 0) return VALUES[pick(VALUES.length)];
  const keys = Object.keys(value);
  const key = keys[pick(keys.length)];
  if (key === undefined || pick(12) === 0) return { ...value, [["$where", "extra", "__proto__", "seed", "hand"][pick(5)] ?? ""]: VALUES[pick(VALUES.length)] };
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  if (pick(8) === 0) delete copy[key];
  else copy[key] = changed(copy[key], pick);
  return copy;
}

/** A damaged archive, always the same for the same numbers: damaged bytes, parts, names, or documents under a list that is right. */
export async function archiveMutant(seed: number, index: number): Promise<Buffer> {
  const { roll: pick } = dice(seed * 1_000_003 + index);
  const parts: Parts = { ...unzipSync(await soundArchive()) };
  const names = Object.keys(parts);
  const name = names[pick(names.length)] ?? "";
  switch (pick(5)) {
    case 0:
      return damaged(await soundArchive(), pick);
    case 1:
      return zipped({ ...parts, [name]: damaged(Buffer.from(parts[name] ?? []), pick) });
    case 2: {
      const entries = Object.entries(parts).map(([one, bytes]): [string, Uint8Array] => [one === name ? (NAMES[pick(NAMES.length)] ?? "") : one, bytes]);
      return zipped(listed(Object.fromEntries(pick(2) === 0 ? entries : entries.toSorted(() => pick(3) - 1))));
    }
    default: {
      const documents = names.filter((one) => one.endsWith(".json") && one !== CONTENTS);
      const one = documents[pick(documents.length)] ?? "";
      let value: unknown = JSON.parse(Buffer.from(parts[one] ?? []).toString("utf8"));
      for (let left = 1 + pick(2); left > 0; left -= 1) value = changed(value, pick);
      return zipped(listed({ ...parts, [one]: Buffer.from(canonical(value)) }));
    }
  }
}
