import path from "node:path";

import { describe, expect, test } from "vitest";

import { cycles, environmentReads, readSources, sourceFile, unguarded, upwardImports } from "./architecture.ts";

const files = readSources(path.resolve(import.meta.dirname, ".."));

describe("the code keeps the architecture", () => {
  test("files of every room are looked at", () => {
    for (const room of ["app/routes/", "app/search/", "models/", "seed/", "engines/mongo/", "engines/search/"]) {
      expect(files.filter((file) => file.path.startsWith(room)).length, room).toBeGreaterThan(3);
    }
  });
  test("imports go one way", () => expect(upwardImports(files)).toEqual([]));
  test("no import comes back to where it began", () => expect(cycles(files)).toEqual([]));
  test("one file reads the environment", () => expect(environmentReads(files)).toEqual([]));
  test("every loader and action begins with a guard", () => expect(unguarded(files)).toEqual([]));
});

describe("the checks find what they are for", () => {
  test("an import upwards, into the engines, or from the interface into the domain", () => {
    const bad = [
      sourceFile("models/a.ts", 'import "#app/paths.ts";'),
      sourceFile("app/lib/b.ts", 'import { x } from "../routes/home/page.tsx";'),
      sourceFile("app/ui/c.tsx", 'import type { Item } from "#models/item.ts";'),
      sourceFile("app/search/d.ts", 'const engine = await import("../../engines/search/store.ts");'),
      sourceFile("engines/mongo/e.ts", 'export * from "#models/item.ts";'),
    ];
    expect(upwardImports(bad)).toHaveLength(bad.length);
  });
  test("a cycle", () => {
    expect(
      cycles([sourceFile("app/lib/a.ts", 'import "./b.ts";'), sourceFile("app/lib/b.ts", 'import "./a.ts";')]),
    ).toHaveLength(1);
  });
  test("a read of the environment", () => {
    expect(environmentReads([sourceFile("app/lib/a.ts", "const port = process.env.PORT;")])).toHaveLength(1);
  });
  test("a loader without a guard, with a late one, and one that stands in another file", () => {
    const late = "export async function loader() { const a = await read(); allowAnyone(); return a; }";
    const bad = [
      sourceFile("app/routes/a.ts", "export function loader() { return read(); }"),
      sourceFile("app/routes/b.ts", late),
      sourceFile("app/routes/c.ts", 'import { load } from "./c.server.ts"; export { load as loader };'),
      sourceFile("app/routes/c.server.ts", "export function load() { return 1; }"),
      sourceFile("app/routes/d.ts", "export const action = () => read();"),
      sourceFile("app/routes/e.ts", "export function loader() { const a = [readSecret(), allowAnyone()]; return a; }"),
      sourceFile("app/routes/f.ts", "export function loader() { if (x) allowAnyone(); return 1; }"),
      sourceFile("app/routes/g.ts", "export function loader() { const f = () => allowAnyone(); return f; }"),
    ];
    expect(unguarded(bad)).toHaveLength(7);
  });
});
