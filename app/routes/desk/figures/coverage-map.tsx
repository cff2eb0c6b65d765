import { useFollowLinks } from "#app/lib/follow-links.ts";
import { Land } from "#app/ui/world-map.tsx";

type Kind = "items" | "known" | "nothing";
type Place = { id: string; kind: Kind; x: string; y: string; r: string; name: string; url: string | null };

/** States by what is published of them: the more, the larger the dot. The forms differ, not the colours alone. */
export function CoverageMap({ places, label }: { places: Place[]; label: string }) {
  const within = useFollowLinks<HTMLDivElement>();
  return (
    <div ref={within} className="break-inside-avoid">
      <svg role="group" aria-label={label} className="block aspect-[1000/446] w-full overflow-visible">
        <Land />
        {places.map((place) =>
          place.url ? (
            <a key={place.id} href={place.url} className="text-brand hover:text-accent">
              <title>{place.name}</title>
              <Dot {...place} />
            </a>
          ) : (
            <Dot key={place.id} {...place} />
          ),
        )}
      </svg>
    </div>
  );
}

function Dot({ kind, x, y, r }: Pick<Place, "kind" | "x" | "y" | "r">) {
  if (kind === "nothing") return <circle cx={x} cy={y} r="2" className="fill-muted" />;
  if (kind === "known") return <circle cx={x} cy={y} r="4.5" className="fill-surface stroke-current stroke-2" />;
  return <circle cx={x} cy={y} r={r} className="fill-current stroke-surface stroke-1" fillOpacity="0.85" />;
}

/** The sign of a kind, as the map draws it. */
export function KindSign({ kind }: { kind: Kind }) {
  return (
    <svg width="20" height="20" aria-hidden="true" className="shrink-0 text-brand">
      <Dot kind={kind} x="50%" y="50%" r="7" />
    </svg>
  );
}
