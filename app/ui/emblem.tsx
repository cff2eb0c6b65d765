/** The hub's sign: one knot among others. */
export function Emblem({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 40 40" className={className} aria-hidden="true">
      <g stroke="currentColor" strokeOpacity="0.55" strokeWidth="1.4">
        <path d="M20 20 9 10M20 20l12-9M20 20 11 31M20 20l10 10M9 10l23 1M11 31l19-1M9 10l2 21M32 11l-2 19" fill="none" />
      </g>
      <g fill="currentColor">
        <circle cx="20" cy="20" r="4.6" />
        <circle cx="9" cy="10" r="2.7" />
        <circle cx="32" cy="11" r="2.7" />
        <circle cx="11" cy="31" r="2.7" />
        <circle cx="30" cy="30" r="2.7" />
      </g>
    </svg>
  );
}
