import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { AuditModel } from "#models/audit.server.ts";
import { CooperationModel, findCooperation, openCooperation } from "#models/cooperation.server.ts";
import { CooperationMessageModel, sendMessage } from "#models/cooperation-messages.server.ts";
import { InvitationModel } from "#models/invitation.server.ts";
import { LeaseModel, takeLease } from "#models/lease.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { MechanismModel } from "#models/mechanism.server.ts";
import { followMechanisms, gatherStragglers } from "#models/mechanism-follow-up.server.ts";
import { mergeMechanism, undoMerger } from "#models/mechanism-history.server.ts";
import { DATE_NOT_STATED } from "#models/partial-date.ts";
import { listModerated, ReaderCommentModel, writeReaderComment } from "#models/reader-comment.server.ts";
import { UserModel } from "#models/user.server.ts";
import { loadSeed } from "#seed/load.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";
import { until } from "../helpers/processes.ts";
import { read } from "../review/desk.ts";

let running: HubOnEngines;
let people: Record<"editor" | "second" | "coordinator" | "contributor" | "former", Person>;
const hub = () => running.hub;

beforeAll(async () => {
  running = await startHubOnEngines({ founded: true });
  const of = (role: "editor" | "contributor" | "coordinator", mechanism: string | null, name: string) => makePerson(hub(), { name, grants: [{ role, mechanism }] });
  people = {
    editor: await of("editor", "mauritania", "Editor, Mauritania"),
    second: await of("editor", "mauritania", "Second editor, Mauritania"),
    contributor: await of("contributor", "mauritania", "Contributor, Mauritania"),
    coordinator: await of("coordinator", null, "Coordinator"),
    former: await makePerson(hub(), { name: "Former member" }),
  };
}, 300_000);
afterAll(() => running?.stop());

const KEPT = "/en/desk/mechanism/mauritania";

/** The fields of the form on a page, as a browser sends them back untouched. */
function formOn(html: string): Array<[string, string]> {
  const decoded = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const form = /<form method="post"[^>]*>(?:(?!<\/form>).)*name="seen".*?<\/form>/s.exec(html)?.[0] ?? "";
  const fields: Array<[string, string]> = [];
  for (const [tag, name = ""] of form.matchAll(/<(?:input|textarea|select)\b[^>]*\bname="([^"]+)"[^>]*>(?:[^<]*<\/textarea>)?/g)) {
    const valueOf = (text: string) => decoded(/\bvalue="([^"]*)"/.exec(text)?.[1] ?? "");
    if (tag.startsWith("<textarea")) fields.push([name, decoded(/>\n?([^<]*)<\/textarea>$/.exec(tag)?.[1] ?? "")]);
    else if (tag.startsWith("<select")) fields.push([name, valueOf(new RegExp(`name="${name}".*?</select>`, "s").exec(form)?.[0].match(/<option[^>]*selected[^>]*>/)?.[0] ?? "")]);
    else if (!/type="checkbox"/.test(tag) || / checked=/.test(tag)) fields.push([name, valueOf(tag)]);
  }
  return fields;
}

/** Opens a part as somebody and sends it back with some fields changed. */
async function opened(person: Person, part: string) {
  const fields = formOn(await read(hub(), person, `${KEPT}/edit/${part}`));
  return (changes: Record<string, string>) => postForm(hub(), `${KEPT}/edit/${part}`, [...fields.filter(([name]) => !(name in changes)), ...Object.entries(changes)], { cookie: person.cookie });
}

const publicPage = async (person?: Person) => {
  const { headers } = await getPage(hub(), "/en/mechanisms/mauritania");
  const path = headers.get("Location") ?? "";
  const [page, data] = await Promise.all([path, `${path}.data`].map((address) => getPage(hub(), address, { cookie: person?.cookie })));
  return { page: await page!.text(), data: await data!.text(), cache: [page!.headers.get("Cache-Control"), data!.headers.get("Cache-Control")] };
};

