import { Link } from "@remix-run/react";

import { MAP } from "#app/lib/equal-earth.ts";

import land from "./land.svg";

/** How a State is marked. The forms differ, not the colours alone. */
export type Mark = "founding" | "member" | "other" | "described";

/** A State on the map. `spot` is in percent of the map's sides; null where no position is known. */
export type Place = {
  id: string;
  name: string;
  url: string;
  spot: { x: string; y: string; target: string } | null;
};
export type PlaceGroup = { mark: Mark; name: string; places: Place[] };

/**
 * The Earth's land without a border, and a dot for each State. It is the same in every direction of
 * writing. Dots keep their size on every screen; the radii of their targets are given with the places.
 */
export function WorldMap({ groups, label }: { groups: PlaceGroup[]; label: string }) {
  // Those with the strongest mark are drawn last, and so on top.
  const drawn = groups.toReversed();
  return (
    <svg role="group" aria-label={label} className="block aspect-[1000/438] w-full overflow-visible">
      <Land />
      {drawn.map(({ mark, name, places }) =>
        places.map(({ id, name: state, url, spot }) =>
          spot ? (
            <Link key={id} to={url} className="group outline-none">
              <title>{`${state} · ${name}`}</title>
              <circle cx={spot.x} cy={spot.y} r={spot.target} className="fill-transparent" />
              <Dot mark={mark} x={spot.x} y={spot.y} />
            </Link>
          ) : null,
        ),
      )}
    </svg>
  );
}

function Land() {
  return (
    <svg viewBox={`0 0 ${MAP.width} ${MAP.height}`} aria-hidden="true">
      <use href={`${land}#graticule`} className="stroke-line" />
      <use href={`${land}#land`} className="fill-line" />
    </svg>
  );
}

/** A picture of where a country lies, for the page that names it; it says nothing more. */
export function Locator({ spot }: { spot: { x: number; y: number } }) {
  return (
    <svg aria-hidden="true" className="block aspect-[1000/438] w-full overflow-visible">
      <Land />
      <circle cx={`${spot.x / (MAP.width / 100)}%`} cy={`${spot.y / (MAP.height / 100)}%`} r="5" className="fill-accent stroke-surface stroke-2" />
    </svg>
  );
}

const DOT = "pointer-events-none stroke-surface";

function Dot({ mark, x, y }: { mark: Mark; x: string; y: string }) {
  const at = { cx: x, cy: y };
  return (
    <>
      <circle {...at} r="11" className="pointer-events-none fill-none stroke-transparent stroke-3 group-focus-visible:stroke-accent" />
      {mark === "founding" ? <circle {...at} r="8" className="pointer-events-none fill-surface stroke-brand stroke-[1.5]" /> : null}
      {mark === "founding" || mark === "member" ? (
        <circle {...at} r="5" className={`${DOT} fill-brand stroke-1 group-hover:fill-accent`} />
      ) : (
        <circle
          {...at}
          r="4.5"
          strokeDasharray={mark === "other" ? "2 2" : undefined}
          className="pointer-events-none fill-surface stroke-brand stroke-2 group-hover:stroke-accent"
        />
      )}
    </>
  );
}

/** What a mark means: the sign as the map draws it, for the list beside it. */
export function MarkSign({ mark }: { mark: Mark }) {
  return (
    <svg width="24" height="24" aria-hidden="true" className="shrink-0">
      <Dot mark={mark} x="12" y="12" />
    </svg>
  );
}
