import http from "node:http";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { MechanismModel } from "#models/mechanism.server.ts";
import { MembershipModel } from "#models/membership.server.ts";
import { partialDate } from "#models/partial-date.ts";
import { FOUNDING } from "#seed/founding/index.ts";
import { loadSeed } from "#seed/load.ts";
import { readStates } from "#seed/vocabularies.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import type { HubProcess } from "../helpers/hub-process.ts";
import { until } from "../helpers/processes.ts";

/**
 * What the pages of the network and its mechanisms state: on an empty database, with the founding
 * network, and with a mechanism in every State. One hub for all of it, in this order.
 */
let started: HubOnEngines | undefined;
let hub: HubProcess;

beforeAll(async () => {
  started = await startHubOnEngines();
  hub = started.hub;
}, 300_000);
afterAll(() => started?.stop());

const get = (address: string): Promise<Response> => fetch(hub.url + address, { headers: { Connection: "close" } });

/** The page's own part of the document. */
async function main(address: string): Promise<string> {
  const response = await get(address);
  if (response.status !== 200) throw new Error(`${address} answers ${response.status}`);
  return /<main[\s\S]*<\/main>/.exec(await response.text())?.[0] ?? "";
}

/** What of it can be read. */
async function words(address: string): Promise<string> {
  return textOf(await main(address));
}

function textOf(html: string): string {
  return html
    .replace(/<!--.*?-->/g, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&#x27;", "'")
    .replace(/\s+/g, " ");
}

/** The part of a page under the heading with this id, to the end of its section. */
function sectionOf(html: string, id: string): string {
  const [, after = ""] = html.split(`id="${id}"`);
  return after.split("</section>")[0] ?? "";
}

/** The weight of a page as a browser gets it. */
function bytes(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get(hub.url + address, { headers: { "Accept-Encoding": "br" } }, (response) => {
      expect(response.headers["content-encoding"]).toBe("br");
      let size = 0;
      response.on("data", (chunk: Buffer) => (size += chunk.length)).on("end", () => resolve(size));
    });
    request.on("error", reject);
  });
}

/** What changes in the database shows in the pages after some seconds. */
async function untilShown(address: string, text: string): Promise<void> {
  await until(`"${text}" on ${address}`, 40_000, async () => (await words(address)).includes(text));
}

describe("with nothing in the database", () => {
  test("each page says that there is nothing yet", async () => {
    const home = await words("/en");
    for (const text of ["No member is named in this hub yet.", "Nothing has been published yet.", "No upcoming event has been announced."]) {
      expect(home).toContain(text);
    }
    expect(home).not.toContain("The most recent ones");
    expect(await words("/en/mechanisms")).toContain("No mechanism has been described yet.");
    const network = await words("/en/network");
    for (const text of ["No source names a member yet.", "No gathering has been recorded yet.", "No text has been recorded yet."]) {
      expect(network).toContain(text);
    }
  });

  test.each(LANGUAGE_CODES)("the pages stand in %s", async (lang) => {
    for (const page of ["", "/mechanisms", "/network"]) expect((await get(`/${lang}${page}`)).status, page).toBe(200);
  });
});

