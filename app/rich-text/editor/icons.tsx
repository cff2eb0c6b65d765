const PATHS = {
  undo: "M4 8h9a5 5 0 0 1 0 10h-4M4 8l4-4M4 8l4 4",
  redo: "M20 8h-9a5 5 0 0 0 0 10h4M20 8l-4-4M20 8l-4 4",
  bullets: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  numbers: "M10 6h10M10 12h10M10 18h10M4 4.5 5.5 4v4M4 16.5c2-1.5 3 .5 0 3.5h2.5",
  outdent: "M20 5H4M20 12h-9M20 19H4M7 9l-3 3 3 3",
  quote: "M5 7h5v5c0 3-1.500 4.500-4 5M14 7h5v5c0 3-1.500 4.500-4 5",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  table: "M4 5h16v14H4zM4 10h16M10 5v14",
  rowBefore: "M4 12h16v7H4zM12 2v7M8.500 5.500h7",
  rowAfter: "M4 5h16v7H4zM12 15v7M8.500 18.500h7",
  rowRemove: "M4 8h16v8H4zM10 10l4 4M14 10l-4 4",
  columnBefore: "M12 4h7v16h-7zM2 12h7M5.500 8.500v7",
  columnAfter: "M5 4h7v16H5zM15 12h7M18.500 8.500v7",
  columnRemove: "M8 4h8v16H8zM10 10l4 4M14 10l-4 4",
  tableRemove: "M4 5h16v14H4zM9 9l6 6M15 9l-6 6",
} as const;

export type IconName = keyof typeof PATHS;

/** Drawn for left to right; those that point along the line are mirrored with it. */
const POINTING: readonly IconName[] = ["undo", "redo", "bullets", "numbers", "outdent", "columnBefore", "columnAfter"];

export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden className={POINTING.includes(name) ? "rtl:-scale-x-100" : undefined}>
      <path d={PATHS[name]} />
    </svg>
  );
}
