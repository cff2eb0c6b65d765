import { once } from "node:events";
import net from "node:net";
import type { Readable } from "node:stream";

/** How long the scanner may be silent. */
const SILENCE_MS = 60_000;

/**
 * Has a file scanned by clamd (INSTREAM: each part with its length before it, an empty one at the end), without holding it in
 * memory. Returns what it was found to be; null where nothing was found.
 * @throws Error where the scanner does not answer, or answers that it cannot.
 */
export async function scanByClamd(address: string, content: Readable): Promise<string | null> {
  const url = new URL(address);
  const socket = url.protocol === "unix:" ? net.connect(decodeURIComponent(url.pathname)) : net.connect(Number(url.port || 3310), url.hostname.replace(/^\[|\]$/g, ""));
  socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error("the scanner is silent")));
  let answer = "";
  const ended = new Promise<void>((resolve, reject) => {
    socket.setEncoding("utf8").on("data", (text: string) => (answer += text));
    // What it said before the connection broke counts.
    socket.once("close", () => resolve()).once("error", (error) => (answer ? resolve() : reject(error)));
  });
  // Awaited below; until then a failure is no one's fault.
  ended.catch(() => {});
  try {
    await once(socket, "connect");
    await write(socket, "zINSTREAM\0");
    for await (const part of content as AsyncIterable<Buffer>) {
      // It answers before the end where it has found something, or takes no more.
      if (answer || socket.destroyed) break;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      await write(socket, length);
      await write(socket, part);
    }
    if (!answer && !socket.destroyed) await write(socket, Buffer.alloc(4));
    await ended;
  } finally {
    content.destroy();
    socket.destroy();
  }
  const said = answer.replace(/\0/g, "").trim();
  const found = /: (.+) FOUND$/.exec(said);
  if (found) return found[1] ?? "";
  if (said.endsWith(": OK")) return null;
  throw new Error(`the scanner cannot tell: ${said || "no answer"}`);
}

function write(socket: net.Socket, part: Buffer | string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.destroyed) return resolve();
    socket.write(part, (error) => {
      // What it says before it closes is worth more than that it has closed.
      if (error && (error as NodeJS.ErrnoException).code !== "EPIPE" && (error as NodeJS.ErrnoException).code !== "ECONNRESET") reject(error);
      else resolve();
    });
  });
}
