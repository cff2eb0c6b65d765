/** Knots of a wide-meshed net, for the ground behind the title. Drawn once, from fixed points. */
const POINTS = [
  [40, 60], [130, 30], [210, 110], [300, 50], [380, 120], [470, 40], [560, 100],
  [70, 170], [160, 210], [260, 200], [340, 230], [430, 190], [520, 240], [590, 180],
  [30, 300], [120, 330], [220, 300], [310, 340], [400, 310], [490, 350], [580, 310],
] as const;
const REACH = 125;

const LINES = POINTS.flatMap(([x1, y1], index) =>
  POINTS.slice(index + 1)
    .filter(([x2, y2]) => Math.hypot(x2 - x1, y2 - y1) < REACH)
    .map(([x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`),
).join("");

export function Constellation({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 620 390" preserveAspectRatio="xMidYMid slice" className={className} aria-hidden="true">
      <path d={LINES} stroke="currentColor" strokeWidth="1" fill="none" />
      {POINTS.map(([x, y], index) => (
        <circle key={`${x}-${y}`} cx={x} cy={y} r={index % 4 === 0 ? 6 : 3.5} fill="currentColor" />
      ))}
    </svg>
  );
}