describe("the profile", () => {
  test("is kept part by part: what nobody touched stays to the letter, and readers see what was written", async () => {
    const before = await MechanismModel.findById("mauritania").lean();
    const send = await opened(people.editor, "fr");
    const answer = await send({ "heading.secretariat": "Le secrétariat siège à Nouakchott.\n\n- un point", legalBasis: "Décret 2021-001" });
    expect(answer.status, await answer.text()).toBe(302);
    const after = await MechanismModel.findById("mauritania").lean();
    expect(after?.profile).toEqual({ ...before?.profile, secretariat: { fr: "Le secrétariat siège à Nouakchott.\n\n- un point" } });
    expect(after?.legalBasis).toEqual({ fr: "Décret 2021-001" });
    for (const field of ["name", "shortName", "aliases", "official", "dimensions", "capacities", "sources", "type"] as const) expect(after?.[field], field).toEqual(before?.[field]);
    const { headers } = await getPage(hub(), "/fr/mechanisms/mauritania");
    expect(await (await getPage(hub(), headers.get("Location") ?? "")).text()).toContain("Le secrétariat siège à Nouakchott.");
    expect(await AuditModel.countDocuments({ "subject.id": "mauritania", action: "mechanism:profile-saved", by: people.editor.id })).toBe(1);
    // The founding data are brought up to date no more where a user has written.
    expect(await loadSeed()).toMatchObject({ kept: 1, updated: 0 });
  });

  test("two people in one part: the later is told, keeps what was typed, sees the difference, and may then save", async () => {
    const [first, second] = [await opened(people.editor, "en"), await opened(people.second, "en")];
    expect((await first({ "heading.secretariat": "It sits in the capital." })).status).toBe(302);
    const told = await second({ "heading.secretariat": "It has five desks." });
    const html = await told.text();
    expect(told.status).toBe(409);
    expect(html).toContain("Somebody else saved this part");
    expect(html).toMatch(/<textarea[^>]*name="heading.secretariat"[^>]*>\s*It has five desks\.<\/textarea>/);
    expect(html).toMatch(/<del[\s\S]*sits in the capital/);
    const again = await postForm(hub(), `${KEPT}/edit/en`, formOn(html), { cookie: people.second.cookie });
    expect(again.status).toBe(302);
    expect((await MechanismModel.findById("mauritania").lean())?.profile.secretariat?.en).toBe("It has five desks.");
  });

  test("two people in different parts do not meet", async () => {
    const [first, second] = [await opened(people.editor, "pt"), await opened(people.second, "facts")];
    expect((await first({ "heading.secretariat": "Fica na capital." })).status).toBe(302);
    expect((await second({ standing: "in-preparation", telephone: "+222 000", website: "https://example.org/mr" })).status).toBe(302);
    const { page } = await publicPage();
    expect(page).toContain("In preparation");
    expect(page).toContain("https://example.org/mr");
  });

  test("what is wrong comes back at its field, with all that was typed", async () => {
    const send = await opened(people.editor, "facts");
    const answer = await send({ email: "nobody", website: "javascript:alert(1)", "source.title": "A decree" });
    const html = await answer.text();
    expect(answer.status).toBe(400);
    for (const words of ["This is no e-mail address.", "A full address is needed", "Choose the language of the source."]) expect(html).toContain(words);
    expect(html).toContain('value="javascript:alert(1)"');
  });

  test("is confirmed with one press, and readers see the month", async () => {
    expect((await publicPage()).page).toContain("Not yet confirmed by the mechanism");
    expect((await postForm(hub(), KEPT, { intent: "confirm" }, { cookie: people.editor.cookie })).status).toBe(302);
    const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date());
    expect((await publicPage()).page).toContain(`Confirmed by the mechanism in ${month}`);
    await MechanismModel.updateOne({ _id: "mauritania" }, { $set: { confirmedAt: new Date("2024-03-05") } });
    expect((await publicPage()).page).toContain("Not confirmed by the mechanism since March 2024");
  });
});

