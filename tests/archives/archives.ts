import { spawn } from "node:child_process";
import { once } from "node:events";

import { unzipSync } from "fflate";

import { ROOT } from "../helpers/hub-process.ts";

/** Runs a command of the hub on servers of a test; returns what it said. */
export async function command(env: Record<string, string>, file: string, ...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], { cwd: ROOT, env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } as unknown as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, said };
}

/** What is in an archive, entry by entry, but the times of the run that made it. */
export function contentsOf(bytes: Uint8Array): Map<string, string> {
  return new Map(
    Object.entries(unzipSync(bytes)).map(([name, content]) => {
      const text = Buffer.from(content).toString(name.endsWith(".json") || name.endsWith(".txt") ? "utf8" : "base64");
      return [name, name === "archive.json" ? text.replace(/"(begun|ended)": "[^"]*"/g, "$1") : text];
    }),
  );
}

export const partsOf = (bytes: Uint8Array): Record<string, Uint8Array> => unzipSync(bytes);

/** Gives an archive to a hub as a browser does. */
export function give(hub: { url: string }, { cookie }: { cookie: string }, bytes: Buffer): Promise<Response> {
  const body = new FormData();
  body.append("intent", "give");
  body.append("archive", new Blob([new Uint8Array(bytes)]), "الأرشيف.zip");
  return fetch(`${hub.url}/en/admin/archives`, { method: "POST", redirect: "manual", headers: { Origin: hub.url, Cookie: cookie }, body });
}
