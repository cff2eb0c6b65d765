import { afterAll, beforeAll, expect, test } from "vitest";

import { mechanismOfApplication } from "#app/notices/application-follow-up.server.ts";
import { ApplicationModel } from "#models/application-schema.server.ts";
import { AuditModel, auditEntry } from "#models/audit.server.ts";
import { InvitationModel } from "#models/invitation.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { LeaseModel } from "#models/lease.server.ts";
import { MailModel } from "#models/mail.server.ts";
import { createMechanism, MechanismModel } from "#models/mechanism.server.ts";
import { MembershipModel } from "#models/membership.server.ts";
import { findOffice, takeStep } from "#models/office.server.ts";
import { end } from "#models/office-steps.ts";
import { partialDate } from "#models/partial-date.ts";
import { TermModel } from "#models/term.server.ts";
import { UserModel } from "#models/user.server.ts";

import { type HubProcess, launchHub, startHub } from "../helpers/hub-process.ts";
import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";
import { until } from "../helpers/processes.ts";
import { begin, FACTS, person } from "../writing/desk.ts";
import { makeApplication } from "./applying.ts";

let running: HubOnEngines;
let hub: HubProcess;
let coordinator: Person;

beforeAll(async () => {
  running = await startHubOnEngines({ founded: true });
  hub = running.hub;
  coordinator = await makePerson(hub, { name: "Coordinator, Paraguay", grants: [{ role: "coordinator", mechanism: null }] });
});
afterAll(async () => {
  await hub?.stop();
  await running?.stop();
});

/** Ends the hub at once. What the dead one held for itself is free, as it is some time after. */
async function kill(): Promise<void> {
  hub.kill("hub");
  await hub.untilGone(10_000);
  await LeaseModel.deleteMany({});
}

/** Waits until something is so, and no longer. */
async function atOnce(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (performance.now() < end && !(await isSo())) await new Promise((resolve) => setTimeout(resolve, 1));
}

const STATES = ["FJ", "TO", "WS"] as const;
const TERMS = [["theme:food", "theme:housing"], ["theme:water-sanitation", "theme:standard-of-living"], ["theme:health", "theme:education"]] as const;
const ITEMS = 12;

type Prepared = { application: string; mechanism: string; items: string[]; editor: string; terms: (typeof TERMS)[number]; acknowledged: boolean[] };

/** An application that waits for its decision, a mechanism to merge with its editor and items, and a term that all of these carry. */
async function prepare(index: number): Promise<Prepared> {
  const [country, terms, mechanism] = [STATES[index] ?? "FJ", TERMS[index] ?? TERMS[0], `merging-${index}`];
  await createMechanism({ mechanism: { id: mechanism, state: "PT", name: { en: mechanism }, shortName: null, aliases: {}, official: [], type: null, standing: null, legalBasis: null, profile: {}, capacities: [], dimensions: {}, sources: [] } });
  const editor = await person(`Editor, ${mechanism}`, { role: "editor", mechanism });
  const items: string[] = [];
  for (let nth = 0; nth < ITEMS; nth += 1) items.push(await begin(editor, `Item ${nth} of ${mechanism}`, { mechanism, country: "PT", facts: { ...FACTS, terms: [terms[0]] } }));
  const { id } = await makeApplication({ country, letter: false, by: coordinator.id });
  await until("all is followed so far", 30_000, async () => !(await isAnythingLeft()));
  // The hub learns of what another process has made a few seconds later.
  await until("the mechanism is known", 20_000, async () => (await getPage(hub, `/api/v1/mechanisms/${mechanism}`)).ok);
  return { application: id, mechanism, items, editor: editor.id, terms, acknowledged: [] };
}

async function isAnythingLeft(): Promise<boolean> {
  const left = await Promise.all([ApplicationModel.exists({ "steps.id": { $exists: true } }), MechanismModel.exists({ "follow.id": { $exists: true } }), TermModel.exists({ following: { $exists: true } }), ItemModel.exists({ "steps.id": { $exists: true } })]);
  return left.some((one) => one !== null);
}

/** Sends the three forms at once; each says whether the hub has acknowledged it. */
async function sendAll({ application, mechanism, terms: [from, into] }: Prepared): Promise<boolean[]> {
  const { writes } = (await ApplicationModel.findById(application).lean()) ?? {};
  const send = (path: string, fields: Record<string, string>) => postForm(hub, path, fields, coordinator).then(({ status }) => status === 302, () => false);
  return Promise.all([
    send(`/en/desk/applications/${application}`, { intent: "accept", reason: "Welcome.", date: "2026-01-27", decision: "", status: "membershipStatus:member", mechanism: mechanismOfApplication(application), sure: "yes", seen: String(writes) }),
    send(`/en/desk/mechanism/${mechanism}/history`, { intent: "merge", into: "portugal", year: "2026" }),
    send(`/en/desk/vocabularies/${from.replace(":", "/")}`, { intent: "merge", into, version: "0" }),
  ]);
}

