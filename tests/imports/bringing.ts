import { setTimeout as sleep } from "node:timers/promises";

import { csvOf } from "#app/lib/csv.ts";

import { getPage, type Person, postForm } from "../helpers/people.ts";

type Hub = { url: string };
type Asker = Pick<Person, "cookie">;

/** Sends a table as the page's form does; returns the status, the path of the table, and the page where it was refused. */
export async function bring(hub: Hub, { cookie }: Asker, content: string | Uint8Array, { lang = "en", mechanism = "", name = "table.csv" } = {}): Promise<{ status: number; path: string; page: string }> {
  const body = new FormData();
  if (mechanism) body.append("mechanism", mechanism);
  body.append("file", new Blob([typeof content === "string" ? content : new Uint8Array(content)]), name);
  const answer = await fetch(`${hub.url}/${lang}/desk/import`, { method: "POST", redirect: "manual", headers: { Origin: hub.url, Cookie: cookie }, body });
  return { status: answer.status, path: answer.headers.get("Location") ?? "", page: await answer.text() };
}

/** A table of rows with these headings. */
export const csv = (headings: string[], ...rows: string[][]): string => csvOf([headings, ...rows]);

/** A page as its reader has it, without tags. */
export async function words(hub: Hub, person: Asker, path: string): Promise<string> {
  const answer = await getPage(hub, path, { cookie: person.cookie });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return plain(await answer.text());
}

export const plain = (html: string): string =>
  html.replace(/<script\b.*?<\/script>/gs, "").replace(/<!--.*?-->/g, "").replace(/<[^>]*>/g, " ").replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&").replace(/[\u2068\u2069]/g, "").replace(/\s+/g, " ");

export const take = (hub: Hub, { cookie }: Asker, path: string, intent: "write" | "undo" | "forget") => postForm(hub, path, { intent }, { cookie });

/** Waits until a table is no longer being written or taken back. */
export async function settled(hub: Hub, person: Asker, path: string, patience = 60_000): Promise<string> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(100)) {
    const page = await words(hub, person, path).catch(() => "");
    if (page && !/Being imported|Being undone|Importation en cours|Annulation en cours|قيد الاستيراد|قيد التراجع/.test(page)) return page;
  }
  throw new Error(`${path} is not settled`);
}
