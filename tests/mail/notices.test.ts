import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { composeMail } from "#app/mail/compose.server.ts";
import { queueDigests } from "#app/notices/digests.server.ts";
import { followUp } from "#app/notices/follow-up.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { archiveItem } from "#models/item-archive.server.ts";
import { approveVersion, recallVersion, rejectVersion, requestChanges, withdrawVersion } from "#models/item-workflow.server.ts";
import { findMail, listMails, MailModel } from "#models/mail.server.ts";
import { listNotices, NoticeModel, readNotices } from "#models/notice.server.ts";
import type { NoticeKind } from "#models/notice.ts";
import type { NoticeChoices } from "#models/notice-choices.ts";
import { addComment } from "#models/review.server.ts";
import { UserModel } from "#models/user.server.ts";

import { type Servers, startServers } from "../helpers/servers.ts";
import { asked, begin, cast, type Cast, doerOf, publish, submit } from "../writing/desk.ts";
import { ORIGIN, settings } from "./outbox.ts";

let servers: Servers;
let people: Cast;

beforeAll(async () => {
  servers = await startServers();
  settings(servers);
  await connect(servers.mongoUrl);
});
beforeEach(async () => {
  await Promise.all([MailModel.deleteMany({}), UserModel.deleteMany({}), NoticeModel.deleteMany({})]);
  people = await cast();
});
afterAll(async () => {
  await disconnect();
  await servers?.stop();
});

/** What the mails to a person would say now; null for one that would be dropped. */
async function letters({ id }: { id: string }) {
  const mails = (await listMails({ limit: 100 })).filter((mail) => mail.user === id);
  return Promise.all(mails.toReversed().map(async (mail) => composeMail((await findMail({ id: mail.id }))!)));
}

describe("a notice by mail", () => {
  test("says what happened to which item, by whom, and leads to where it is dealt with", async () => {
    const id = await begin(people.contributor, "A national registry");
    await submit(people.editor, id);
    await followUp({ id });
    const [toReview] = await letters(people.reviewer);
    expect(toReview?.subject).toBe("To review: A national registry");
    expect(toReview?.text).toContain("By: Editor, Morocco");
    expect(toReview?.text).toContain(`${ORIGIN}/en/desk/items/${id}/review/en`);
    // Of what the text says, a mail tells nothing.
    expect(toReview?.text).not.toContain("Several ministries");

    const steps: Array<[NoticeKind, () => Promise<unknown>, string]> = [
      ["commented", async () => addComment({ item: id, lang: "en", revision: 2, by: people.reviewer.id, passage: null, text: "A confidential remark", address: null }), `/en/desk/items/${id}/review/en`],
      ["changes-requested", async () => requestChanges(await asked("request-changes", people.reviewer, id, { reason: "A confidential reason" })), `/en/desk/items/${id}/review/en`],
      ["rejected", async () => rejectVersion(await asked("reject", people.reviewer, id)), `/en/desk/items/${id}/review/en`],
      ["approved", () => publish(people, id), `/en/practices/${id}/a-national-registry?version=en`],
      ["withdrawn", async () => withdrawVersion(await asked("withdraw", people.editor, id)), `/en/desk/items/${id}`],
      ["archived", () => archiveItem({ actor: people.editor, doer: doerOf(people.editor), id, note: "Replaced", forward: null }), `/en/desk/items/${id}`],
    ];
    for (const [kind, take, path] of steps) {
      await MailModel.deleteMany({});
      await take();
      await followUp({ id });
      const [letter] = await letters(people.contributor);
      expect(letter?.subject, kind).toContain("A national registry");
      expect(letter?.text, kind).toContain(ORIGIN + path);
      expect(letter?.text, kind).not.toContain("confidential");
    }
  });

  test("in the reader's language, whatever is in the title", async () => {
    const title = "Bcc: x@example.org\u2028{{reason}} <b>";
    const id = await begin(people.contributor, title);
    await submit(people.editor, id);
    await followUp({ id });
    const subjects = [];
    for (const lang of LANGUAGE_CODES) {
      await UserModel.updateOne({ _id: people.reviewer.id }, { $set: { lang } });
      const mail = (await listMails({ limit: 100 })).find(({ user }) => user === people.reviewer.id);
      const letter = await composeMail({ ...mail!, about: [], secret: null, to: { ...mail!.to, lang } });
      expect(letter?.html).toContain(`<html lang="${lang}"`);
      expect(letter?.html).not.toContain("<b>");
      expect(letter?.subject).not.toMatch(/[\n\u2028]|⟦/);
      expect(letter?.text).toContain(`${ORIGIN}/${lang}/desk/items/${id}/review/en`);
      subjects.push(letter?.subject);
    }
    expect(new Set(subjects).size).toBe(LANGUAGE_CODES.length);
  });

  test("is dropped where its reader may see the item no more, is suspended, has read it, or it is no longer so", async () => {
    const id = await begin(people.contributor, "Dropped");
    await submit(people.editor, id);
    await followUp({ id });
    const said = async (reader: { id: string }) => (await letters(reader)).map((letter) => letter?.subject ?? null);
    expect(await said(people.reviewer)).toEqual(["To review: Dropped"]);
    await UserModel.updateOne({ _id: people.reviewer.id }, { $set: { grants: [] } });
    await UserModel.updateOne({ _id: people.second.id }, { $set: { suspendedAt: new Date() } });
    expect([await said(people.reviewer), await said(people.second)]).toEqual([[null], [null]]);
    await UserModel.updateOne({ _id: people.reviewer.id }, { $set: { grants: people.reviewer.grants } });
    await recallVersion(await asked("recall", people.editor, id));
    expect(await said(people.reviewer)).toEqual([null]);
    await submit(people.editor, id);
    expect(await said(people.reviewer)).toEqual(["To review: Dropped"]);
    await readNotices({ user: people.reviewer.id, item: id });
    expect(await said(people.reviewer)).toEqual([null]);
    await approveVersion(await asked("approve", people.coordinator, id));
    await followUp({ id });
    expect(await said(people.contributor)).toEqual(["Published: Dropped"]);
    await UserModel.updateOne({ _id: people.contributor.id }, { $set: { grants: [{ role: "contributor", mechanism: "portugal" }] } });
    expect(await said(people.contributor)).toEqual([null]);
  });
});