const isWritten = async ({ application, mechanism, terms: [from] }: Prepared): Promise<[boolean, boolean, boolean]> => {
  const [accepted, merged, replaced] = await Promise.all([ApplicationModel.exists({ _id: application, state: "accepted" }), MechanismModel.exists({ _id: mechanism, successor: "portugal" }), TermModel.exists({ _id: from, replacedBy: { $ne: null } })]);
  return [accepted !== null, merged !== null, replaced !== null];
};

test("a hub killed between an acceptance, a merger or a merge of terms and what follows loses nothing that it acknowledged, and what follows is there once", async () => {
  const all: Prepared[] = [];
  // Killed as soon as the acceptance is in the database, then the merger, then the merge of terms: the others are where they are.
  for (const index of [0, 1, 2]) {
    const prepared = await prepare(index);
    const answers = sendAll(prepared);
    await atOnce(async () => (await isWritten(prepared))[index] ?? false);
    await kill();
    all.push({ ...prepared, acknowledged: await answers });
    hub = await startHub({ dataDir: running.dataDir, env: running.env });
  }
  await until("all is followed", 60_000, async () => !(await isAnythingLeft()));
  for (const [index, prepared] of all.entries()) {
    const { application, mechanism, items, editor, terms: [from, into], acknowledged } = prepared;
    const written = await isWritten(prepared);
    expect(written[index]).toBe(true);
    expect(acknowledged.map((said, nth) => !said || written[nth]), `${application}, ${mechanism}, ${from}`).toEqual([true, true, true]);
    const [accepted, merged, replaced] = written;

    const once = accepted ? 1 : 0;
    const made = mechanismOfApplication(application);
    const email = `applicant-${application}@example.org`;
    const followed = await Promise.all([
      MechanismModel.countDocuments({ _id: made }),
      MembershipModel.find({ mechanism: made }).lean().then((found) => found.reduce((sum, { history }) => sum + history.length, 0)),
      AuditModel.countDocuments({ action: "membership:step", "subject.id": made }),
      InvitationModel.countDocuments({ email, "grants.mechanism": made }),
      MailModel.countDocuments({ kind: "invitation", "to.email": email }),
      MailModel.countDocuments({ kind: "application-decided", "to.email": email }),
    ]);
    expect(followed, `what follows from the acceptance of ${application}`).toEqual([once, once, once, once, once, once]);

    const owner = merged ? "portugal" : mechanism;
    const found = await ItemModel.find({ _id: { $in: items } }).lean();
    expect(found.map((item) => [item.mechanism, item.moved?.length ?? 0]), `the items of ${mechanism}`).toEqual(items.map(() => [owner, merged ? 1 : 0]));
    const user = await UserModel.findById(editor).lean();
    expect([user?.grants.map((grant) => grant.mechanism), user?.moved?.length ?? 0]).toEqual([[owner], merged ? 1 : 0]);
    expect(found.map(({ draftFacts }) => draftFacts?.terms), `the items that carried ${from}`).toEqual(items.map(() => [replaced ? into : from]));
  }
}, 180_000);

test("a hub killed while it reminds of a term reminds everyone, once", async () => {
  const deputies = await Promise.all(Array.from({ length: 20 }, (_, nth) => person(`Deputy ${nth}`, { role: "coordinator", mechanism: null })));
  const reminded = () => MailModel.find({ kind: "term-ending", "params.office": "coordinator" }).select({ user: 1 }).lean();
  await hub.stop();
  const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const { writes = NaN } = (await findOffice({ id: "coordinator" })) ?? {};
  await takeStep({ id: "coordinator", version: writes, change: end("coordinator-morocco-2024", partialDate(day)), entry: auditEntry({ by: null, address: null }, "office:term-ended", { kind: "office", id: "coordinator" }) });
  hub = await launchHub({ dataDir: running.dataDir, env: running.env });
  await atOnce(async () => (await reminded()).length > 0);
  await kill();
  hub = await startHub({ dataDir: running.dataDir, env: running.env });
  const people = [coordinator.id, ...deputies.map(({ id }) => id)].toSorted();
  await until("all are reminded", 30_000, async () => (await reminded()).length >= people.length);
  expect((await reminded()).map(({ user }) => user).toSorted()).toEqual(people);
}, 180_000);
