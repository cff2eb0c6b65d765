import { once } from "node:events";
import net from "node:net";

import { Refusal, errorCode, reason } from "./refusal.ts";

/**
 * Tries the address for a moment, so that a taken port is reported before a build and two engines have
 * been started for nothing. The hub reports a port that is taken in between.
 * @throws Refusal naming PORT or HOST.
 */
export async function checkAddress(host: string, port: number): Promise<void> {
  const server = net.createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, "listening");
  } catch (error) {
    throw new Refusal(describe(error, host, port));
  }
  server.close();
  await once(server, "close");
}

function describe(error: unknown, host: string, port: number): string {
  switch (errorCode(error)) {
    case "EADDRINUSE":
      return `PORT: ${port} on ${host} is taken by another program.`;
    case "EACCES":
      return `PORT: ${port} may not be used without special rights; take one above 1023.`;
    default:
      return `HOST: the hub cannot listen on "${host}" (${reason(error)}).`;
  }
}
