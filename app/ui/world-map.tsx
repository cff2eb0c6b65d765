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
    <svg role="group" aria-label={label} className="block aspect-[1000/446] w-full overflow-visible">
      <Land />
      <defs>
        {groups.map(({ mark }) => (
          <g key={mark} id={`dot-${mark}`} className="pointer-events-none">
            <Dot mark={mark} />
          </g>
        ))}
      </defs>
      {drawn.map(({ mark, name, places }) =>
        places.map(({ id, name: state, url, spot }) =>
          spot ? (
            <Link
              key={id}
              to={url}
              discover="none"
              className="text-brand outline-none hover:text-accent focus-visible:[--dot-focus:var(--accent)]"
            >
              <title>{`${state} · ${name}`}</title>
              <circle cx={spot.x} cy={spot.y} r={spot.target} className="fill-transparent" />
              <use href={`#dot-${mark}`} x={spot.x} y={spot.y} />
            </Link>
          ) : null,
        ),
      )}
    </svg>
  );
}

/** The land alone, on which others draw. */
export function Land() {
  return (
    <svg viewBox={`0 0 ${MAP.width} ${MAP.height}`} aria-hidden="true">
      <use href={`${land}#graticule`} className="stroke-line" />
      <use href={`${land}#land`} className="fill-line" />
    </svg>
  );
}

/** A picture of where a country lies, for the page that names it; it says nothing more. */
export function Locator({ spot }: { spot: { x: string; y: string } }) {
  return (
    <svg aria-hidden="true" className="block aspect-[1000/446] w-full overflow-visible">
      <Land />
      <circle cx={spot.x} cy={spot.y} r="5" className="fill-accent stroke-surface stroke-2" />
    </svg>
  );
}

/**
 * A dot around the origin, in the colour of its link, and the ring that shows when the link has the
 * focus. Smaller where the map is, so that neighbours stay apart; `r` is the size on narrow screens.
 */
function Dot({ mark }: { mark: Mark }) {
  return (
    <>
      <circle r="9" className="fill-none stroke-(--dot-focus) stroke-3 sm:[r:11px]" />
      {mark === "founding" ? <circle r="6" className="fill-surface stroke-current stroke-[1.5] sm:[r:8px]" /> : null}
      {mark === "founding" || mark === "member" ? (
        <circle r="3.5" className="fill-current stroke-surface stroke-1 sm:[r:5px]" />
      ) : (
        <circle
          r="3.5"
          strokeDasharray={mark === "other" ? "2 2" : undefined}
          className="fill-surface stroke-current stroke-2 sm:[r:4.5px]"
        />
      )}
    </>
  );
}

/** What a mark means: the sign as the map draws it, for the legend. */
export function MarkSign({ mark }: { mark: Mark }) {
  return (
    <svg viewBox="-12 -12 24 24" width="24" height="24" aria-hidden="true" className="shrink-0 text-brand">
      <Dot mark={mark} />
    </svg>
  );
}
