import http from "node:http";

const sizes = new Map<string, Promise<number>>();

/** The bytes of an answer's body as sent with brotli, to someone with this cookie where there is one. */
export function sentSize(address: string, cookie?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http
      .get(address, { headers: { "Accept-Encoding": "br", ...(cookie ? { Cookie: cookie } : {}) } }, (answer) => {
        let size = 0;
        answer.on("data", (part: Buffer) => (size += part.length));
        answer.on("end", () => resolve(size));
      })
      .on("error", reject);
  });
}

/** The same of files that never change, each asked for once. */
export async function sentSizeOfAll(addresses: string[]): Promise<number> {
  let sum = 0;
  for (const address of new Set(addresses)) {
    if (!sizes.has(address)) sizes.set(address, sentSize(address));
    sum += (await sizes.get(address)) ?? 0;
  }
  return sum;
}
