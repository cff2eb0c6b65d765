import { isObject } from "../document.ts";
import type { Engine } from "../engine.ts";
import { ApiError } from "../errors.ts";
import type { Route } from "../http.ts";
import { defaultSettings, kebab, updateSettings, type Settings, type SettingsUpdate } from "../settings.ts";
import { indexUid } from "./parameters.ts";

/** Settings whose own route changes single members, by PATCH; the others are replaced by PUT. */
const PARTIAL: ReadonlySet<string> = new Set(["typoTolerance", "faceting", "pagination", "embedders"]);

export function settingsRoutes(engine: Engine): Route[] {
  const { catalog } = engine;
  const enqueue = (uid: string | undefined, update: SettingsUpdate, reset: boolean) => {
    // A wrong value is refused at once; what it is merged with may still change before its turn.
    updateSettings(catalog.find(uid!)?.row.settings ?? defaultSettings(), update);
    const details = reset ? {} : { ...update };
    return engine.enqueue({ type: "settingsUpdate", indexUid: indexUid(uid), details, request: update });
  };
  const everything = Object.fromEntries(Object.keys(defaultSettings()).map((key) => [key, null]));

  const routes: Route[] = [
    ["GET", "/indexes/:uid/settings", "all", ({ path }) => ({ body: catalog.get(path.uid!).row.settings })],
    ["PATCH", "/indexes/:uid/settings", "all", async ({ path, json }) => {
      const body = await json();
      if (!isObject(body)) throw new ApiError("bad_request", "Invalid value type: expected an object");
      return enqueue(path.uid, body, false);
    }],
    ["DELETE", "/indexes/:uid/settings", "all", ({ path }) => enqueue(path.uid, everything, true)],
  ];
  for (const key of Object.keys(defaultSettings()) as (keyof Settings)[]) {
    const path = `/indexes/:uid/settings/${kebab(key)}`;
    routes.push(
      ["GET", path, "all", (request) => ({ body: catalog.get(request.path.uid!).row.settings[key] })],
      [PARTIAL.has(key) ? "PATCH" : "PUT", path, "all", async (request) => enqueue(request.path.uid, { [key]: await request.json() }, false)],
      ["DELETE", path, "all", (request) => enqueue(request.path.uid, { [key]: null }, true)],
    );
  }
  return routes;
}