describe("with the founding network", () => {
  beforeAll(async () => {
    await loadSeed();
    await untilShown("/en/mechanisms", "Interministerial Delegation for Human Rights");
  });

  test("home tells figures that are true, what was last, and of which members the sources tell", async () => {
    const home = await words("/en");
    expect(home).toMatch(new RegExp(`\\b${FOUNDING.items.length} items published`));
    expect(home).toMatch(new RegExp(`\\b${FOUNDING.mechanisms.length} mechanisms described`));
    expect(home).toContain(`24 founding members by July 2025 ${FOUNDING.memberships.length} named so far`);
    expect(home).toContain("counted 24 founding members; the sources of this hub name 3 of them");
    expect(home).toContain("No upcoming event has been announced. The most recent ones:");
  });

  test("of items published together the newest date comes first, and each is told in the reader's language", async () => {
    const newest = sectionOf(await main("/en"), "newest");
    const moments = [...newest.matchAll(/on this hub since (\d+ \w+ \d+)/g)].map(([, day]) => Date.parse(`${day} UTC`));
    expect(moments).toHaveLength(4);
    expect(moments).toEqual(moments.toSorted((a, b) => b - a));
    const together = newest.split("<article").slice(1).filter((card) => card.includes("since 15 January 2026")).map(textOf);
    expect(together.map((card) => /\b(\d{4}) (Arabic|English)/.exec(card)?.[1])).toEqual(["2024", "2024", "2022"]);
    for (const card of newest.split("<article").slice(1)) expect(textOf(card)).toContain("National Mechanisms for Implementation");
  });

  test("mechanisms stand by regional group, and of how many States one is described", async () => {
    const html = await main("/en/mechanisms");
    expect(textOf(sectionOf(html, "un-africa"))).toMatch(/2 of 54 States described so far.*Mauritania.*Morocco/);
    expect(textOf(sectionOf(html, "un-grulac"))).toMatch(/1 of 33 States described so far.*Paraguay/);
    expect(textOf(html)).toMatch(/Not described yet: Asia-Pacific States Eastern European States/);
    expect(await words("/en/mechanisms?group=un-eastern-europe")).toContain("0 of 23 States described so far");
    // A column of which no source states anything is not there.
    expect(textOf(html)).not.toContain("Standing mechanism");
    expect(textOf(html)).toContain("Membership");
    expect(html.match(/<h3/g)).toHaveLength(FOUNDING.mechanisms.length);
  });

  test("a State belongs to several groups, each with an address of its own", async () => {
    const groups = { "arab-league": ["Mauritania", "Morocco"], cplp: ["Portugal"], oas: ["Paraguay"], coe: ["Portugal"] };
    for (const [group, names] of Object.entries(groups)) {
      const html = await main(`/en/mechanisms?group=${group}`);
      const countries = [...html.matchAll(/<p class="[^"]*text-accent">([^<]+)<\/p><h3/g)].map(([, name]) => name);
      expect(countries, group).toEqual(names);
      expect(html).toMatch(/aria-current="true"/);
    }
    expect((await get("/en/mechanisms?group=nowhere")).status).toBe(404);
  });

  test("a profile has OHCHR's headings in their order, the capacities and the dimensions", async () => {
    const html = await main("/en/mechanisms/morocco");
    const ids = [...html.matchAll(/<h2 id="([\w-]+)"/g)].map(([, id]) => id);
    const headings = ["summary", "setUp", "composition", "article33", "secretariat"];
    expect(ids).toEqual(headings.concat("capacities", "dimensions", "membership", "offices", "items"));
    expect(textOf(sectionOf(html, "article33"))).toContain("Not stated in the sources");
    expect(textOf(sectionOf(html, "capacities")).match(/shown in the sources/g)).toHaveLength(3);
    expect(textOf(sectionOf(html, "capacities"))).toMatch(/Consultation Not stated in the sources/);
    expect(sectionOf(html, "dimensions").match(/<dt/g)).toHaveLength(6);
    expect(textOf(sectionOf(html, "dimensions"))).toMatch(/Legal basis and mandate Not stated.*See “Composition”.*SIDH/);
  });

  test("a profile tells the membership with its decision, the offices and who held them when", async () => {
    const html = await main("/en/mechanisms/morocco");
    expect(textOf(sectionOf(html, "membership"))).toMatch(/Founding member 9 May 2024 Asunción Declaration Source:/);
    expect(textOf(sectionOf(html, "offices"))).toMatch(/Coordinator Since 9 May 2024; end not stated Abdelkrim Boujradi \( ?as of May 2024 ?\)/);
    expect(textOf(html)).toContain("Founding member");
    expect(await words("/en/mechanisms/mauritania")).toContain("Membership not stated in the sources");
    expect(await words("/en/mechanisms/portugal")).toContain("The sources do not state its official name.");
  });

  test("a profile has its items by type, with how many there are", async () => {
    const text = await words("/en/mechanisms/mauritania");
    expect(text).toMatch(/Good practices 2 .*Events 1 .*Annual records 3 /);
  });

  test("what the network page leads to within itself is there", async () => {
    for (const lang of LANGUAGE_CODES) {
      const html = await main(`/${lang}/network`);
      const anchors = [...html.matchAll(/href="#([\w-]+)"/g)].map(([, id]) => id);
      expect(anchors.length).toBeGreaterThan(7);
      expect(anchors.filter((id) => !html.includes(`id="${id}"`))).toEqual([]);
    }
    const [, decision = ""] = /href="\/en\/network\/decisions\/([\w-]+)"/.exec(sectionOf(await main("/en/mechanisms/paraguay"), "membership")) ?? [];
    expect(await main("/en/network")).toContain(`id="${decision}"`);
    expect((await get(`/en/network/decisions/${decision}`)).status).toBe(200);
  });

  test("the network page states who leads it, its aims, gatherings in their order, texts and guidance", async () => {
    const html = await main("/en/network");
    expect(textOf(sectionOf(html, "offices"))).toMatch(/Coordinator Morocco .*Abdelkrim Boujradi .*as of May 2024.*Executive committee .*Paraguay .*Portugal/);
    expect(sectionOf(html, "objectives").match(/<li/g)).toHaveLength(5);
    expect(textOf(sectionOf(html, "gatherings"))).toMatch(
      /7\s?–\s?8 December 2022 .*Marrakech Declaration .*8\s?–\s?9 May 2024 .*Asunción Declaration .*26\s?–\s?27 January 2026 .*Action Plan 2026–2030/,
    );
    const plan = textOf(sectionOf(html, "plan"));
    expect(plan).toMatch(/five priorities.*widen the membership.*digital platform.*establishment of mechanisms.*other two are not stated/);
    const guidance = textOf(sectionOf(html, "guidance"));
    expect(guidance).toMatch(/resolutions on such mechanisms 30\/25 36\/29 42\/30 51\/33 60\/27 /);
    expect(guidance).toMatch(/Marrakech Guidance Framework · 16\s?–\s?17 October 2024/);
    expect(textOf(sectionOf(html, "texts"))).not.toContain("Guidance Framework");
  });

  test("who wants to join reads what is known, what is not, and whom to ask", async () => {
    const join = sectionOf(await main("/en/network"), "join");
    expect(textOf(join)).toMatch(/every type.*not yet set one up.*apply/);
    const [, address = ""] = /href="([^"]+)"/.exec(join) ?? [];
    expect((await get(address.replaceAll("&amp;", "&"))).status).toBe(200);
  });
});