describe("focal points", () => {
  const [ADDRESS, ALTERNATE] = ["zfocal@example.org", "zalternate@example.org"];

  test("their addresses reach members, and nobody else, wherever they ask", async () => {
    const send = await opened(people.editor, "persons");
    const answer = await send({ "p.0.name": "Znamed person", "p.0.position": "Head of unit", "p.0.email": ADDRESS, "p.0.alternate": "Zother person", "p.0.alternateEmail": ALTERNATE, "p.0.isPublic": "yes", "p.1.name": "Zhidden person", "validator.name": "Zvalidating person" });
    expect(answer.status, await answer.text()).toBe(302);
    const forMember = await publicPage(people.contributor);
    for (const text of [forMember.page, forMember.data]) for (const words of [ADDRESS, ALTERNATE, "Znamed person", "Zhidden person", "Zvalidating person"]) expect(text).toContain(words);
    expect(forMember.cache).toEqual(["no-store", "no-store"]);
    for (const reader of [undefined, people.former]) {
      const { page, data } = await publicPage(reader);
      for (const text of [page, data]) {
        expect(text).toContain("Znamed person");
        for (const words of [ADDRESS, ALTERNATE, "Zhidden person", "Zvalidating person"]) expect(text).not.toContain(words);
      }
    }
    for (const path of ["/api/v1/search?q=zfocal", "/en/search?q=zfocal", "/en/search/suggest?q=zfocal", "/en/mechanisms", "/en/mechanisms?q=zfocal", "/sitemap/pages.xml", "/api/v1/mechanisms", "/api/v1/mechanisms/mauritania", "/api/v1/network"]) expect(await (await getPage(hub(), path)).text(), path).not.toContain("@example.org");
    expect(JSON.stringify(await AuditModel.find({ "subject.id": "mauritania" }).lean())).not.toContain("@example.org");
  });

  test("a person without a name is asked for it, and an emptied one is taken out", async () => {
    const wrong = await (await opened(people.editor, "persons"))({ "p.2.email": "someone@example.org" });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain("Give a name here");
    const emptied = await (await opened(people.editor, "persons"))({ "p.1.name": "" });
    expect(emptied.status).toBe(302);
    const [only, ...others] = (await MechanismModel.findById("mauritania").lean())?.focalPoints ?? [];
    expect([only?.name, others.length]).toEqual(["Znamed person", 0]);
  });
});

describe("a renaming", () => {
  const add = (fields: Record<string, string>, person = people.editor) => postForm(hub(), `${KEPT}/history`, { intent: "add", ...fields }, { cookie: person.cookie });
  const NAMES = { "name.en": "National Human Rights Secretariat", "name.fr": "Secrétariat national aux droits humains", "name.ar": "الأمانة الوطنية لحقوق الإنسان" };
  const OLD = "Commission for Human Rights, Humanitarian Action and Relations with Civil Society";

  test("gives the new name everywhere; the old one is told, and found by search and in the list", async () => {
    const answer = await add({ kind: "renamed", when: "now", year: "2025", legalBasis: "Decree 7/2025", ...NAMES });
    expect(answer.status, await answer.text()).toBe(302);
    const { page } = await publicPage();
    expect(page).toContain("National Human Rights Secretariat</h1>");
    expect(page.replace(/<!-- -->/g, "")).toMatch(new RegExp(`until 2025: <bdi lang="en">${OLD}`));
    expect(page).toContain("Decree 7/2025");
    // Its items carry both names: the old one finds them, as soon as the index has followed.
    await until("the items under the old name", 20_000, async () => (await ItemModel.countDocuments({ indexPending: { $exists: true } })) === 0);
    const listed = await (await getPage(hub(), `/en/mechanisms?q=${encodeURIComponent("commission humanitarian")}`)).text();
    expect(listed).toContain(`formerly: ${OLD}`);
    const described = (await (await fetch(`${hub().url}/api/v1/mechanisms/mauritania?lang=en`)).json()) as Record<string, unknown>;
    expect(described).toMatchObject({ name: { en: "National Human Rights Secretariat" }, formerNames: [{ name: { en: OLD }, until: { from: "2025" } }], standing: "in-preparation", history: [{ kind: "renamed", legalBasis: { en: "Decree 7/2025" } }] });
    const byOld = (await (await fetch(`${hub().url}/api/v1/search?q=${encodeURIComponent(OLD)}&mechanism=mauritania`)).json()) as { total: number };
    expect(byOld.total).toBeGreaterThan(0);
    const hubPage = await (await getPage(hub(), `/en/search?q=${encodeURIComponent("Mauritanian Commission for Human Rights, Humanitarian Action and Relations with Civil Society")}`)).text();
    expect(hubPage).toContain("/en/mechanisms/mauritania/national-human-rights-secretariat");
  });

  test("is told to robots", async () => {
    expect((await add({ kind: "established", year: "1998" })).status).toBe(302);
    expect((await add({ kind: "moved", when: "now", year: "2026", ministry: "Ministry of Justice" })).status).toBe(302);
    const graph = JSON.parse(/<script type="application\/ld\+json"[^>]*>([^<]*)</.exec((await publicPage()).page)?.[1] ?? "") as { "@graph": Array<Record<string, unknown>> };
    const thing = graph["@graph"].find((one) => one["@type"] === "GovernmentOrganization");
    expect(thing).toMatchObject({ name: "National Human Rights Secretariat", alternateName: [OLD], foundingDate: "1998", parentOrganization: { name: "Ministry of Justice" }, sameAs: "https://example.org/mr" });
  });

  test("refuses what is no name and no date, and keeps what was typed", async () => {
    const same = await add({ kind: "renamed", when: "now", year: "2026", ...NAMES });
    expect([same.status, (await same.text()).includes("This is the name that it has already.")]).toEqual([400, true]);
    const wrong = await add({ kind: "established", year: "2026", month: "02", day: "31", note: "Kept words" });
    const html = await wrong.text();
    expect(wrong.status).toBe(400);
    expect(html).toContain("This is no date.");
  });

  test("is corrected in its date, and taken back with its names", async () => {
    const entry = (await MechanismModel.findById("mauritania").lean())?.history.find(({ kind }) => kind === "renamed")?.id ?? "";
    const corrected = { intent: "correct", entry, of: "mauritania", year: "2024", month: "11", legalBasis: "Decree 7/2024", "name.en": OLD };
    expect((await postForm(hub(), `${KEPT}/history`, corrected, { cookie: people.editor.cookie })).status).toBe(302);
    expect((await publicPage()).page.replace(/<!-- -->/g, "")).toContain("until November 2024");
    // The entry that was corrected is no more the one that stands.
    expect((await postForm(hub(), `${KEPT}/history`, { intent: "retract", entry, of: "mauritania" }, { cookie: people.editor.cookie })).status).toBe(409);
    const present = (await MechanismModel.findById("mauritania").lean())?.history.at(-1)?.id ?? "";
    expect((await postForm(hub(), `${KEPT}/history`, { intent: "retract", entry: present, of: "mauritania" }, { cookie: people.editor.cookie })).status).toBe(302);
    const after = await MechanismModel.findById("mauritania").lean();
    expect(after?.name?.en).toBe(OLD);
    expect(after?.history).toHaveLength(5);
  });
});

