import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { referenceData } from "#app/lib/reference-data.server.ts";
import { documentMaker } from "#app/search/documents.server.ts";
import { VISITOR } from "#models/actor.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { listEvents } from "#models/event-queries.server.ts";
import { lookUpPublished } from "#models/item-lookup.server.ts";
import { listItemAddresses } from "#models/item-addresses.server.ts";
import { importItem } from "#models/item-import.server.ts";
import { clearPending, countPublished, findPublished, listNewest, listPending, listPublished, listPublishedByIds } from "#models/item-queries.server.ts";
import { readStamps } from "#models/item-stamps.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { archiveItem, unarchiveItem } from "#models/item-archive.server.ts";
import { toPublished } from "#models/item.ts";
import { approveVersion, discardDraft, submitVersion, withdrawVersion } from "#models/item-workflow.server.ts";
import { addVersion, findWork } from "#models/item-writing.server.ts";
import { listRelatedIds } from "#models/related-items.server.ts";
import { FOUNDING } from "#seed/founding/index.ts";
import { loadSeed } from "#seed/load.ts";

import { type Servers, startServers } from "../helpers/servers.ts";
import { asked, begin, cast, type Cast, doerOf, FACTS, publish, raw, submit, textWith, versionOf, write } from "./desk.ts";

let servers: Servers;
let people: Cast;

beforeAll(async () => {
  servers = await startServers({ founded: true });
  await connect(servers.mongoUrl);
});
beforeEach(async () => {
  await ItemModel.deleteMany({});
  people ??= await cast();
});
afterAll(async () => {
  await disconnect();
  await servers?.stop();
});

const readAs = (id: string) => findPublished({ actor: VISITOR, id, type: "practice" });

/** Everything that readers, programs and the index are given, as one text. */
async function shown(): Promise<string> {
  const actor = VISITOR;
  const ids = (await ItemModel.find().lean()).map(({ _id }) => _id);
  const pending = await listPending({ limit: 100 });
  const documents = documentMaker(await referenceData({ fresh: true }));
  const everything = [
    await Promise.all(ids.map((id) => readAs(id))),
    await listPublished({ actor }),
    await listNewest({ actor, limit: 50 }),
    await listPublishedByIds({ actor, ids }),
    await listItemAddresses({ actor, after: null, limit: 50 }),
    await listEvents({ actor, limit: 50 }),
    await lookUpPublished({ actor, needles: [{ patterns: ["."], terms: [], countries: [] }], narrowing: { terms: [] }, limit: 50 }),
    await listRelatedIds({ actor, item: { id: "none", terms: ["theme:women", "theme:torture"], country: "MA", mechanism: "morocco" }, limit: 50 }),
    [...(await readStamps({ actor, ids })).keys()],
    await countPublished({ actor }),
    pending.flatMap(({ item, token }) => {
      const published = toPublished(item);
      return published ? documents(published, token) : [];
    }),
  ];
  return JSON.stringify(everything);
}

const SECRET = { ...textWith("Confidential title", "Confidential words"), place: "Confidential place", figureLabels: { f1: "confidential count", f2: "another" } };
const SECRET_FACTS = {
  ...FACTS,
  figures: [...FACTS.figures, { ...FACTS.figures[0]!, id: "f2", value: 8642 }],
  sources: [{ title: { en: "Confidential source" }, language: "en", asOf: null }],
};
const SECRETS = ["Confidential", "confidential", "4711", "8642", "2031", "theme:women", "resources"];

