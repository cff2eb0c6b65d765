import { afterAll, beforeAll } from "vitest";

import type { Grant } from "#models/actor.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { makePerson, type Person } from "../helpers/people.ts";
import { begin } from "../writing/desk.ts";
import { addressesSuite } from "./attacks/addresses.ts";
import { fieldsSuite } from "./attacks/fields.ts";
import { otherSitesSuite } from "./attacks/other-sites.ts";
import { sessionSuite } from "./attacks/sessions.ts";
import type { Stage } from "./attacks/stage.ts";

/** What somebody tries who sends what no page of the hub sends. One hub for all of it. */
let on: HubOnEngines;
let stage: Stage;

beforeAll(async () => {
  on = await startHubOnEngines({ founded: true });
  const { hub } = on;
  const make = (role: Grant["role"], mechanism: string | null) => makePerson(hub, { grants: [{ role, mechanism }], name: `A ${role}` });
  const [editor, stranger, reviewer, coordinator, administrator] = await Promise.all([
    make("editor", "mauritania"), make("editor", "morocco"), make("reviewer", null), make("coordinator", null), make("administrator", null),
  ]);
  const item = ({ id, name }: Person, mechanism: string) => begin({ kind: "member", id, name, grants: [{ role: "editor", mechanism }] }, `Of ${mechanism}`, { mechanism });
  const [own, foreign] = await Promise.all([item(editor, "mauritania"), item(stranger, "morocco")]);
  stage = { hub, editor, stranger, reviewer, coordinator, administrator, own, foreign };
}, 300_000);
afterAll(() => on?.stop());

const get = () => stage;
otherSitesSuite(get);
fieldsSuite(get);
addressesSuite(get);
sessionSuite(get);
