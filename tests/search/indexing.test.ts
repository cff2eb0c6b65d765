import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { connectSearch, indexName, itemsIndex, searchClient } from "#app/search/client.server.ts";
import { ensureFilledIndex, ensureIndex, finished, removeIndex } from "#app/search/index-setup.server.ts";
import { INDEX_LEASE, indexPendingBatch, startIndexer } from "#app/search/indexer.server.ts";
import { searchItems } from "#app/search/query.server.ts";
import { reindex } from "#app/search/reindex.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { ItemModel, pendingMark } from "#models/item.server.ts";
import { clearPending, listPending } from "#models/item-queries.server.ts";
import { idForKey } from "#models/ids.server.ts";
import { LeaseModel, takeLease, withLease } from "#models/lease.server.ts";
import { VISITOR } from "#models/actor.ts";

import { type Servers, startServers } from "../helpers/servers.ts";
import { find, untilFound, writePractice } from "./practices.ts";

let servers: Servers;

beforeAll(async () => {
  servers = await startServers();
  await connect(servers.mongoUrl);
  connectSearch(servers.search);
});
beforeEach(async () => {
  await Promise.all([ItemModel.deleteMany({}), LeaseModel.deleteMany({})]);
  await removeIndex(indexName());
  await ensureFilledIndex();
});
afterAll(async () => {
  await removeIndex(indexName());
  await disconnect();
  await servers?.stop();
});

/** Does what the indexer does in one round. */
async function indexPending(): Promise<void> {
  await withLease(INDEX_LEASE, async (hold) => {
    while ((await indexPendingBatch(hold)) > 0);
  });
}

