import net from "node:net";

import { EICAR } from "./samples.ts";

/** Stands in for clamd: speaks as much of its protocol as INSTREAM. */
export type FakeScanner = { url: string; scanned: Buffer[]; /** How many bytes it takes. */ most: number; stop: () => Promise<void> };

const COMMAND = "zINSTREAM\0";

export async function startScanner(): Promise<FakeScanner> {
  const scanner: FakeScanner = { url: "", scanned: [], most: 10_000_000, stop: async () => {} };
  const server = net.createServer((socket) => {
    let waiting = Buffer.alloc(0);
    let [isCommanded, parts, size] = [false, [] as Buffer[], 0];
    const answer = (text: string) => socket.end(`${text}\0`);
    socket.on("error", () => {});
    socket.on("data", (more) => {
      waiting = Buffer.concat([waiting, more]);
      if (!isCommanded) {
        if (waiting.length < COMMAND.length) return;
        if (waiting.subarray(0, COMMAND.length).toString() !== COMMAND) return answer("UNKNOWN COMMAND");
        isCommanded = true;
        waiting = waiting.subarray(COMMAND.length);
      }
      while (waiting.length >= 4) {
        const length = waiting.readUInt32BE();
        if (length === 0) {
          const whole = Buffer.concat(parts);
          scanner.scanned.push(whole);
          return answer(whole.includes(EICAR) ? "stream: Eicar-Signature FOUND" : "stream: OK");
        }
        if (waiting.length < 4 + length) return;
        size += length;
        if (size > scanner.most) return answer("INSTREAM size limit exceeded. ERROR");
        parts = [...parts, waiting.subarray(4, 4 + length)];
        waiting = waiting.subarray(4 + length);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  scanner.url = `tcp://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
  scanner.stop = () => new Promise((resolve) => server.close(() => resolve()));
  return scanner;
}
