import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { REPORT_LIMITS } from "#models/report.ts";
import { ReportModel } from "#models/report.server.ts";
import { takeTurn, ThrottleKeyModel, ThrottleModel } from "#models/throttle.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { type HubProcess, ROOT } from "../helpers/hub-process.ts";

let on: HubOnEngines;
let hub: HubProcess;

beforeAll(async () => {
  on = await startHubOnEngines({ env: { TRUST_PROXY: "1" } });
  hub = on.hub;
});
afterAll(() => on?.stop());

type Fields = Partial<Record<"token" | "page" | "text" | "email" | "website", string>>;

let visitors = 0;
/** An address that no other test uses: what one reader may send is counted by it. */
const newAddress = (): string => `192.0.2.${(visitors += 1)}`;

/** Sends the form as a browser does without JavaScript. */
function send(fields: Fields, { lang = "en", kind = "", address = newAddress(), headers = {} }: { lang?: string; kind?: string; address?: string; headers?: Record<string, string> } = {}) {
  return fetch(`${hub.url}/${lang}/report${kind && `?kind=${kind}`}`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: hub.url, "X-Forwarded-For": address, ...headers },
    body: new URLSearchParams({ token: "a-token", page: "/en/network", text: "A wrong date", email: "", website: "", ...fields }),
  });
}

const numberIn = (response: Response): string => /\/report\/([2-9b-z]{12})(?:\?|$)/.exec(response.headers.get("Location") ?? "")?.[1] ?? "";

describe("the form for errors", () => {
  test("is at hand on every page, with its address, and not for robots", async () => {
    const page = await (await fetch(`${hub.url}/fr/network`)).text();
    expect(page).toContain('href="/fr/report?page=%2Ffr%2Fnetwork"');
    const form = await (await fetch(`${hub.url}/fr/report?page=/fr/network`)).text();
    expect(form).toContain('value="/fr/network"');
    expect(form).toContain("Qu’est-ce qui est inexact");
    expect(form).toContain('name="robots" content="noindex"');
  });

  test("does not take over the secret of a one-time link", async () => {
    const link = new URL(hub.setUpLink ?? "");
    const page = await (await fetch(hub.url + link.pathname)).text();
    expect(page).toContain('href="/en/report"');
    expect(page).not.toContain("report?page");
  });

  test("keeps a report and leads to its number, where its state stands and nothing of its text", async () => {
    const sent = await send({ text: "The date of the seminar is wrong", email: "reader@example.org" }, { lang: "ar" });
    expect(sent.status).toBe(302);
    const number = numberIn(sent);
    const kept = await ReportModel.findById(number).lean();
    expect(kept).toMatchObject({ text: "The date of the seminar is wrong", email: "reader@example.org", page: "/en/network", lang: "ar", state: "open" });
    const page = await (await fetch(`${hub.url}/ar/report/${number}`)).text();
    expect(page).toContain(number.match(/.{4}/g)?.join(" "));
    expect(page).not.toContain("seminar");
    expect((await fetch(`${hub.url}/ar/report/222222222222`)).status).toBe(404);
  });

  test("sent twice keeps one report; changed in between, two", async () => {
    const address = newAddress();
    const form = { token: "twice", text: "Sent twice" };
    const answers = await Promise.all([send(form, { address }), send(form, { address })]);
    answers.push(await send(form, { address }));
    expect(new Set(answers.map(numberIn)).size).toBe(1);
    const changed = await send({ ...form, text: "Sent twice, and more" }, { address });
    expect(numberIn(changed)).not.toBe(numberIn(answers[0]!));
    expect(await ReportModel.countDocuments({ text: /^Sent twice/ })).toBe(2);
  });

  test("comes back with what was typed, and says at the fields what is wrong, in the reader's language", async () => {
    const answer = await send({ text: "  ", email: "nobody", page: "Accueil <b>" }, { lang: "fr" });
    expect(answer.status).toBe(400);
    const page = await answer.text();
    expect(page).toContain("Le signalement n’est pas encore envoyé");
    expect(page).toMatch(/id="text-error"[^>]*>Écrivez ce qui est inexact\./);
    expect(page).toMatch(/id="email-error"/);
    expect(page).toContain('href="#text"');
    expect(page).toContain('value="nobody"');
    expect(page).toContain('value="Accueil &lt;b&gt;"');
    expect(page).toContain('value="a-token"');
  });

  test("takes a text of the greatest length, counted as the reader sees it, and not one character more", async () => {
    const longest = "ق\n".repeat(REPORT_LIMITS.text / 2 - 1) + "ab";
    // A browser sends each line end as two characters.
    expect((await send({ text: longest.replaceAll("\n", "\r\n") })).status).toBe(302);
    const answer = await send({ text: `${longest}c` });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("5,000 characters");
  });

  test("is not taken from elsewhere, nor from a program that fills in everything", async () => {
    const from = async (headers: Record<string, string>) => (await send({ text: "From elsewhere" }, { headers })).status;
    for (const Origin of ["https://evil.example", "null", "x", `${hub.url}.evil.example`]) expect(await from({ Origin }), Origin).toBe(403);
    expect(await from({ Origin: "null", "Sec-Fetch-Site": "cross-site" })).toBe(403);
    const trapped = await send({ text: "From elsewhere", website: "https://spam.example" });
    expect(trapped.status).toBe(400);
    expect(await trapped.text()).not.toContain("spam.example");
    expect(await ReportModel.countDocuments({ text: "From elsewhere" })).toBe(0);
    // Of a reader whose browser keeps the origin to itself, its relation to the page tells enough.
    expect(await from({ Origin: "null", "Sec-Fetch-Site": "same-origin" })).toBe(302);
  });

  test("takes nothing but a form of its size", async () => {
    const json = await fetch(`${hub.url}/en/report`, { method: "POST", headers: { Origin: hub.url, "Content-Type": "application/json" }, body: "{}" });
    expect(json.status).toBe(415);
    expect((await send({ text: "x".repeat(1_100_000) })).status).toBe(413);
  });
});

