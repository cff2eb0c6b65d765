/** Makes an editor, a reviewer and texts that wait for him, and prints what signs them in: for `bench/publishing.ts`. */
import { randomUUID } from "node:crypto";

import { openSession } from "#app/auth/sessions.server.ts";
import { env } from "#app/env.server.ts";
import type { Grant, Member } from "#models/actor.ts";
import { auditEntry } from "#models/audit.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { newId } from "#models/ids.server.ts";
import { ItemModel, toWorkItem } from "#models/item.server.ts";
import { stateSeen, submitVersion } from "#models/item-workflow.server.ts";
import { createItem, editOf, saveDraft } from "#models/item-writing.server.ts";
import { partialDate } from "#models/partial-date.ts";
import { createUser } from "#models/user.server.ts";
import { content, sections } from "#seed/factories.ts";

const MECHANISM = "morocco";

export type Publishable = { editor: string; reviewer: string; items: Array<{ id: string; word: string; revision: number }> };

async function person(grant: Grant): Promise<{ member: Member; cookie: string }> {
  const id = newId();
  const name = `${grant.role}, measured`;
  const user = await createUser({ id, email: `${id}@example.org`, name, lang: "en", timeZone: "UTC", grants: [grant], passwordHash: "-", entry: auditEntry({ by: null, address: null }, "user:created", { kind: "user", id }) });
  const cookie = await openSession({ user, step: "open", request: new Request("http://localhost/") });
  return { member: { kind: "member", id, name, grants: [grant] }, cookie: cookie.split(";")[0] ?? "" };
}

async function handIn(actor: Member, nth: number) {
  const word = `measured${Date.now().toString(36)}x${nth}`;
  const doer = { by: actor.id, address: null };
  const id = await createItem({ actor, doer, token: randomUUID(), type: "practice", lang: "en", mechanism: MECHANISM, country: "MA", title: word });
  const found = async () => {
    const document = await ItemModel.findById(id).lean();
    if (!document) throw new Error("the item is gone");
    const item = toWorkItem(document as never);
    const [version] = item.versions;
    if (!version) throw new Error("the item has no version");
    return { item, version };
  };
  const begun = await found();
  const text = content({ title: `A practice ${word}`, summary: "How long it takes", sections: sections("objectives", ["It is found."]) });
  const facts = { date: partialDate("2022"), terms: ["theme:torture"], figures: [], sources: [], details: { notApplicable: [] } };
  await saveDraft({ actor, id, lang: "en", base: editOf(begun.item, begun.version), hand: "bench", content: text, facts });
  const written = await found();
  await submitVersion({ actor, doer, id, lang: "en", seen: stateSeen("submit", written.item, written.version) });
  return { id, word, revision: (await found()).version.submitted?.revision ?? 0 };
}

await connect(env().MONGODB_URL);
const editor = await person({ role: "editor", mechanism: MECHANISM });
const reviewer = await person({ role: "reviewer", mechanism: null });
const items: Publishable["items"] = [];
for (let nth = 0; nth < Number(process.argv[2] ?? 7); nth += 1) items.push(await handIn(editor.member, nth));
await disconnect();
process.stdout.write(`${JSON.stringify({ editor: editor.cookie, reviewer: reviewer.cookie, items } satisfies Publishable)}\n`);
