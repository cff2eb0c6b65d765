import { useEffect, useState } from "react";

/** Words that were marked in a part of the text. */
export type Marked = { section: string; quote: string };

/** The most of what is marked that goes into a comment. */
const LONGEST = 1_000;

/** What of the text is marked now, where it lies in one part; null otherwise. */
function marked(): Marked | null {
  const selection = document.getSelection();
  const quote = selection?.toString().trim() ?? "";
  if (!selection || selection.rangeCount === 0 || quote === "") return null;
  const node = selection.getRangeAt(0).commonAncestorContainer;
  const part = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-part]");
  return part?.dataset.part ? { section: part.dataset.part, quote: quote.slice(0, LONGEST) } : null;
}

/** A button that is there while words of the text are marked; it opens the form of their part with them in it. */
export function PassageButton({ label, onPick }: { label: string; onPick: (marked: Marked) => void }) {
  const [found, setFound] = useState<Marked | null>(null);
  useEffect(() => {
    const look = () => setFound(marked());
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, []);
  if (!found) return null;
  return (
    <div className="no-print fixed inset-x-0 bottom-4 z-10 flex justify-center">
      {/* The pointer that goes down on it would take the mark away before the button is pressed. */}
      <button type="button" onPointerDown={(event) => event.preventDefault()} onClick={() => onPick(found)} className="button shadow-lg">
        {label}
      </button>
    </div>
  );
}
