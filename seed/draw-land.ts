/**
 * Draws `app/ui/land.svg`: the land of the Earth as one silhouette without any border, a few circles of
 * latitude and meridians, and the line around the map. To be run when the projection or its source changes; the drawing
 * is kept with the code. Source: Natural Earth, which is in the public domain.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { geoArea, geoEqualEarth, type GeoPermissibleObjects, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

import { CENTRAL_MERIDIAN, ENDS, MAP, ORIGIN_Y, project, SCALE } from "#app/lib/equal-earth.ts";

/** Steps of the drawing per unit of the map: as fine as a screen of two pixels per unit shows. */
const FINENESS = 2;
/** Rings whose area on the map is smaller, in square units, are specks that no one would see. */
const SPECK = 0.35;
const OUT = path.resolve(import.meta.dirname, "../app/ui/land.svg");

type Point = [x: number, y: number];

const projection = geoEqualEarth()
  .rotate([-CENTRAL_MERIDIAN, 0])
  .scale(SCALE)
  .translate([MAP.width / 2, ORIGIN_Y])
  .precision(0.2);

/** The lines of a shape on the map; d3 cuts them at the map's edge. */
function linesOf(shape: GeoPermissibleObjects): Point[][] {
  return (geoPath(projection)(shape) ?? "")
    .split("M")
    .filter(Boolean)
    .map((line) => line.replace("Z", "").split("L").map((point) => point.split(",").map(Number) as Point));
}

function areaOf(ring: Point[]): number {
  const twice = ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** Path data in whole steps, relative, without points that change nothing. */
function pathOf(lines: Point[][], end: "z" | ""): string {
  return lines
    .map((line) => {
      const points = line.map(([x, y]): Point => [Math.round(x * FINENESS), Math.round(y * FINENESS)]);
      const kept = points.filter(([x, y], index) => {
        const before = points[index - 1];
        return !before || before[0] !== x || before[1] !== y;
      });
      const [first, ...others] = kept.filter((point, index) => !isBetween(kept[index - 1], point, kept[index + 1]));
      if (!first || others.length < (end ? 2 : 1)) return "";
      let [fromX, fromY] = first;
      const steps = others.map(([x, y]) => {
        const step = `${x - fromX}${y - fromY < 0 ? "" : " "}${y - fromY}`;
        [fromX, fromY] = [x, y];
        return step;
      });
      return `M${first.join(" ")}l${steps.join(" ").replaceAll(" -", "-")}${end}`;
    })
    .join("");
}

function isBetween(before: Point | undefined, [x, y]: Point, after: Point | undefined): boolean {
  if (!before || !after) return false;
  return (x - before[0]) * (after[1] - before[1]) === (after[0] - before[0]) * (y - before[1]);
}

const atlas = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve("world-atlas/land-110m.json"), "utf8"),
) as Topology<{ land: GeometryCollection }>;
const land = feature(atlas, atlas.objects.land).features.flatMap(({ geometry }) =>
  geometry.type === "MultiPolygon" ? geometry.coordinates : [],
);
const north = land.filter((polygon) => polygon[0]?.some(([, lat]) => (lat ?? 0) > ENDS.south));
const rings = north
  .toSorted((a, b) => geoArea({ type: "Polygon", coordinates: b }) - geoArea({ type: "Polygon", coordinates: a }))
  .flatMap((coordinates) => linesOf({ type: "Polygon", coordinates }))
  .filter((ring) => areaOf(ring) > SPECK);

const latitudes = [-40, -20, 0, 20, 40, 60].map((lat) =>
  Array.from({ length: 73 }, (_, index): Point => [CENTRAL_MERIDIAN - 179.99 + index * (359.98 / 72), lat]),
);
const steps = Array.from({ length: 31 }, (_, index) => ENDS.south + (index * (ENDS.north - ENDS.south)) / 30);
const meridians = [-120, -60, 0, 60, 120].map((lon) => steps.map((lat): Point => [CENTRAL_MERIDIAN + lon, lat]));
const edge = (lon: number) =>
  steps.map((lat): Point => {
    const { x, y } = project({ lat, lon: CENTRAL_MERIDIAN + lon });
    return [x, y];
  });
const outline = [...edge(-179.99), ...edge(179.99).toReversed()];
const graticule = linesOf({ type: "MultiLineString", coordinates: [...latitudes, ...meridians] });

const scale = `scale(${1 / FINENESS})`;
writeFileSync(
  OUT,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${MAP.width} ${MAP.height}"><desc>Land: Natural Earth (public domain). Projection: Equal Earth.</desc><path id="graticule" transform="${scale}" fill="none" vector-effect="non-scaling-stroke" d="${pathOf([outline], "z")}${pathOf(graticule, "")}"/><path id="land" transform="${scale}" d="${pathOf(rings, "z")}"/></svg>\n`,
);
