import { useState, useSyncExternalStore } from "react";

/** Only a browser can copy, and only on a page that nobody can listen to; neither changes while it is open. */
const never = () => () => {};
const canCopy = () => Boolean(navigator.clipboard);

/** Copies a text that stands beside it; where the browser cannot, it is not there, and the text can be marked. */
export function CopyButton({ text, words }: { text: string; words: Record<"copy" | "copied" | "failed", string> }) {
  const isOffered = useSyncExternalStore(never, canCopy, () => false);
  const [tried, setTried] = useState({ text: "", worked: false });
  if (!isOffered) return null;
  const end = (worked: boolean) => () => setTried({ text, worked });
  const copy = () => navigator.clipboard.writeText(text).then(end(true), end(false));
  const isDone = tried.text === text;
  return (
    <p className="no-print mt-2 text-sm" aria-live="polite">
      <button type="button" onClick={() => void copy()} className="link min-h-8 cursor-pointer">
        {isDone && tried.worked ? words.copied : words.copy}
      </button>
      {isDone && !tried.worked ? <span className="ms-3">{words.failed}</span> : null}
    </p>
  );
}
