import { MAP, percent, project } from "#app/lib/equal-earth.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { standingOf } from "#app/lib/standing.server.ts";
import { paths } from "#app/paths.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import type { Mark, Place, PlaceGroup } from "#app/ui/world-map.tsx";
import type { Mechanism } from "#models/mechanism.ts";
import type { Membership } from "#models/membership.ts";

const MARKS: readonly Mark[] = ["founding", "member", "other", "described"];

/** Up to so many States, their addresses on the page are the full ones. */
const FULL_ADDRESSES = 50;
/** The largest target around a dot, in units of the map: 24 pixels across on the narrowest screen. */
const WIDEST_TARGET = 37;
/** Percentages of a radius are of this: the root of half the sum of the squares of both sides. */
const DIAGONAL = Math.hypot(MAP.width, MAP.height) / Math.SQRT2;

/**
 * The States on the map, by what they are to the network: members first, then those whose mechanism is
 * described without their membership being known. Each State stands once, with its strongest mark.
 */
export function placeGroups(tools: PageTools, memberships: Membership[]): PlaceGroup[] {
  const { reference } = tools;
  const mechanisms = new Map<string, Mechanism[]>();
  for (const mechanism of reference.mechanisms.values()) {
    mechanisms.set(mechanism.state, [...(mechanisms.get(mechanism.state) ?? []), mechanism]);
  }
  const marks = new Map<string, Mark>([...mechanisms.keys()].map((state) => [state, "described"]));
  for (const membership of memberships) {
    const mark = standingOf(reference, membership);
    const present = marks.get(membership.state);
    if (!present || MARKS.indexOf(mark) < MARKS.indexOf(present)) marks.set(membership.state, mark);
  }
  // Names in the addresses of so many would outweigh the page; the hub leads to the address with the name.
  const url = (mechanism: Mechanism) =>
    marks.size > FULL_ADDRESSES ? paths.mechanism(tools.lang, { id: mechanism.id }) : mechanismUrl(tools, mechanism);
  const spots = spotsOf(tools, [...marks.keys()]);
  const places = [...marks].map(([state, mark]) => ({
    mark,
    place: {
      id: state,
      name: tools.country(state),
      url: addressOf(tools, state, mechanisms.get(state) ?? [], url),
      spot: spots.get(state) ?? null,
    } satisfies Place,
  }));
  return MARKS.map((mark) => ({
    mark,
    name: tools.t(`site:home.map.mark.${mark}`),
    places: sortByName(places.filter((one) => one.mark === mark).map(({ place }) => place), tools.lang, ({ name }) => name),
  })).filter(({ places }) => places.length > 0);
}

/** Where a State's dot leads: to its mechanism, to its rows among the mechanisms, or to its membership. */
function addressOf(
  tools: PageTools,
  state: string,
  [first, ...others]: Mechanism[],
  url: (mechanism: Mechanism) => string,
): string {
  if (!first) return `${paths.network(tools.lang)}#members`;
  // All of a group's mechanisms stand under its own address; the first group of a State is its regional one.
  const [group] = tools.reference.states.get(state)?.groups ?? [];
  return others.length > 0 ? `${paths.mechanisms(tools.lang, group)}#${state}` : url(first);
}

/**
 * The dots, in percent of the map. The targets around two of them never overlap, however close they
 * are: each ends halfway to its neighbour.
 */
function spotsOf({ reference }: PageTools, states: string[]): Map<string, NonNullable<Place["spot"]>> {
  const points = states.flatMap((state) => {
    const position = reference.states.get(state)?.position;
    if (!position) return [];
    const { x, y } = project(position);
    return [{ state, x: tenth(x / MAP.width) * MAP.width, y: tenth(y / MAP.height) * MAP.height }];
  });
  return new Map(
    points.map(({ state, x, y }) => {
      const nearest = Math.min(
        ...points.filter((other) => other.state !== state).map((other) => Math.hypot(other.x - x, other.y - y)),
      );
      return [
        state,
        {
          x: percent(x / MAP.width),
          y: percent(y / MAP.height),
          target: percent(Math.floor((Math.min(nearest / 2, WIDEST_TARGET) / DIAGONAL) * 1000) / 1000),
        },
      ];
    }),
  );
}

/** Rounded to a tenth of a percent: targets are measured from where the dots are drawn. */
const tenth = (part: number): number => Math.round(part * 1000) / 1000;