describe("a merger", () => {
  const actor = () => ({ kind: "member" as const, id: people.coordinator.id, name: people.coordinator.name, grants: [{ role: "coordinator" as const, mechanism: null }] });
  const asking = () => ({ actor: actor(), doer: { by: people.coordinator.id, address: null }, id: "mauritania" });
  const owned = (mechanism: string) => ItemModel.countDocuments({ mechanism });
  const grantsOf = async (person: Person) => (await UserModel.findById(person.id).lean())?.grants.map(({ role, mechanism }) => `${role} ${mechanism}`);

  const editorOf = (mechanism: string) => ({ kind: "member" as const, id: people.editor.id, name: people.editor.name, grants: [{ role: "editor" as const, mechanism }] });
  const doer = () => ({ by: people.editor.id, address: null });

  /** A comment and an offer of each of both mechanisms, and what Mauritania answered to Portugal's offer. */
  async function spoken() {
    const remark = async (mechanism: string) => {
      const item = (await ItemModel.findOne({ mechanism }).lean())?._id ?? `item of ${mechanism}`;
      return writeReaderComment({ actor: { ...editorOf(mechanism), id: people.former.id, grants: [] }, doer: doer(), item: { id: item, mechanism }, lang: "en", text: "A remark", token: mechanism });
    };
    const [comment, others] = [await remark("mauritania"), await remark("portugal")];
    const open = async (mechanism: string) => {
      const id = await openCooperation({ actor: editorOf(mechanism), doer: doer(), mechanism, token: mechanism, direction: "offer", kind: "training", title: "An offer", text: "A training", lang: "en", themes: [], capacities: [], languages: [], until: null });
      const cooperation = await findCooperation({ actor: editorOf(mechanism), id });
      if (!cooperation) throw new Error("there is no such offer");
      return cooperation;
    };
    const [offer, theirs] = [await open("mauritania"), await open("portugal")];
    const message = await sendMessage({ actor: editorOf("mauritania"), cooperation: theirs, side: "mauritania", lang: "en", text: "We would like that", token: "merger" });
    return async () => {
      const [comments, offers, said] = await Promise.all([ReaderCommentModel.find({ _id: { $in: [comment, others] } }).lean(), CooperationModel.find({ _id: { $in: [offer.id, theirs.id] } }).lean(), CooperationMessageModel.findById(message).lean()]);
      const ofBoth = (found: Array<{ _id: string; mechanism: string | null; writes: number }>, ids: string[]) => ids.map((id) => found.find(({ _id }) => _id === id)).map((one) => `${one?.mechanism} ${one?.writes}`);
      return { comments: ofBoth(comments, [comment, others]), offers: ofBoth(offers, [offer.id, theirs.id]), side: said?.side, moderates: (await listModerated({ actor: editorOf("portugal"), states: ["waiting"], limit: 50 })).some(({ id }) => id === comment) };
    };
  }

  test("is for those who keep both", async () => {
    const answer = await postForm(hub(), `${KEPT}/history`, { intent: "merge", into: "morocco" }, { cookie: people.editor.cookie });
    expect(answer.status).toBe(404);
    expect((await MechanismModel.findById("mauritania").lean())?.successor).toBeNull();
  });

  test("cut off between its write and what follows, is followed later, and twice is as once; undone, all is back", async () => {
    const [items, others] = [await owned("mauritania"), await owned("portugal")];
    expect(items).toBeGreaterThan(0);
    await InvitationModel.create({ _id: "to-mauritania", kind: "invitation", tokenHash: "hash", email: "guest@example.org", grants: [{ role: "contributor", mechanism: "mauritania" }] });
    const standing = await spoken();
    // What a hub that dies here leaves: the write alone. The hub under test may take it up at any moment.
    await mergeMechanism({ ...asking(), into: "portugal", told: { date: DATE_NOT_STATED, legalBasis: null, note: null, sources: [] } });
    await Promise.all([followMechanisms({ id: "mauritania" }), followMechanisms({ id: "mauritania" })]);
    await followMechanisms();
    await until("the merger is followed", 20_000, async () => (await MechanismModel.countDocuments({ "follow.id": { $exists: true } })) === 0);
    expect([await owned("mauritania"), await owned("portugal")]).toEqual([0, others + items]);
    expect((await ItemModel.find({ mechanism: "portugal" }).lean()).every(({ moved = [] }) => moved.length <= 1)).toBe(true);
    expect(await grantsOf(people.editor)).toEqual(["editor portugal"]);
    expect((await InvitationModel.findById("to-mauritania").lean())?.grants[0]?.mechanism).toBe("portugal");

    const followed = { comments: ["portugal 2", "portugal 1"], offers: ["portugal 2", "portugal 1"], side: "portugal", moderates: true };
    expect(await standing()).toEqual(followed);
    await gatherStragglers();
    expect(await standing()).toEqual(followed);
    const merger = (await MechanismModel.findById("mauritania").lean())?.history.at(-1)?.id ?? "";

    // The pages, as the hub has them a few seconds later.
    await until("the former page leads on", 20_000, async () => (await getPage(hub(), "/en/mechanisms/mauritania")).headers.get("Location")?.startsWith("/en/mechanisms/portugal") ?? false);
    expect((await getPage(hub(), "/en/mechanisms/mauritania")).status).toBe(301);
    const successor = (await getPage(hub(), "/en/mechanisms/portugal")).headers.get("Location") ?? "";
    expect(await (await getPage(hub(), successor)).text()).toContain("merged into this mechanism");
    expect(await (await getPage(hub(), "/en/mechanisms")).text()).not.toContain("/en/mechanisms/mauritania");
    expect(await (await getPage(hub(), "/fr/mechanisms?q=Commissariat")).text()).toContain("/fr/mechanisms/portugal");
    const [asData, items_] = await Promise.all([getPage(hub(), "/api/v1/mechanisms/mauritania?lang=fr"), fetch(`${hub().url}/api/v1/search?mechanism=mauritania`)]);
    expect([asData.status, asData.headers.get("Location")]).toEqual([301, "/api/v1/mechanisms/portugal?lang=fr"]);
    expect(items_.status).toBe(200);
    expect((await getPage(hub(), KEPT, { cookie: people.coordinator.cookie })).status).toBe(404);
    expect((await getPage(hub(), "/en/desk/mechanism/portugal", { cookie: people.editor.cookie })).status).toBe(200);

    // What is said of an item while it is the successor's goes with it.
    const item = (await ItemModel.findOne({ "moved.merger": merger }).lean())?._id ?? "";
    const meanwhile = await writeReaderComment({ actor: { ...editorOf("portugal"), id: people.former.id, grants: [] }, doer: doer(), item: { id: item, mechanism: "portugal" }, lang: "en", text: "A remark meanwhile", token: "meanwhile" });
    // Undone while another still moves what came late: that is brought to its end first.
    await takeLease({ name: "mechanism:mauritania", owner: "another process", ms: 60_000 });
    const undone = await postForm(hub(), "/en/desk/mechanism/portugal/history", { intent: "undo", of: "mauritania" }, { cookie: people.coordinator.cookie });
    expect(undone.status, await undone.text()).toBe(302);
    await gatherStragglers();
    expect([await owned("mauritania"), await owned("portugal")]).toEqual([0, others + items]);
    await LeaseModel.deleteOne({ _id: "mechanism:mauritania" });
    await until("the undoing is followed", 20_000, async () => (await MechanismModel.countDocuments({ "follow.id": { $exists: true } })) === 0);
    // One who read of the merger before it was undone moves nothing any more.
    await gatherStragglers();
    expect([await owned("mauritania"), await owned("portugal")]).toEqual([items, others]);
    expect((await ReaderCommentModel.findById(meanwhile).lean())?.mechanism).toBe("mauritania");
    // A comment that knew the item as it was in that moment is brought to it as well.
    const late = await writeReaderComment({ actor: { ...editorOf("portugal"), id: people.former.id, grants: [] }, doer: doer(), item: { id: item, mechanism: "portugal" }, lang: "en", text: "A late remark", token: "late" });
    await until("the late comment is with its item", 20_000, async () => (await ReaderCommentModel.findById(late).lean())?.mechanism === "mauritania");
    expect(await grantsOf(people.editor)).toEqual(["editor mauritania"]);
    expect((await InvitationModel.findById("to-mauritania").lean())?.grants[0]?.mechanism).toBe("mauritania");
    const back = { comments: ["mauritania 3", "portugal 1"], offers: ["mauritania 3", "portugal 1"], side: "mauritania", moderates: false };
    expect(await standing()).toEqual(back);
    // As after a crash before the mark was taken off.
    await MechanismModel.updateOne({ _id: "mauritania" }, { $push: { follow: { id: "again", kind: "unmerge", merger, into: "portugal" } } });
    await followMechanisms();
    expect(await standing()).toEqual(back);
    await until("the page is its own again", 20_000, async () => (await getPage(hub(), "/en/mechanisms/mauritania")).headers.get("Location")?.startsWith("/en/mechanisms/mauritania/") ?? false);
    await expect(undoMerger(asking())).rejects.toThrow("wrong-state");
  });

  test("what was given up meanwhile stays given up, and what both had, both have", async () => {
    await UserModel.updateOne({ _id: people.second.id }, { $set: { grants: [{ role: "editor", mechanism: "mauritania" }, { role: "editor", mechanism: "portugal" }] } });
    await mergeMechanism({ ...asking(), into: "portugal", told: { date: DATE_NOT_STATED, legalBasis: null, note: null, sources: [] } });
    await followMechanisms();
    await until("the merger is followed", 20_000, async () => (await MechanismModel.countDocuments({ "follow.id": { $exists: true } })) === 0);
    expect(await grantsOf(people.second)).toEqual(["editor portugal"]);
    await UserModel.updateOne({ _id: people.contributor.id }, { $set: { grants: [] } });
    await undoMerger(asking());
    await followMechanisms();
    await until("the undoing is followed", 20_000, async () => (await MechanismModel.countDocuments({ "follow.id": { $exists: true } })) === 0);
    expect((await grantsOf(people.second))?.toSorted()).toEqual(["editor mauritania", "editor portugal"]);
    expect(await grantsOf(people.contributor)).toEqual([]);
  });
});
