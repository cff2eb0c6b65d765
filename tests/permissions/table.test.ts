import { afterAll, beforeAll, describe, expect, test } from "vitest";

import routes from "#app/routes.ts";
import { slugOf } from "#app/paths.ts";
import { loadSeed } from "#seed/load.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { type Answer, ask, type Asking, type Outcome } from "./answers.ts";
import { AT_THE_DOOR, makeCast, type Player, reopen, WHO, type Who } from "./cast.ts";
import { cellOf, expectedOf } from "./grid.ts";
import { itemAddress, itemForm } from "./item-forms.ts";
import { type Fixture, fixturesFor, makeItems, ownerName, putBack, throwaway } from "./items.ts";
import { fieldsOf, makeInvitations, makePlaces, placed, type Stage } from "./places.ts";
import { handlersOf, hubRoutes } from "./routes.ts";
import { secretsFinder } from "./secrets.ts";
import { type Row, TABLE } from "./table.ts";

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
  on = await startHubOnEngines({ database: "permissions", prepare: loadSeed });
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
    const cells = rows().flatMap(([route, { at = {}, items, public: isPublic = false }]): Cell[] => {
      const isPage = known.find(({ address }) => address === route)?.page ?? false;
      // Of what is no page there are no data; whatever is answered must say nothing that is not for everyone.
      const dataOf = (cell: Cell): Cell => ({ ...cell, expected: isPage ? cell.expected : null, asking: { ...cell.asking, data: true } });
      const plain = Object.entries(at).flatMap(([address, outcomes]) => WHO.map((who): Cell => ({ what: address, who, expected: cellOf(outcomes, who), asking: { path: placed(address, stage.places) } })));
      const ofItems = items === undefined ? [] : WHO.flatMap((who) =>
        (isPublic && who === "visitor" ? stage.fixtures : fixturesFor(who, stage.fixtures)).map((fixture): Cell => {
          const path = isPublic ? publicAddress(route, fixture) : itemAddress(route, fixture.id);
          const expected = isPublic ? undefined : AT_THE_DOOR[who];
          return { what: `${route} (${fixture.state}, ${ownerName(fixture.owner)})`, who, expected: expected ?? expectedOf(items, who, fixture), asking: { path } };
        }),
      );
      // What is the same for everyone is asked as data by two.
      const isSame = Object.values(at).every((outcomes) => Object.keys(outcomes).length === 1) && items === undefined;
      return [...plain, ...ofItems].flatMap((cell) => (isSame && cell.who !== "visitor" && cell.who !== "coordinator" ? [cell] : [cell, dataOf(cell)]));
    });
    expect(cells.length).toBeGreaterThan(1_500);
    expect(await inTurn(cells, async (cell) => (await breachesOf(cell)).breaches)).toEqual([]);
  }, LONG_MS);

  test("is kept by every form that is no item's", async () => {
    const found = await inTurn([...WHO], async (who) => {
      const breaches: string[] = [];
      for (const [route, { forms = {} }] of rows()) {
        for (const [intent, form] of Object.entries(forms)) {
          if (typeof form === "string") continue;
          for (const [address, outcomes] of Object.entries(form)) {
            for (const data of [false, true]) {
              // An invitation that was taken back cannot be taken back again.
              if (data && intent === "take-back") continue;
              const fields: Array<[string, string]> = [...(intent ? [["intent", intent] as [string, string]] : []), ...fieldsOf({ route, intent, address, who }, stage)];
              const outcome = await breachesOf({ what: `${address} ${intent}`, who, expected: cellOf(outcomes, who), asking: { path: placed(address, stage.places), form: fields, data } });
              breaches.push(...outcome.breaches);
              if (outcome.answer.headers.getSetCookie().some((cookie) => cookie.startsWith("session="))) await reopen(player(who));
            }
          }
        }
      }
      return breaches;
    });
    expect(found).toEqual([]);
  });

  // One state is asked as a browser does without JavaScript, the others as one does with it.
  test("is kept by every form of an item, each on a copy of its own", async () => {
    const tasks = WHO.flatMap((who) => fixturesFor(who, stage.fixtures).map((fixture) => ({ who, fixture })));
    const found = await inTurn(tasks, async ({ who, fixture }) => {
      const copy = await throwaway(fixture);
      const breaches: string[] = [];
      for (const [route, { forms = {} }] of rows()) {
        for (const [intent, form] of Object.entries(forms)) {
          if (typeof form !== "string") continue;
          const what = `${route} ${intent} (${fixture.state}, ${ownerName(fixture.owner)})`;
          const expected = AT_THE_DOOR[who] ?? expectedOf(form, who, fixture);
          const outcome = await breachesOf({ what, who, expected, asking: { path: itemAddress(route, copy.id), form: itemForm(route, intent, copy), data: fixture.state !== "in review" } });
          breaches.push(...outcome.breaches);
          if (outcome.answer.outcome === "done") await putBack(copy);
        }
      }
      return breaches;
    });
    expect(found).toEqual([]);
  }, LONG_MS);

  test("has no more to send: a page without a form takes none", async () => {
    const found = await inTurn(known.filter(({ action, loader }) => !action && loader), async ({ address }) => {
      const [path] = Object.keys(TABLE[address]?.at ?? {});
      if (path === undefined) return [];
      const asking = { path: placed(path, stage.places), form: [["intent", "save"] as [string, string]] };
      const answers = await Promise.all((["visitor", "coordinator"] as const).map((who) => breachesOf({ what: `${path} takes a form`, who, expected: "none", asking })));
      return answers.flatMap(({ breaches }) => breaches);
    });
    expect(found).toEqual([]);
  });
});