describe("a message to the coordinators", () => {
  const MESSAGE = { page: "/fr/network#join", text: "Notre État souhaite adhérer", email: "mission@example.org" };

  test("has its own form, to which the page of the network leads, and no question what is wrong", async () => {
    const network = await (await fetch(`${hub.url}/fr/network`)).text();
    expect(network).toContain('href="/fr/report?kind=message&amp;page=%2Ffr%2Fnetwork%23join"');
    const form = await (await fetch(`${hub.url}/fr/report?kind=message&page=/fr/network`)).text();
    expect(form).toContain("Écrire aux coordonnateurs</h1>");
    expect(form).toMatch(/<label[^>]*>Votre message</);
    expect(form).toMatch(/<input(?=[^>]*name="email")[^>]*required/);
    expect(form).not.toContain("Qu’est-ce qui est inexact");
    expect(form).toContain("cas individuels");
  });

  test("asks for an address to answer to", async () => {
    const answer = await send({ ...MESSAGE, email: "" }, { lang: "fr", kind: "message" });
    expect(answer.status).toBe(400);
    const page = await answer.text();
    expect(page).toMatch(/id="email-error"[^>]*>Indiquez une adresse électronique/);
    expect(page).toContain("Votre message");
    expect(page).toContain("Notre État souhaite adhérer");
  });

  test("is kept with what it is, and leads back to where it was begun", async () => {
    const sent = await send(MESSAGE, { lang: "fr", kind: "message" });
    expect(sent.status).toBe(302);
    expect(await ReportModel.findById(numberIn(sent)).lean()).toMatchObject({ ...MESSAGE, kind: "message" });
    const page = await (await fetch(new URL(sent.headers.get("Location") ?? "", hub.url))).text();
    expect(page).toContain("le message est arrivé");
    expect(page).toContain('href="/fr/network#join"');
    expect(await command("app/reports.ts")).toMatch(new RegExp(`${numberIn(sent)} .* message `));
  });

  test("leads to no other site, nor to what is no page", async () => {
    const number = numberIn(await send(MESSAGE, { kind: "message" }));
    for (const page of ["//evil.example", "https://evil.example", "/en\\evil", "javascript:alert(1)", "the home page"]) {
      const text = await (await fetch(`${hub.url}/en/report/${number}?${new URLSearchParams({ page })}`)).text();
      expect(text, page).toMatch(/<a[^>]*href="\/en"[^>]*>Go to the home page/);
    }
  });
});

