import { rmSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { AuditModel } from "#models/audit.server.ts";
import { MailModel } from "#models/mail.server.ts";
import { ThrottleModel } from "#models/throttle.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { type HubProcess, startHub, temporaryFolder } from "../helpers/hub-process.ts";
import { cookieIn, makePerson, PASSWORD, postForm } from "../helpers/people.ts";
import { until } from "../helpers/processes.ts";

let on: HubOnEngines;
let other: HubProcess;
const dataDir = temporaryFolder();
beforeAll(async () => {
  on = await startHubOnEngines({ env: { TRUST_PROXY: "1" } });
  // The other as it stands behind a proxy that speaks HTTPS.
  other = await startHub({ dataDir, env: { ...on.env, HUB_ORIGIN: "https://hub.example" } });
});
afterAll(async () => {
  await other?.stop();
  await on?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const WRONG = "a wrong sentence";
const enter = (hub: { url: string }, fields: { email: string; password: string }, from: string) => postForm(hub, "/en/sign-in", fields, { headers: { "X-Forwarded-For": from } });
/** Spans begin on the clock: a test that would run over the end of one begins after it. */
const untilSpanHolds = () => until("a span that lasts", 61_000, () => 900_000 - (Date.now() % 900_000) > 45_000);

describe("passwords tried", () => {
  test("for an account from one connection: ten, on two hubs together; its owner is told once, others come in", async () => {
    await untilSpanHolds();
    const { id, email } = await makePerson(on.hub);
    const hubs = [on.hub, other];
    const tries = await Promise.all(Array.from({ length: 14 }, (_, turn) => enter(hubs[turn % 2]!, { email, password: WRONG }, "192.0.2.1")));
    const statuses = tries.map(({ status }) => status);
    expect(statuses.filter((status) => status === 400)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
    const locked = await enter(other, { email, password: PASSWORD }, "192.0.2.1");
    expect(locked.status, "also with the right one").toBe(429);
    expect(cookieIn(locked)).toBeNull();
    const seconds = Number(locked.headers.get("Retry-After"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(900);
    expect(await locked.text()).toMatch(/Please try again from \d+ \w+ \d{4} at \d\d:\d\d UTC/);
    expect((await enter(on.hub, { email, password: PASSWORD }, "192.0.2.2")).status, "from elsewhere").toBe(302);
    await until("the mail to the owner", 10_000, async () => (await MailModel.countDocuments({ user: id, kind: "sign-in-locked" })) > 0);
    expect(await MailModel.countDocuments({ user: id, kind: "sign-in-locked" })).toBe(1);
    expect(await AuditModel.countDocuments({ "subject.id": id, action: "user:sign-in-locked" })).toBe(1);
  });

  test("for an address without an account: as many, with the same words, and nobody is told", async () => {
    await untilSpanHolds();
    const answers = await Promise.all(Array.from({ length: 11 }, () => enter(on.hub, { email: "nobody@example.org", password: WRONG }, "192.0.2.3")));
    expect(answers.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(1);
    expect(await MailModel.countDocuments({ "to.email": "nobody@example.org" })).toBe(0);
  });

  test("from one connection: sixty, for whatever accounts; of IPv6 a household is one", async () => {
    await untilSpanHolds();
    const statuses: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const some = Array.from({ length: 8 }, (_, turn) => enter(on.hub, { email: `x${round}-${turn}@example.org`, password: WRONG }, `2001:db8:1:2::${round}${turn}`));
      statuses.push(...(await Promise.all(some)).map(({ status }) => status));
    }
    expect(statuses.filter((status) => status === 400)).toHaveLength(60);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
  });

  test("that were right do not count: nobody locks himself out by working", async () => {
    await untilSpanHolds();
    const { email } = await makePerson(on.hub);
    for (let turn = 0; turn < 12; turn += 1) expect((await enter(on.hub, { email, password: PASSWORD }, "192.0.2.4")).status).toBe(302);
  });

  test("leave no address in the database", async () => {
    const kept = JSON.stringify(await ThrottleModel.find().lean());
    expect(kept).not.toContain("192.0.2.");
    expect(kept).not.toContain("example.org");
  });
});

test("the cookie of a session goes over HTTPS only, where the hub is reached so", async () => {
  const { email } = await makePerson(on.hub);
  const flagsOf = async (hub: { url: string }) => (await enter(hub, { email, password: PASSWORD }, "192.0.2.9")).headers.getSetCookie().find((one) => one.startsWith("session="));
  expect(await flagsOf(on.hub)).not.toContain("Secure");
  expect(await flagsOf(other)).toMatch(/^(?=.*; HttpOnly)(?=.*; SameSite=Lax).*; Secure/);
});

describe("the time of an answer", () => {
  test("is that of one check of a password, whether or not the address has an account", async () => {
    const { email } = await makePerson(on.hub);
    const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
    const take = async (kind: keyof typeof times, address: string, from: string) => {
      const begun = performance.now();
      expect((await enter(on.hub, { email: address, password: WRONG }, from)).status).toBe(400);
      times[kind].push(performance.now() - begun);
    };
    for (let turn = 0; turn < 9; turn += 1) {
      await take("known", email, `198.51.100.${turn}`);
      await take("unknown", `nobody-${turn}@example.org`, `198.51.100.${turn}`);
    }
    const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
    // Without the check, one would be several times faster than the other.
    expect(median(times.known) / median(times.unknown)).toBeGreaterThan(0.5);
    expect(median(times.known) / median(times.unknown)).toBeLessThan(2);
  });
});
