import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { geoContains, geoDistance, geoEqualEarth, type ExtendedFeature, type GeoGeometryObjects } from "d3-geo";
import { describe, expect, test } from "vitest";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

import { CENTRAL_MERIDIAN, MAP, ORIGIN_Y, project, SCALE } from "#app/lib/equal-earth.ts";
import { readStates } from "#seed/vocabularies.ts";

const states = readStates();
const positions = new Map(states.map(({ id, position }) => [id, position]));

/** The ISO code behind the numeric one that Natural Earth has; the platform knows both. */
function isoCode(numeric: unknown): string | null {
  return typeof numeric === "string" && /^\d{3}$/.test(numeric) ? (Intl.getCanonicalLocales(`und-${numeric}`)[0]?.slice(4) ?? null) : null;
}

const atlas = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve("world-atlas/countries-50m.json"), "utf8"),
) as Topology<{ countries: GeometryCollection }>;
const countries = feature(atlas, atlas.objects.countries).features as Array<ExtendedFeature<GeoGeometryObjects>>;

/** How far a point is from the nearest corner of a country's outline, in degrees; 0 within it. */
function degreesOff(code: string, point: [lon: number, lat: number]): number {
  const own = countries.filter((country) => isoCode(country.id) === code);
  if (own.some((country) => geoContains(country, point))) return 0;
  const corners = own.flatMap(({ geometry }) =>
    geometry?.type === "Polygon" ? geometry.coordinates.flat() : geometry?.type === "MultiPolygon" ? geometry.coordinates.flat(2) : [],
  );
  return Math.min(...corners.map((corner) => (geoDistance(point, corner as [number, number]) * 180) / Math.PI));
}

describe("the positions of States", () => {
  test("every State has one, to a tenth of a degree, and no two share one", () => {
    expect(states).toHaveLength(195);
    const written = states.map(({ position }) => `${position?.lat} ${position?.lon}`);
    expect(written.filter((text) => !/^-?\d+(\.\d)? -?\d+(\.\d)?$/.test(text))).toEqual([]);
    expect(new Set(written).size).toBe(states.length);
  });

  test("each stands within its State or, on a small one, no further off than rounding leads", () => {
    // Natural Earth has Tuvalu only at its finest scale, which is too large to read here.
    const outside = states
      .filter(({ id }) => id !== "TV")
      .map(({ id, position }) => ({ id, off: degreesOff(id, [position?.lon ?? 0, position?.lat ?? 0]) }))
      .filter(({ off }) => !(off <= 0.2));
    expect(outside).toEqual([]);
  });

  test.each([
    ["MA", "north", "west"],
    ["PY", "south", "west"],
    ["PT", "north", "west"],
    ["MR", "north", "west"],
    ["KE", "north", "east"],
    ["NZ", "south", "east"],
    ["FJ", "south", "east"],
    ["WS", "south", "west"],
    ["TV", "south", "east"],
    ["KI", "north", "east"],
    ["RU", "north", "east"],
    ["US", "north", "west"],
    ["BR", "south", "west"],
    ["SC", "south", "east"],
  ])("%s lies in the %s and the %s", (code, northOrSouth, eastOrWest) => {
    const position = positions.get(code);
    expect(Math.sign(position?.lat ?? 0)).toBe(northOrSouth === "north" ? 1 : -1);
    expect(Math.sign(position?.lon ?? 0)).toBe(eastOrWest === "east" ? 1 : -1);
  });
});

describe("the projection", () => {
  const reference = geoEqualEarth()
    .rotate([-CENTRAL_MERIDIAN, 0])
    .scale(SCALE)
    .translate([MAP.width / 2, ORIGIN_Y]);

  test("agrees with the one that the land is drawn with", () => {
    for (const { id, position } of states) {
      if (!position) throw new Error(`${id} has no position`);
      const { x, y } = project(position);
      const [wantedX, wantedY] = reference([position.lon, position.lat]) ?? [NaN, NaN];
      expect(Math.hypot(x - wantedX, y - wantedY), id).toBeLessThan(0.01);
    }
  });

  test("has every State on the map", () => {
    const off = states.filter(({ position }) => {
      const { x, y } = position ? project(position) : { x: -1, y: -1 };
      return x < 0 || x > MAP.width || y < 0 || y > MAP.height;
    });
    expect(off.map(({ id }) => id)).toEqual([]);
  });

  test("keeps what lies beside the date line on its side of the map", () => {
    expect(project({ lat: 0, lon: 190 })).toEqual(project({ lat: 0, lon: -170 }));
    expect(project({ lat: 65, lon: -168 }).x).toBeLessThan(200);
    expect(project({ lat: 65, lon: -171 }).x).toBeGreaterThan(800);
  });
});

test("the land is drawn without borders: one silhouette, and small enough to be sent to anyone", () => {
  const drawing = readFileSync(path.resolve(import.meta.dirname, "../../app/ui/land.svg"), "utf8");
  expect([...drawing.matchAll(/<path id="(\w+)"/g)].map(([, id]) => id)).toEqual(["graticule", "land"]);
  expect(/ (stroke|style|class)=/.test(drawing)).toBe(false);
  expect(drawing.length).toBeLessThan(20_000);
});