describe("what one reader may send", () => {
  test("is limited; what was sent before may be sent again, and others are not hindered", async () => {
    const address = newAddress();
    const forms = Array.from({ length: 6 }, (_, index) => ({ text: `Number ${index}` }));
    const answers: Response[] = [];
    for (const form of forms) answers.push(await send(form, { address }));
    expect(answers.map(({ status }) => status)).toEqual([302, 302, 302, 302, 302, 429]);
    expect(answers[5]?.headers.get("Retry-After")).toBe("3600");
    expect(await answers[5]?.text()).toContain("Number 5");
    expect((await send(forms[0]!, { address })).status).toBe(302);
    expect((await send(forms[5]!)).status).toBe(302);
  });

  test("is counted without keeping his address, and the count expires", async () => {
    await send({ text: "From a known address" }, { address: "198.51.100.77" });
    const kept = JSON.stringify([await ThrottleModel.find().lean(), await ThrottleKeyModel.find().lean(), await ReportModel.find().lean()]);
    expect(kept).not.toContain("198.51.100");
    for (const model of [ThrottleModel, ThrottleKeyModel]) {
      expect(Object.values(await model.collection.indexes())).toContainEqual(expect.objectContaining({ key: { until: 1 }, expireAfterSeconds: 0 }));
    }
  });

  test("is counted exactly, also where requests race", async () => {
    const rule = { action: "race", who: "2001:db8::1", limit: 5, spanMs: 86_400_000 };
    const race = await Promise.all(Array.from({ length: 20 }, (_, turn) => takeTurn({ ...rule, turn: String(turn) })));
    expect(race.filter(Boolean)).toHaveLength(5);
    // The rest of the same household's addresses counts with it; another network's does not.
    expect(await takeTurn({ ...rule, who: "2001:db8:0:0:ffff::2", turn: "x" })).toBe(false);
    expect(await takeTurn({ ...rule, who: "2001:db8:0:1::1", turn: "x" })).toBe(true);
  });
});

/** Runs one of the hub's commands, beside the hub where one runs. */
async function command(program: string, ...args: string[]): Promise<string> {
  const run = promisify(execFile)(process.execPath, ["--import", "tsx", "engines/run.ts", program, ...args], {
    cwd: ROOT,
    env: { NODE_ENV: "production", PATH: process.env.PATH, HOME: process.env.HOME, HUB_DATA_DIR: on.dataDir, INIT_CWD: on.dataDir, ...on.env },
  });
  const { stdout } = await run;
  return stdout;
}

describe("what the coordinators have of it", () => {
  test("the reports as a list, without what could steer a terminal; an answered one loses its e-mail address", async () => {
    const sent = await send({ text: "First line\nTitle \u001b]0;owned\u0007 \u202eesrever", email: "answer@example.org", page: "/ar/events" });
    const number = numberIn(sent);
    const list = await command("app/reports.ts");
    expect(list).toContain(number);
    expect(list).toContain("/ar/events");
    expect(list).toContain("answer@example.org");
    for (const steering of ["\u001b", "\u0007", "\u202e"]) expect(list).not.toContain(steering);

    const grouped = number.match(/.{4}/g)?.join(" ") ?? "";
    expect(await command("app/reports.ts", "--answered", grouped)).toContain("answered");
    expect(await command("app/reports.ts")).not.toContain(number);
    expect(await command("app/reports.ts", "--all")).toContain(number);
    expect((await ReportModel.findById(number).lean())?.email).toBeNull();
    expect(await (await fetch(`${hub.url}/en/report/${number}`)).text()).toContain(", answered");
    await expect(command("app/reports.ts", "--answered", "222222222222")).rejects.toThrow(/there is no report/);
  });

  test("the imprint says that nobody has stated who runs the hub, until someone has", async () => {
    const imprint = async () => (await fetch(`${hub.url}/es/about/imprint`)).text();
    expect(await imprint()).toContain("todavía no ha indicado su nombre");
    const file = path.join(on.dataDir, "operator.json");
    const details = { name: { en: "Secretariat", ar: "الأمانة" }, address: "1 Example Street\nRabat", email: "hub@example.org" };
    writeFileSync(file, JSON.stringify({ ...details, sourceCode: "https://example.org/source" }));
    await command("app/operator.ts", "operator.json");
    const stated = await imprint();
    expect(stated).toContain("1 Example Street");
    expect(stated).toMatch(/lang="en"[^>]*>.*Secretariat/);
    expect(stated).not.toContain("todavía no ha indicado su nombre");
    expect(await (await fetch(`${hub.url}/es/about/licence`)).text()).toContain('href="https://example.org/source"');
    writeFileSync(file, JSON.stringify({ ...details, email: "nobody" }));
    await expect(command("app/operator.ts", file)).rejects.toThrow(/email/);
  });
});
