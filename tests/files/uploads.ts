import { setTimeout as sleep } from "node:timers/promises";

import type { Person } from "../helpers/people.ts";
import type { Sample } from "./samples.ts";

type Hub = { url: string };

/** The files of a version as its editor's page has them. */
export type Listed = { id: string; name: string; title: string | null; lang: string; state: "waiting" | "ready" | "refused"; url: string | null; facts: string; reason: string | null };
type Answer = { status: number; files: Listed[]; error?: string };

export const editPath = (id: string, version = "en") => `/en/desk/items/${id}/edit/${version}`;
const filesPath = (id: string, version?: string) => `${editPath(id, version)}/files`;

/** Sends a file as the editor's page does. */
export async function upload(hub: Hub, { cookie }: Pick<Person, "cookie">, id: string, { name, bytes }: Sample, version?: string): Promise<Answer> {
  const body = new FormData();
  body.append("file", new Blob([new Uint8Array(bytes)]), name);
  const answer = await fetch(hub.url + filesPath(id, version), { method: "POST", headers: { Origin: hub.url, Cookie: cookie }, body });
  return { status: answer.status, ...((await answer.json()) as Omit<Answer, "status">) };
}

export async function listed(hub: Hub, { cookie }: Pick<Person, "cookie">, id: string, version?: string): Promise<Listed[]> {
  const answer = await fetch(hub.url + filesPath(id, version), { headers: { Cookie: cookie } });
  return ((await answer.json()) as Answer).files;
}

const PATIENCE_MS = 60_000;

/** The files once all of them have been read. @throws Error where that takes more than a minute. */
export async function untilRead(hub: Hub, person: Pick<Person, "cookie">, id: string, version?: string): Promise<Listed[]> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(100)) {
    const files = await listed(hub, person, id, version);
    if (files.every(({ state }) => state !== "waiting")) return files;
  }
  throw new Error("some files were not read within a minute");
}

/** What has this address, for who asks. */
export function get(hub: Hub, path: string, person: Pick<Person, "cookie"> | null, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(hub.url + path, { redirect: "manual", headers: { ...(person ? { Cookie: person.cookie } : {}), ...headers } });
}
