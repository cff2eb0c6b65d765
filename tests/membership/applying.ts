import { Readable } from "node:stream";

import { confirmApplication, createApplication, issueToken, noteConsultation, writeMessage } from "#models/application.server.ts";
import { DOCUMENT_TYPES } from "#models/file.ts";
import { storeFile } from "#models/file.server.ts";
import { sealForm } from "#models/form-seal.server.ts";
import { newId } from "#models/ids.server.ts";
import { partialDate } from "#models/partial-date.ts";

import type { Mailbox, ReceivedMail } from "../helpers/mailbox.ts";
import { getPage } from "../helpers/people.ts";

type Hub = { url: string };

const DOER = { by: "coordinator", address: null };

/** An application under way that has been asked about and consulted on, in the database of the test; with a token that opens its private page. */
export async function makeApplication({ country, secret = "A note on it.", letter = true, by = DOER.by }: { country: string; /** What only coordinators read. */ secret?: string; letter?: boolean; by?: string }): Promise<{ id: string; token: string }> {
  const id = newId();
  const text = { country, mechanism: "Human Rights Taskforce", type: "mechanismType:interministerial", standing: "yes" as const, legalBasis: "Cabinet decision of 2019", motivation: WORDS.motivation, status: "membershipStatus:member" };
  const file = letter ? await storeFile({ content: Readable.from([FILES.pdf.bytes]), name: FILES.pdf.name, types: DOCUMENT_TYPES, maxBytes: 1_000 }) : null;
  await createApplication({ id, text, applicant: { name: "Secretary of the mechanism", position: "Secretary", email: `applicant-${id}@example.org` }, lang: "en", letter: file && { file: file.id, name: file.name, type: file.type, size: file.size }, address: "192.0.2.1" });
  await confirmApplication({ id, stage: "consultation", address: "192.0.2.1" });
  const doer = { ...DOER, by };
  await writeMessage({ id, message: newId(), text: "Who chairs it?", doer });
  await noteConsultation({ id, consultation: { id: newId(), who: "Executive committee", note: secret, date: partialDate("2026-01-05"), told: true }, doer });
  return { id, token: await issueToken({ id }) };
}

export const WORDS = { motivation: "To learn from others how they follow recommendations.", reason: "The members welcome it." };

/** A whole form, shown some time ago. */
export async function wholeForm(change: Record<string, string> = {}, shownAgo = 10_000): Promise<Record<string, string>> {
  return {
    country: "FJ",
    type: "mechanismType:interministerial",
    mechanism: "Human Rights Taskforce",
    standing: "yes",
    legalBasis: "Cabinet decision of 2019",
    status: "membershipStatus:member",
    motivation: WORDS.motivation,
    name: "Secretary, Fiji",
    position: "Secretary of the mechanism",
    email: "fiji@example.org",
    website: "",
    seal: await sealForm("apply", Date.now() - shownAgo),
    ...change,
  };
}

export type SentFile = { name: string; bytes: Uint8Array<ArrayBuffer>; type?: string };

/** Sends a form as a browser does that has a file in it. */
export function postUpload(hub: Hub, path: string, fields: Record<string, string>, file: SentFile | null = null, headers: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("letter", file ? new Blob([file.bytes], { type: file.type ?? "application/octet-stream" }) : new Blob([]), file?.name ?? "");
  return fetch(hub.url + path, { method: "POST", redirect: "manual", headers: { Origin: hub.url, ...headers }, body: form });
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, "latin1"));

export const FILES = {
  pdf: { name: "Lettre d’appui.pdf", bytes: bytes("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n") },
  page: { name: "letter.pdf", bytes: bytes("<!doctype html><script>alert(1)</script>"), type: "application/pdf" },
  program: { name: "letter.docx", bytes: bytes("MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff"), type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
} satisfies Record<string, SentFile>;

/** What a page shows, without its marks. */
export async function textOf(hub: Hub, path: string, cookie?: string): Promise<string> {
  return (await (await getPage(hub, path, { cookie })).text()).replace(/<script[\s\S]*?<\/script>/g, "").replace(/<[^>]+>/g, " ").replace(/&#x27;/g, "'").replace(/\s+/g, " ");
}

/** The private page behind the link of a mail. */
export async function linkOf(mailbox: Mailbox, wanted: (mail: ReceivedMail) => boolean): Promise<string> {
  const { link } = await mailbox.untilMail(wanted);
  if (!link) throw new Error("the mail has no link");
  return new URL(link).pathname;
}
