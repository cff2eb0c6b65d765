import autocannon, { type Result } from "autocannon";

const SECONDS = 6;
const WARM_SECONDS = 2;
const CONNECTIONS = 8;

/** What one address answered under load. */
export type Load = { perSecond: number; p95: number };

/**
 * Asks for addresses in turn over a few connections for some seconds, after a time to warm up, with others where
 * `warm` names them.
 * @throws Error where an answer is no success, since a refusal would be fast.
 */
export async function measure(origin: string, addresses: string[], warm = addresses): Promise<Load> {
  await run(origin, warm, WARM_SECONDS);
  return run(origin, addresses, SECONDS);
}

async function run(origin: string, addresses: string[], duration: number): Promise<Load> {
  const times: number[] = [];
  const { requests, non2xx, errors } = await new Promise<Result>((resolve, reject) => {
    const requests = addresses.map((path) => ({ path }));
    const instance = autocannon({ url: origin, connections: CONNECTIONS, duration, requests }, (error, result) =>
      error ? reject(error as Error) : resolve(result),
    );
    instance.on("response", (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  });
  if (non2xx > 0 || errors > 0) throw new Error(`${addresses[0]}: ${non2xx} answers other than 2xx, ${errors} errors`);
  times.sort((a, b) => a - b);
  return { perSecond: requests.average, p95: times[Math.floor(times.length * 0.95)] ?? NaN };
}
