import { afterAll, beforeAll, describe, expect, test } from "vitest";

import routes from "#app/routes.ts";
import { slugOf } from "#app/paths.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { type Answer, ask, type Asking, type Outcome } from "./answers.ts";
import { AT_THE_DOOR, makeCast, OWN, type Player, reopen, WHO, type Who } from "./cast.ts";
import { cellOf, expectedOf } from "./grid.ts";
import { itemAddress, itemForm } from "./item-forms.ts";
import { type Fixture, fixturesFor, makeItems, ownerName, putBack, SECRET, throwaway } from "./items.ts";
import { fieldsOf, makeInvitations, makePlaces, placed, type Stage } from "./places.ts";
import { handlersOf, hubRoutes } from "./routes.ts";
import { secretsFinder } from "./secrets.ts";
import { type Row, TABLE } from "./table.ts";

/** Whether those who are asked for the document are asked for its data as well, which it has in it. */
const isEvery = process.env.EVERY_PAGE === "1";

/** Every second item of a person's, and of the next one's the others: `npm run test:thorough` has all of them for all. */
const inTurns = (who: Who) => (_: unknown, at: number): boolean => isEvery || (at + WHO.indexOf(who)) % 2 === 0;

/** Requests on the way at a time: the hub answers with one core. */
const AT_ONCE = 8;
/** Half a minute where nothing else runs; other suites run beside it. */
const LONG_MS = 240_000;

const known = hubRoutes(routes).map((route) => ({ ...route, ...handlersOf(route) }));

let on: HubOnEngines;
let cast: Map<Who, Player>;
let stage: Stage;
let secretsIn: (who: Who, body: string) => string[];

beforeAll(async () => {
  on = await startHubOnEngines({ founded: true });
  cast = await makeCast(on.hub);
  const [fixtures, places, invitations] = await Promise.all([makeItems(cast), makePlaces(on.hub), makeInvitations()]);
  stage = { fixtures, places, invitations };
  secretsIn = secretsFinder(cast);
}, 300_000);
afterAll(() => on?.stop());

const player = (who: Who): Player => cast.get(who) ?? { who, person: null, cookie: undefined };

/** A request of the table, and what is expected of it. */
type Cell = { what: string; who: Who; expected: Outcome | null; asking: Omit<Asking, "player"> };

/** Asks, and says in a line what is not as the table has it. */
async function breachesOf({ what, who, expected, asking }: Cell): Promise<{ breaches: string[]; answer: Answer }> {
  const answer = await ask(on.hub, { ...asking, player: player(who) });
  const where = `${what}${asking.data ? " (data)" : ""} · ${who}`;
  const breaches = [
    ...(expected !== null && answer.outcome !== expected ? [`${where}: ${answer.outcome}, not ${expected}`] : []),
    ...secretsIn(who, answer.body).map((text) => `${where}: says ${text}`),
    ...(answer.status >= 500 ? [`${where}: ${answer.status}`] : []),
  ];
  return { breaches, answer };
}

/** Works through tasks, some of them at a time. */
async function inTurn<T>(tasks: T[], work: (task: T) => Promise<string[]>): Promise<string[]> {
  const queue = tasks.values();
  const lanes = Array.from({ length: AT_ONCE }, async () => {
    const found: string[] = [];
    for (const task of queue) found.push(...(await work(task)));
    return found;
  });
  return (await Promise.all(lanes)).flat();
}

/**
 * Tells whether something of a kind comes for the first time. Data hold all that their page can say and cost a fraction
 * of it, so everyone asks for data; the document is asked for by the first of those who are answered alike.
 */
function firstOfKinds(): (kind: string) => boolean {
  const seen = new Set<string>();
  return (kind) => !seen.has(kind) && Boolean(seen.add(kind));
}

const rows = (): Array<[string, Row]> => Object.entries(TABLE);

/** The address at which readers would find an item. */
function publicAddress(route: string, { id, owner, state }: Fixture): string {
  const slug = state === "rewritten" ? slugOf(`Fixture ${state} published`) : "";
  const address = route.replace(":lang", "en").replace(":collection", "practices").replace(":id", id);
  return `${ownerName(owner) ? address.replace("/:slug?", slug ? `/${slug}` : "") : address}`;
}