describe("readers are shown nothing of what is under way", () => {
  test("of an item that was never published: no word, no fact, no trace of it", async () => {
    const id = await begin(people.contributor, "Confidential title", { facts: SECRET_FACTS });
    await write(people.contributor, id, SECRET, { facts: SECRET_FACTS });
    await addVersion({ actor: people.contributor, doer: doerOf(people.contributor), id, lang: "fr" });
    for (const step of ["draft", "in review"]) {
      const text = await shown();
      for (const secret of [...SECRETS, id]) expect(text, `${secret} while ${step}`).not.toContain(secret);
      if (step === "draft") await submit(people.editor, id);
    }
    await approveVersion(await asked("approve", people.reviewer, id));
    const text = await shown();
    for (const secret of [...SECRETS, id]) expect(text, secret).toContain(secret);
  });

  test("of the successor of what is published: the snapshot and its facts stand until it is approved", async () => {
    const id = await begin(people.contributor, "First", { facts: { ...FACTS, date: { precision: "year", from: "2019", to: null }, terms: ["theme:torture"], figures: [], details: { notApplicable: [] } } });
    await publish(people, id);
    const before = await shown();
    await write(people.contributor, id, SECRET, { facts: SECRET_FACTS });
    // But for the count of revisions, which no page shows, and what names a document of the index.
    const stripped = (text: string) => text.replace(/"(stamp|id)":"[^"]*"|"revision":\d+/g, "");
    expect(stripped(await shown())).toBe(stripped(before));
    await submit(people.editor, id);
    expect(stripped(await shown())).toBe(stripped(before));
    await approveVersion(await asked("approve", people.reviewer, id));
    const after = await shown();
    for (const secret of SECRETS) expect(after, secret).toContain(secret);
    expect(after).not.toContain("2019");
    expect((await raw(id)).draftFacts).toBeNull();
  });

  test("of figures that only a hidden version states", async () => {
    const id = await begin(people.contributor, "Counts", { facts: SECRET_FACTS });
    await write(people.contributor, id, { ...SECRET, figureLabels: { f1: "counted" } }, { facts: SECRET_FACTS });
    await publish(people, id);
    expect(JSON.stringify(await readAs(id))).toContain("4711");
    expect(await shown()).not.toContain("8642");
    await addVersion({ actor: people.contributor, doer: doerOf(people.contributor), id, lang: "fr" });
    await write(people.contributor, id, { ...textWith("Compté"), figureLabels: { f1: "a", f2: "b" } }, { lang: "fr" });
    expect(await shown()).not.toContain("8642");
    await publish(people, id, "fr");
    expect(await shown()).toContain("8642");
    await withdrawVersion(await asked("withdraw", people.editor, id, { lang: "fr" }));
    expect(await shown()).not.toContain("8642");
  });

  test("reviewers read what was handed in, and nothing that its authors write beside it", async () => {
    const id = await begin(people.contributor, "Handed in");
    await submit(people.editor, id);
    await addVersion({ actor: people.contributor, doer: doerOf(people.contributor), id, lang: "fr" });
    await write(people.contributor, id, SECRET, { lang: "fr" });
    const seen = await findWork({ actor: people.reviewer, id });
    expect(seen?.versions.map(({ lang, submitted }) => [lang, submitted?.content.title])).toEqual([["en", "Handed in"]]);
    expect(JSON.stringify(seen)).not.toMatch(/onfidential/);
    expect(await findWork({ actor: people.stranger, id })).toBeNull();
    expect(await findWork({ actor: people.administrator, id })).toBeNull();
  });
});

describe("facts of an item of which a translation is published first", () => {
  test("go with it; what the original's authors write meanwhile stays under way", async () => {
    const id = await begin(people.contributor, "Original", { facts: FACTS });
    await addVersion({ actor: people.contributor, doer: doerOf(people.contributor), id, lang: "fr" });
    await write(people.contributor, id, textWith("Traduit"), { lang: "fr" });
    await submit(people.editor, id, "fr");
    await write(people.contributor, id, textWith("Original"), { facts: { ...FACTS, terms: ["theme:torture"] } });
    await approveVersion(await asked("approve", people.reviewer, id, { lang: "fr" }));
    expect((await readAs(id))?.terms).toEqual(["theme:women"]);
    expect((await raw(id)).draftFacts?.terms).toEqual(["theme:torture"]);
    await publish(people, id);
    expect((await readAs(id))?.terms).toEqual(["theme:torture"]);
  });

  test("are not set back by a translation that was handed in before the original was published", async () => {
    const id = await begin(people.contributor, "Original", { facts: FACTS });
    await addVersion({ actor: people.contributor, doer: doerOf(people.contributor), id, lang: "fr" });
    await write(people.contributor, id, textWith("Traduit"), { lang: "fr" });
    await submit(people.editor, id, "fr");
    await write(people.contributor, id, textWith("Original"), { facts: { ...FACTS, terms: ["theme:torture"] } });
    await publish(people, id);
    await write(people.contributor, id, textWith("Original"), { facts: { ...FACTS, terms: ["theme:women", "theme:torture"] } });
    await approveVersion(await asked("approve", people.reviewer, id, { lang: "fr" }));
    expect((await readAs(id))?.terms).toEqual(["theme:torture"]);
    expect((await raw(id)).draftFacts?.terms).toEqual(["theme:women", "theme:torture"]);
  });
});

