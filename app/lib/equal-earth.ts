import type { Position } from "#models/state.server.ts";

/** Size of the map in its own units, the line around it included. */
export const MAP = { width: 1000, height: 446 } as const;

/** The parallels that end the map: the pole, and one north of Antarctica, where there is no State. */
export const ENDS = { north: 90, south: -60 } as const;

/** So that the line around the map is drawn in its full width. */
const MARGIN = 1;

/**
 * The map is centred here, so that its edge runs through the Bering Strait and the Pacific and cuts no
 * State in two that need not be.
 */
export const CENTRAL_MERIDIAN = 11;

const A = [1.340264, -0.081106, 0.000893, 0.003796] as const;
const M = Math.sqrt(3) / 2;
const RADIANS = Math.PI / 180;

function raw(lat: number, lon: number): [x: number, y: number] {
  const l = Math.asin(M * Math.sin(lat * RADIANS));
  const [l2, l6] = [l ** 2, l ** 6];
  return [
    (lon * RADIANS * Math.cos(l)) / (M * (A[0] + 3 * A[1] * l2 + l6 * (7 * A[2] + 9 * A[3] * l2))),
    l * (A[0] + A[1] * l2 + l6 * (A[2] + A[3] * l2)),
  ];
}

/** Units of the map per unit of the projection. */
export const SCALE = (MAP.width - 2 * MARGIN) / (2 * raw(0, 180)[0]);

/** How far the projection's origin lies below the upper edge of the map. */
export const ORIGIN_Y = MARGIN + raw(ENDS.north, 0)[1] * SCALE;

/**
 * Where a point of the Earth stands on the map, in its units from the upper left corner, in the Equal
 * Earth projection (Šavrič, Patterson, Jenny, 2018): areas are true to each other, so that no part of
 * the world looks larger than it is.
 */
export function project({ lat, lon }: Position): { x: number; y: number } {
  const turned = ((((lon - CENTRAL_MERIDIAN + 180) % 360) + 360) % 360) - 180;
  const [x, y] = raw(lat, turned);
  return { x: MAP.width / 2 + x * SCALE, y: ORIGIN_Y - y * SCALE };
}

/** The same in percent of the map's sides, to a tenth: less than a pixel of most screens. */
export function spotOf(position: Position): { x: string; y: string } {
  const { x, y } = project(position);
  return { x: percent(x / MAP.width), y: percent(y / MAP.height) };
}

/** A part of the whole in percent, to a tenth. */
export function percent(part: number): string {
  return `${Number((part * 100).toFixed(1))}%`;
}
