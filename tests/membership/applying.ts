import { sealForm } from "#models/form-seal.server.ts";
import type { Mailbox, ReceivedMail } from "../helpers/mailbox.ts";
import { getPage } from "../helpers/people.ts";

type Hub = { url: string };

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
