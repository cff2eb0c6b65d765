import http from "node:http";

import type { Person } from "../../helpers/people.ts";

/** What the suites of attacks have: a hub and people of it, each with an open session. */
export type Stage = { hub: { url: string }; editor: Person; stranger: Person; reviewer: Person; coordinator: Person; administrator: Person; /** A practice under way, which the editor and the stranger each have. */ own: string; foreign: string };
export type Get = () => Stage;

export type Raw = { status: number; headers: http.IncomingHttpHeaders; body: string };

/** A request with headers that no browser's page could set: whoever attacks has programs, too. */
export function raw({ url }: { url: string }, path: string, { method = "GET", headers = {}, body = "" }: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Raw> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path, method, headers: { ...headers, ...(body ? { "Content-Length": String(Buffer.byteLength(body)) } : {}) } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

export const FORM = "application/x-www-form-urlencoded";
export const encoded = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
/** Whether an answer opens or ends a session in the browser. */
export const givesSession = ({ headers }: Pick<Raw, "headers">): boolean => headers["set-cookie"]?.some((cookie) => cookie.startsWith("session=")) ?? false;