describe("the table of who is answered what", () => {
  test("has every route of the hub, with everything that its forms can ask for, and no other", () => {
    const ofCode = known.map(({ address, intents }) => `${address} ${intents.toSorted().join()}`);
    const ofTable = rows().map(([address, { forms = {} }]) => `${address} ${Object.keys(forms).toSorted().join()}`);
    expect(ofTable.toSorted()).toEqual(ofCode.toSorted());
  });

  test("is kept by every page and its data, for everyone, and nothing is said to those who may not know it", async () => {
    const isFirst = firstOfKinds();
    const cells = rows().flatMap(([route, { at = {}, items, public: isPublic = false }]): Cell[] => {
      const isPage = known.find(({ address }) => address === route)?.page ?? false;
      const waysOf = (cell: Cell, kind: string): Cell[] => {
        const isDocument = isFirst(`${route} ${kind} ${cell.expected}`);
        const data: Cell = { ...cell, asking: { ...cell.asking, data: true } };
        // Of what is no page there are no data; whatever is answered must say nothing that is not for everyone.
        if (!isPage) return isDocument ? [cell, { ...data, expected: null }] : [cell];
        return isDocument && isEvery ? [cell, data] : [isDocument ? cell : data];
      };
      const plain = Object.entries(at).flatMap(([address, outcomes]) =>
        WHO.flatMap((who) => waysOf({ what: address, who, expected: cellOf(outcomes, who), asking: { path: placed(address, stage.places) } }, address)),
      );
      const ofItems = items === undefined ? [] : WHO.flatMap((who) =>
        (isPublic && who === "visitor" ? stage.fixtures : fixturesFor(who, stage.fixtures)).filter(inTurns(who)).flatMap((fixture) => {
          const path = isPublic ? publicAddress(route, fixture) : itemAddress(route, fixture.id);
          const expected = (isPublic ? undefined : AT_THE_DOOR[who]) ?? expectedOf(items, who, fixture);
          return waysOf({ what: `${route} (${fixture.state}, ${ownerName(fixture.owner)})`, who, expected, asking: { path } }, fixture.state);
        }),
      );
      return [...plain, ...ofItems];
    });
    expect(cells.length).toBeGreaterThan(1_000);
    expect(await inTurn(cells, async (cell) => (await breachesOf(cell)).breaches)).toEqual([]);
  }, LONG_MS);

  test("is kept by every form that is no item's", async () => {
    const isFirst = firstOfKinds();
    // Everyone sends his forms one after the other: they act on what he alone has.
    const turns = WHO.map((who) =>
      rows().flatMap(([route, { forms = {} }]) =>
        Object.entries(forms).flatMap(([intent, form]) => (typeof form === "string" ? [] : Object.entries(form)).flatMap(([address, outcomes]): Cell[] => {
          const expected = cellOf(outcomes, who);
          const fields: Array<[string, string]> = [...(intent ? [["intent", intent] as [string, string]] : []), ...fieldsOf({ route, intent, address, who }, stage)];
          const sent: Cell = { what: `${address} ${intent}`, who, expected, asking: { path: placed(address, stage.places), form: fields, data: !isFirst(`${route} ${intent} ${expected}`) } };
          // An invitation that was taken back cannot be taken back again.
          return sent.asking.data || intent === "take-back" ? [sent] : [sent, { ...sent, asking: { ...sent.asking, data: true } }];
        })),
      ),
    );
    const found = await inTurn(turns, async (turn) => {
      const breaches: string[] = [];
      for (const cell of turn) {
        const outcome = await breachesOf(cell);
        breaches.push(...outcome.breaches);
        if (outcome.answer.headers.getSetCookie().some((cookie) => cookie.startsWith("session="))) await reopen(player(cell.who));
      }
      return breaches;
    });
    expect(found).toEqual([]);
  }, LONG_MS);

  test("is kept by every form of an item, each on a copy of its own", async () => {
    const isFirst = firstOfKinds();
    const tasks = WHO.flatMap((who) => fixturesFor(who, stage.fixtures).filter(inTurns(who)).map((fixture) => ({
      fixture,
      sendings: rows().flatMap(([route, { forms = {} }]) => Object.entries(forms).flatMap(([intent, form]) => {
        if (typeof form !== "string") return [];
        const expected = AT_THE_DOOR[who] ?? expectedOf(form, who, fixture);
        const what = `${route} ${intent} (${fixture.state}, ${ownerName(fixture.owner)})`;
        return [{ route, intent, what, who, expected, data: !isFirst(`${route} ${intent} ${expected}`) }];
      })),
    })));
    const found = await inTurn(tasks, async ({ fixture, sendings }) => {
      const copy = await throwaway(fixture);
      const breaches: string[] = [];
      for (const { route, intent, data, ...cell } of sendings) {
        const outcome = await breachesOf({ ...cell, asking: { path: itemAddress(route, copy.id), form: itemForm(route, intent, copy), data } });
        breaches.push(...outcome.breaches);
        if (outcome.answer.outcome === "done") await putBack(copy);
      }
      return breaches;
    });
    expect(found).toEqual([]);
  }, LONG_MS);

  test("looks for words that are there: whoever may know them reads them", async () => {
    const idOf = (state: string) => stage.fixtures.find((fixture) => fixture.owner === OWN && fixture.state === state)?.id ?? "";
    for (const [path, who, words] of [
      [`/en/desk/items/${idOf("draft")}/preview/en`, "contributor", SECRET.draft],
      [`/en/desk/items/${idOf("in review")}/review/en`, "reviewer", SECRET.handed],
      [`/en/desk/items/${idOf("in review")}/review/en`, "reviewer", SECRET.comment],
      [`/en/desk/items/${idOf("changes requested")}/review/en`, "editor", SECRET.reason],
      ["/en/desk/people", "editor", player("contributor").person?.email ?? ""],
    ] as const) {
      const { body } = await ask(on.hub, { path, player: player(who) });
      expect(body, path).toContain(words);
      expect(secretsIn("visitor", body).some((text) => text.includes(words)), path).toBe(true);
    }
  });

  test("has no more to send: a page without a form takes none", async () => {
    const found = await inTurn(known.filter(({ action, loader }) => !action && loader), async ({ address }) => {
      const [path] = Object.keys(TABLE[address]?.at ?? {});
      if (path === undefined) return [];
      const asking = { path: placed(path, stage.places), form: [["intent", "save"] as [string, string]] };
      const answers = await Promise.all((["visitor", "coordinator"] as const).map((who) => breachesOf({ what: `${path} takes a form`, who, expected: "none", asking: { ...asking, data: who === "coordinator" } })));
      return answers.flatMap(({ breaches }) => breaches);
    });
    expect(found).toEqual([]);
  });
});
