import { afterAll, beforeAll, expect, test } from "vitest";

import { afterStep } from "#app/routes/desk/after-step.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { UserModel } from "#models/user.server.ts";

import { type Servers, startServers } from "../helpers/servers.ts";
import { begin, cast, raw, submit } from "../writing/desk.ts";

let servers: Servers;
beforeAll(async () => {
  servers = await startServers();
  await connect(servers.mongoUrl);
});
afterAll(async () => {
  await disconnect();
  await servers?.stop();
});

test("a step that was taken is answered as taken, also where what follows cannot be written yet", async () => {
  const people = await cast();
  await UserModel.collection.updateOne({ _id: people.reviewer.id as never }, { $set: { email: "to whom no mail can be written" } });
  const id = await begin(people.contributor, "Handed in");
  await submit(people.editor, id);
  await afterStep(id);
  expect((await raw(id)).steps?.map(({ kind }) => kind)).toEqual(["begin", "submit"]);
  await UserModel.updateOne({ _id: people.reviewer.id }, { $set: { email: "reviewer@example.org" } });
  await afterStep(id);
  expect((await raw(id)).steps).toBeUndefined();
});
