import mongoose from "mongoose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { composeMail } from "#app/mail/compose.server.ts";
import { followUp } from "#app/notices/follow-up.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { archiveItem } from "#models/item-archive.server.ts";
import { approveVersion, recallVersion, rejectVersion, requestChanges, withdrawVersion } from "#models/item-workflow.server.ts";
import { findMail, listMails, MailModel } from "#models/mail.server.ts";
import { readNotices } from "#models/notice.server.ts";
import type { NoticeKind } from "#models/notice.ts";
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
  await Promise.all([MailModel.deleteMany({}), UserModel.deleteMany({})]);
  people = await cast();
});
afterAll(async () => {
  await mongoose.connection.dropDatabase();
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