describe("the indexer", () => {
  test("brings a written item into the search, and takes the old text out of it", async () => {
    await writePractice("one", "Lighthouse keepers");
    await indexPending();
    expect(await find("lighthouse")).toEqual(["Lighthouse keepers"]);
    await writePractice("one", "Windmill millers");
    await indexPending();
    expect(await find("windmill")).toEqual(["Windmill millers"]);
    expect(await find("lighthouse")).toEqual([]);
    expect(await listPending({ limit: 10 })).toEqual([]);
  });

  test("takes out what is no longer published", async () => {
    await writePractice("one", "Lighthouse keepers");
    await indexPending();
    await ItemModel.updateOne({ _id: idForKey("one") }, { $set: { "versions.0.published": null, ...pendingMark() } });
    await indexPending();
    expect((await itemsIndex().getDocuments()).total).toBe(0);
  });

  test("never shows what is no longer published, even before the index follows", async () => {
    await writePractice("one", "Lighthouse keepers");
    await indexPending();
    await ItemModel.updateOne({ _id: idForKey("one") }, { $set: { "versions.0.published": null } });
    expect(await find("lighthouse")).toEqual([]);
  });

  test("quotes no text that was changed meanwhile, though the index still has it", async () => {
    await writePractice("one", "Lighthouse keepers");
    await indexPending();
    const change = { "versions.0.published.content.summary": "Kept by the sea", "versions.0.published.content.sections": [] };
    await ItemModel.updateOne({ _id: idForKey("one") }, { $set: { ...change, ...pendingMark() } });
    const { hits } = await searchItems({ actor: VISITOR, lang: "en", query: { q: "lighthouse", filters: {}, limit: 20, page: 1 } });
    expect(hits.map(({ title, excerpt, concepts }) => ({ title, excerpt, concepts }))).toEqual([{ title: "Lighthouse keepers", excerpt: "Kept by the sea", concepts: [] }]);
  });

  test("keeps the mark of an item that was written again while it was indexed", async () => {
    await writePractice("one", "Lighthouse keepers");
    const [pending] = await listPending({ limit: 1 });
    await writePractice("one", "Windmill millers");
    expect(await clearPending({ id: idForKey("one"), token: pending?.token ?? "" })).toBe(false);
    expect(await listPending({ limit: 10 })).toHaveLength(1);
  });

  test("does a step again that was cut off before its mark was cleared", async () => {
    await writePractice("one", "Lighthouse keepers");
    const [pending] = await listPending({ limit: 1 });
    await indexPending();
    await ItemModel.updateOne({ _id: idForKey("one") }, { $set: { indexPending: pending?.token } });
    await indexPending();
    expect(await find("lighthouse")).toEqual(["Lighthouse keepers"]);
    expect((await itemsIndex().getDocuments()).total).toBe(1);
  });

  test("that was overtaken by another, its lease run out, takes nothing newer out of the index", async () => {
    await writePractice("one", "Lighthouse keepers");
    // Between the writing of new documents and the removal of old ones another process does all of it.
    await indexPendingBatch({
      assertHeld: async () => {
        await writePractice("one", "Windmill millers");
        await indexPendingBatch({ assertHeld: async () => {} });
        expect(await find("windmill")).toEqual(["Windmill millers"]);
      },
    });
    expect(await find("windmill")).toEqual(["Windmill millers"]);
    // What stands in the index is uncertain, hence marked once more.
    expect(await listPending({ limit: 10 })).toHaveLength(1);
    await indexPending();
    expect(await find("windmill")).toEqual(["Windmill millers"]);
    expect(await find("lighthouse")).toEqual([]);
    expect(await listPending({ limit: 10 })).toEqual([]);
  });

  test("stops before it removes anything where its lease was lost", async () => {
    await writePractice("one", "Lighthouse keepers");
    const lost = () => {
      throw new Error("lost");
    };
    await expect(indexPendingBatch({ assertHeld: lost })).rejects.toThrow("lost");
    expect(await listPending({ limit: 10 })).toHaveLength(1);
  });

  test("fills a search server that is new to the hub", async () => {
    await writePractice("one", "Lighthouse keepers");
    await indexPending();
    await removeIndex(indexName());
    const indexer = startIndexer();
    await untilFound("lighthouse", "Lighthouse keepers");
    await indexer.stop();
  });

  test("fills an index that was lost and made anew without the hub", async () => {
    await writePractice("one", "Lighthouse keepers");
    await indexPending();
    await removeIndex(indexName());
    await ensureIndex(indexName());
    const indexer = startIndexer();
    await untilFound("lighthouse", "Lighthouse keepers");
    await indexer.stop();
  });

  test("is one at a time: a second one waits until the lease of the first has run out", async () => {
    expect(await takeLease({ name: "indexer", owner: "first", ms: 700 })).toBe(true);
    expect(await takeLease({ name: "indexer", owner: "second", ms: 700 })).toBe(false);
    await writePractice("one", "Lighthouse keepers");
    const indexer = startIndexer();
    await untilFound("lighthouse", "Lighthouse keepers");
    await indexer.stop();
    expect(await takeLease({ name: "indexer", owner: "third", ms: 700 })).toBe(true);
  });
});

describe("reindexing", () => {
  test("rebuilds an index that lost documents, and readers find no less meanwhile", async () => {
    const titles = Array.from({ length: 60 }, (_, index) => `Lighthouse ${index}`);
    for (const title of titles) await writePractice(title, title);
    await indexPending();
    await finished(itemsIndex().deleteDocuments({ filter: `item = "${idForKey("Lighthouse 7")}"` }));
    expect((await searchTotal()) ?? 0).toBe(59);
    let least = Infinity;
    // Left behind by a rebuild that was cut off: without settings, and with a document of its own.
    await finished(searchClient().createIndex(`${indexName()}-next`, { primaryKey: "id" }));
    const rebuilt = new AbortController();
    const reader = (async () => {
      while (!rebuilt.signal.aborted) least = Math.min(least, await searchTotal());
    })();
    expect(await reindex()).toBe(60);
    rebuilt.abort();
    await reader;
    expect(least).toBe(59);
    expect(await searchTotal()).toBe(60);
    // Beside a hub, whose indexer is at rest between two writes.
    const indexer = startIndexer();
    await indexer.caughtUp;
    expect(await reindex()).toBe(60);
    await indexer.stop();
    const { results } = await searchClient().getRawIndexes();
    const own = results.map((index) => index.uid).filter((uid) => uid.startsWith(indexName()));
    expect(own).toEqual([indexName()]);
  });
});

async function searchTotal(): Promise<number> {
  const query = { q: "lighthouse", filters: {}, limit: 1, page: 1 };
  return (await searchItems({ actor: VISITOR, lang: "en", query })).total;
}