describe("with a mechanism in every State", () => {
  const STATUSES = ["founding-member", "member", "member", "applicant", null];
  const states = readStates().filter(({ id }) => !FOUNDING.mechanisms.some(({ state }) => state === id));

  beforeAll(async () => {
    const name = { ar: "اللجنة الوطنية المشتركة لحقوق الإنسان", en: "Interministerial Committee on Human Rights" };
    for (const [index, { id }] of states.entries()) {
      const mechanism = `of-${id.toLowerCase()}`;
      await MechanismModel.create({ _id: mechanism, state: id, name, type: "mechanismType:interministerial", standing: index % 2 === 0 ? "yes" : "no" });
      const status = STATUSES[index % STATUSES.length];
      if (!status) continue;
      const step = { status: `membershipStatus:${status}`, date: partialDate("2025-07") };
      await MembershipModel.create({ _id: mechanism, state: id, mechanism, history: [step] });
    }
    await untilShown("/en", "195 mechanisms described");
  });

  test("the map has a dot for each, a legend with how many, and a list that can be unfolded", async () => {
    const html = await main("/en");
    expect(html.match(/<use href="#dot-/g)).toHaveLength(195);
    expect(html).toMatch(/<details><summary[^>]*>All 195 States<\/summary>/);
    expect(html).toMatch(/href="#states"[^>]*>Skip the dots of the map/);
    const founding = 3 + states.filter((_, index) => STATUSES[index % STATUSES.length] === "founding-member").length;
    expect(textOf(html)).toContain(`Founding members ${founding} `);
    expect(textOf(html)).not.toContain("the sources of this hub name");
  });

  test("the overview shows some of each group, and the group's own page all of them", async () => {
    const overview = await main("/en/mechanisms");
    // Twelve of each of the five, and the two observers of the United Nations, which sit in none.
    expect(overview.match(/<h3/g)).toHaveLength(62);
    expect(textOf(sectionOf(overview, "no-group"))).toMatch(/Palestine/);
    expect(overview).toContain("All 54 mechanisms of this group");
    const africa = await main("/en/mechanisms?group=un-africa");
    expect(africa.match(/<h3/g)).toHaveLength(54);
    expect(textOf(africa)).not.toContain("described so far");
  });

  test("pages stay light: at most 25 kB each as they are sent", async () => {
    for (const page of ["/ar", "/en", "/ar/mechanisms", "/ar/mechanisms?group=commonwealth", "/ar/network", "/fr/network"]) {
      const size = await bytes(page);
      expect(size, page).toBeGreaterThan(3_000);
      expect(size, page).toBeLessThanOrEqual(25_000);
    }
  });
});