describe("a digest", () => {
  const HOUR_MS = 3_600_000;
  const choose = (reader: { id: string }, noticeChoices: NoticeChoices, more: object = {}) => UserModel.updateOne({ _id: reader.id }, { $set: { noticeChoices, ...more } });
  const handIn = async (title: string): Promise<string> => {
    const id = await begin(people.contributor, title);
    await submit(people.editor, id);
    await followUp({ id });
    return id;
  };
  /** A moment on a day of UTC from today on. */
  const at = (days: number, time: string) => new Date(Date.parse(`${new Date().toISOString().slice(0, 10)}T${time}:00Z`) + days * 24 * HOUR_MS);
  const digests = async (reader: { id: string }) => (await listMails({ limit: 100 })).filter(({ kind, user }) => kind === "digest" && user === reader.id).map(({ id }) => id);
  const written = async (id = "") => composeMail((await findMail({ id }))!);

  test("comes once a day after seven on its reader's clock, and names each thing that he was told before once", async () => {
    await choose(people.reviewer, { reviews: "daily", conversations: "daily" }, { lang: "fr", timeZone: "Asia/Tokyo" });
    const id = await handIn("A registry for a digest");
    await handIn("Another registry");
    for (const text of ["One remark", "Another remark"]) await addComment({ item: id, lang: "en", revision: 2, by: people.second.id, passage: null, text, address: null });
    await addComment({ item: id, lang: "en", revision: 2, by: people.reviewer.id, passage: null, text: "An answer", address: null });
    await followUp({ id });
    await addComment({ item: id, lang: "en", revision: 2, by: people.second.id, passage: null, text: "A last remark", address: null });
    await followUp({ id });
    expect(await letters(people.reviewer), "nothing at once").toEqual([]);
    expect(await letters(people.second), "who has chosen nothing").not.toEqual([]);
    // Seven in Tokyo is ten in the evening before, in UTC.
    await queueDigests(at(1, "21:59"));
    expect(await digests(people.reviewer)).toEqual([]);
    await queueDigests(at(1, "22:00"));
    const [digest, ...rest] = await digests(people.reviewer);
    expect(rest).toEqual([]);
    const letter = await written(digest);
    expect(letter?.subject).toBe("Plateforme MNMRS\u00a0: 3 éléments pour vous");
    expect(letter?.text.match(/Nouveau commentaire sur/g)).toHaveLength(1);
    expect(letter?.text).toContain("- A registry for a digest · anglais\n");
    expect(letter?.text).toContain("- Another registry · anglais\n");
    expect(letter?.text).not.toContain("remark");
    for (const path of [`/fr/desk/items/${id}/review/en`, "/fr/desk#notices", "/fr/account/notices"]) expect(letter?.html).toContain(ORIGIN + path);
    expect(letter?.text).toContain("parce que vous l’avez choisi");
    // What is told after it comes with the next, and nothing comes twice.
    expect(await NoticeModel.countDocuments({ waits: true })).toBe(0);
    await queueDigests(at(3, "22:00"));
    expect(await digests(people.reviewer)).toHaveLength(1);
  });

  test("has nothing in it that its reader may not see any more, has read, is settled or is no longer wanted, and is dropped where nothing is left", async () => {
    for (const reader of [people.reviewer, people.second, people.coordinator]) await choose(reader, { reviews: "daily" });
    const [seen, recalled, left] = [await handIn("Seen"), await handIn("Recalled"), await handIn("Left over")];
    await queueDigests(at(1, "07:00"));
    const [digest] = await digests(people.reviewer);
    const titles = async () => (await written(digest))?.text.match(/^- .*(?= · English)/gm) ?? null;
    expect(await titles()).toEqual(["- Seen", "- Recalled", "- Left over"]);
    await readNotices({ user: people.reviewer.id, item: seen });
    await recallVersion(await asked("recall", people.editor, recalled));
    expect(await titles()).toEqual(["- Left over"]);
    await UserModel.updateOne({ _id: people.reviewer.id }, { $set: { grants: [] } });
    expect(await titles()).toBeNull();
    await UserModel.updateOne({ _id: people.reviewer.id }, { $set: { grants: people.reviewer.grants } });
    await choose(people.reviewer, { reviews: "never" });
    expect(await titles()).toBeNull();
    await approveVersion(await asked("approve", people.second, left));
    await choose(people.reviewer, { reviews: "daily" });
    expect(await titles()).toBeNull();
    await UserModel.updateOne({ _id: people.second.id }, { $set: { suspendedAt: new Date() } });
    expect(await written((await digests(people.second))[0])).toBeNull();
  });

  test("is what was chosen when it was told: changed to at once, what waits still comes with it, and what is told then at once", async () => {
    await choose(people.reviewer, { reviews: "daily" });
    await handIn("Told for the digest");
    await choose(people.reviewer, { reviews: "at-once" });
    const id = await handIn("Told at once");
    await choose(people.reviewer, { reviews: "never" });
    await handIn("Told in the hub alone");
    expect((await letters(people.reviewer)).map((letter) => letter?.subject ?? null), "not wanted any more").toEqual([null]);
    await choose(people.reviewer, { reviews: "at-once" });
    // Repeated after a crash, what was decided stays.
    await MailModel.deleteMany({ user: people.reviewer.id });
    await choose(people.reviewer, { reviews: "daily" });
    const { at: told } = (await listNotices({ user: people.reviewer.id, limit: 9 })).find(({ item }) => item === id)!;
    expect(await NoticeModel.countDocuments({ user: people.reviewer.id, at: new Date(told), mail: "at-once", waits: null })).toBe(1);
    await queueDigests(at(1, "07:00"));
    const digest = await written((await digests(people.reviewer))[0]);
    expect(digest?.text).toContain("Told for the digest");
    expect(digest?.text).not.toContain("Told at once");
    expect((await listNotices({ user: people.reviewer.id, limit: 9 })).filter(({ kind }) => kind === "submitted")).toHaveLength(3);
  });
});