describe("a translation and its original", () => {
  const behind = async (id: string) => (await readAs(id))?.versions.find(({ lang }) => lang === "fr")?.behind;
  const translate = async (id: string) => {
    await addVersion({ actor: people.contributor, doer: doerOf(people.contributor), id, lang: "fr" });
    await write(people.contributor, id, textWith("Traduit"), { lang: "fr" });
  };

  test("one that was written after a draft which is then published as it is, is not behind", async () => {
    const id = await begin(people.contributor, "Original");
    await translate(id);
    await submit(people.editor, id, "fr");
    await publish(people, id);
    await approveVersion(await asked("approve", people.reviewer, id, { lang: "fr" }));
    expect(await behind(id)).toBe(false);
  });

  test("one that was begun after a draft which is then rewritten, is behind, also where it is published later", async () => {
    const id = await begin(people.contributor, "Original");
    await translate(id);
    await submit(people.editor, id, "fr");
    await write(people.contributor, id, textWith("Rewritten"));
    await publish(people, id);
    await approveVersion(await asked("approve", people.reviewer, id, { lang: "fr" }));
    expect(await behind(id)).toBe(true);
  });

  test("it is behind once the original moves on, and no more once it was brought up to it", async () => {
    const id = await begin(people.contributor, "Original");
    await publish(people, id);
    await translate(id);
    await publish(people, id, "fr");
    expect(await behind(id)).toBe(false);
    await write(people.contributor, id, textWith("Rewritten"));
    expect(await behind(id)).toBe(false);
    await publish(people, id);
    expect(await behind(id)).toBe(true);
    expect((await raw(id)).steps?.at(-1)?.behind).toEqual(["fr"]);
    await write(people.contributor, id, textWith("Suivi"), { lang: "fr" });
    expect(await behind(id)).toBe(true);
    await publish(people, id, "fr");
    expect(await behind(id)).toBe(false);
  });

  test("its author says where it does not follow: then it stays behind", async () => {
    const id = await begin(people.contributor, "Original");
    await publish(people, id);
    await translate(id);
    await publish(people, id, "fr");
    await write(people.contributor, id, textWith("Rewritten"));
    await publish(people, id);
    await write(people.contributor, id, textWith("Une coquille de moins"), { lang: "fr" });
    await submitVersion({ ...(await asked("submit", people.editor, id, { lang: "fr" })), follows: false });
    await approveVersion(await asked("approve", people.reviewer, id, { lang: "fr" }));
    expect(await behind(id)).toBe(true);
  });

  test("a draft of the original that is given up, or a withdrawal that is taken back, leaves it where it was", async () => {
    const id = await begin(people.contributor, "Original");
    await publish(people, id);
    await translate(id);
    await publish(people, id, "fr");
    await write(people.contributor, id, textWith("Given up"));
    await discardDraft(await asked("discard", people.editor, id));
    await withdrawVersion(await asked("withdraw", people.editor, id));
    await publish(people, id);
    expect(await behind(id)).toBe(false);
    await archiveItem({ actor: people.editor, doer: doerOf(people.editor), id, note: "By mistake", forward: null });
    await unarchiveItem({ actor: people.editor, doer: doerOf(people.editor), id });
    expect(await behind(id)).toBe(false);
  });
});

describe("the index and made pages follow", () => {
  const pending = async (id: string) => (await listPending({ limit: 100 })).find(({ item }) => item.id === id);
  const settle = async (id: string) => {
    const found = await pending(id);
    if (found) await clearPending({ id, token: found.token });
  };

  test("what readers see is marked with the very write that changes it, and a draft marks nothing", async () => {
    const id = await begin(people.contributor, "Marked");
    await submit(people.editor, id);
    expect(await pending(id)).toBeUndefined();
    const stamp = async () => (await readStamps({ actor: VISITOR, ids: [id] })).get(id);
    const steps: Array<[string, () => Promise<unknown>]> = [
      ["approve", async () => approveVersion(await asked("approve", people.reviewer, id))],
      ["withdraw", async () => withdrawVersion(await asked("withdraw", people.editor, id))],
      ["publish again", () => publish(people, id)],
      ["archive", () => archiveItem({ actor: people.editor, doer: doerOf(people.editor), id, note: "Replaced", forward: null })],
      ["unarchive", () => unarchiveItem({ actor: people.editor, doer: doerOf(people.editor), id })],
    ];
    for (const [name, take] of steps) {
      const before = await stamp();
      await take();
      expect(await pending(id), name).toBeDefined();
      expect(await stamp(), name).not.toBe(before);
      await settle(id);
    }
    await write(people.contributor, id, textWith("Under way"));
    expect(await pending(id)).toBeUndefined();
  });
});

describe("seed and import leave alone what members have changed", () => {
  const seeded = FOUNDING.items.find(({ type, mechanism }) => type === "practice" && mechanism === "morocco");

  test("by a draft, by a step, or by putting it into the archive", async () => {
    const id = seeded?.id ?? "";
    const lang = seeded?.originalLanguage ?? "";
    const changes: Array<() => Promise<unknown>> = [
      () => write(people.editor, id, textWith("A member's draft"), { lang }),
      async () => withdrawVersion(await asked("withdraw", people.editor, id, { lang })),
      () => archiveItem({ actor: people.editor, doer: doerOf(people.editor), id, note: "Replaced", forward: null }),
    ];
    for (const change of changes) {
      await ItemModel.deleteMany({});
      await loadSeed();
      await change();
      const before = await raw(id);
      const report = await loadSeed();
      expect(report.kept).toBe(1);
      const imported = await importItem({
        key: seeded?.key ?? "", entry: seeded?.key ?? "", type: "practice", country: "MA", mechanism: "morocco", languages: [lang], failed: [], date: null, decision: null, terms: [], proposals: [],
        versions: [{ lang, state: "published", content: textWith("By import"), figures: [], date: null, details: {}, report: {} as never }],
      } as never);
      expect(imported.outcome).toBe("kept");
      expect(await raw(id)).toEqual(before);
      expect((await versionOf(id, lang)).draft).toBeDefined();
    }
  });
});
