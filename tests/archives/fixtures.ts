import { createHash } from "node:crypto";
import { Readable } from "node:stream";

import { followUp } from "#app/notices/follow-up.server.ts";
import type { Member } from "#models/actor.ts";
import { sendMessage } from "#models/cooperation-messages.server.ts";
import { findCooperation, openCooperation } from "#models/cooperation.server.ts";
import { checkedFiles, noteRead } from "#models/file-work.server.ts";
import { ATTACHED_TYPES } from "#models/file.ts";
import { storeFile } from "#models/file.server.ts";
import { attachFile } from "#models/item-files.server.ts";
import { archiveItem } from "#models/item-archive.server.ts";
import { requestChanges, withdrawVersion } from "#models/item-workflow.server.ts";
import { addVersion } from "#models/item-writing.server.ts";
import { recordEvent } from "#models/mechanism-history.server.ts";
import { MechanismModel } from "#models/mechanism.server.ts";
import { partialDate } from "#models/partial-date.ts";
import { addComment } from "#models/review.server.ts";
import { writeReaderComment } from "#models/reader-comment.server.ts";

import { arabicPdf } from "../files/samples.ts";
import { asked, begin, cast, doerOf, FACTS, MOROCCO, publish, submit, textWith, write } from "../writing/desk.ts";

/** Attaches a file that was read, its bytes as they came: with whatever its program has written about its author. */
async function attach(actor: Member, id: string, lang: string): Promise<string> {
  const { name, bytes } = await arabicPdf("توصيات");
  const file = await storeFile({ content: Readable.from([bytes]), name, types: ATTACHED_TYPES, maxBytes: 1_000_000 });
  if (!file) throw new Error("a file was expected");
  await attachFile({ actor, id, lang, file, title: "التوصيات", fileLang: "ar" });
  const [checked] = (await checkedFiles([file.id])).values();
  if (!checked) throw new Error("a file was expected");
  await noteRead({ ...checked, content: file.id, hash: createHash("sha256").update(bytes).digest("hex"), size: file.size, pages: [] });
  return file.id;
}

/**
 * Gives Morocco's mechanism something of all that a mechanism may have: an event in its history, a published item in Arabic with a
 * file and a French version under review, with a conversation; a draft; one that was withdrawn, one in the archive; a comment of a
 * reader, an offer with a message. `more` published items beside them.
 */
export async function fillMechanism({ more = 0 } = {}): Promise<{ published: string; file: string; names: string[] }> {
  const { contributor, editor, stranger, reviewer, coordinator } = await cast();
  const asking = { actor: editor, doer: doerOf(editor), id: MOROCCO };
  await recordEvent({ ...asking, event: { kind: "renamed", date: partialDate("2021-03"), legalBasis: { fr: "Décret no 2-21-1" }, note: { ar: "تغيّر الاسم" }, sources: [], change: { shortName: { fr: "DIDH", ar: "المندوبية" } } } });
  const published = await begin(contributor, "منصة وطنية لتتبع التوصيات", { lang: "ar", facts: FACTS });
  const file = await attach(contributor, published, "ar");
  await publish({ editor, reviewer }, published, "ar");
  await addVersion({ actor: contributor, doer: doerOf(contributor), id: published, lang: "fr" });
  await write(contributor, published, textWith("Une plateforme nationale de suivi", "Des « recommandations » : suivies."), { lang: "fr" });
  await submit(editor, published, "fr");
  await followUp();
  for (const [by, text] of [[reviewer, "Quels ministères ?"], [contributor, "Ils sont nommés ci-dessous."]] as const) {
    await addComment({ item: published, lang: "fr", revision: 3, by: by.id, passage: { section: "objectives", quote: "suivies" }, text, address: null, token: "one" });
  }
  await requestChanges(await asked("request-changes", reviewer, published, { lang: "fr", reason: "Nommez-les." }));
  await begin(contributor, "مسودة لم تكتمل", { lang: "ar", facts: FACTS });
  const withdrawn = await begin(contributor, "Retirée", { lang: "fr", facts: FACTS });
  await publish({ editor, reviewer }, withdrawn, "fr");
  await withdrawVersion(await asked("withdraw", editor, withdrawn, { lang: "fr" }));
  const archived = await begin(contributor, "Archivée", { lang: "fr", facts: FACTS });
  await publish({ editor, reviewer }, archived, "fr");
  await archiveItem({ actor: coordinator, doer: doerOf(coordinator), id: archived, note: "Remplacée.", lang: "fr", forward: published });
  for (let index = 0; index < more; index += 1) await publish({ editor, reviewer }, await begin(contributor, `Numéro ${index}`, { lang: "fr", facts: FACTS }), "fr");
  await writeReaderComment({ actor: stranger, doer: doerOf(stranger), item: { id: published, mechanism: MOROCCO }, lang: "ar", text: "هل من متابعة؟", token: "archive" });
  const offer = await openCooperation({ actor: editor, doer: doerOf(editor), mechanism: MOROCCO, token: "archive", direction: "offer", kind: "exchange", title: "تبادل التجارب", text: "نعرض تبادل التجارب.", lang: "ar", themes: ["theme:nmirf"], capacities: [], languages: ["ar"], until: null });
  const cooperation = await findCooperation({ actor: stranger, id: offer });
  if (cooperation) await sendMessage({ actor: stranger, cooperation, side: "portugal", lang: "fr", text: "Cela nous intéresse.", token: "archive" });
  await followUp();
  const { shortName } = (await MechanismModel.findById(MOROCCO).lean()) ?? {};
  return { published, file, names: [editor.name, reviewer.name, JSON.stringify(shortName)] };
}
