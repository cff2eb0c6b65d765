import type { EditorState } from "prosemirror-state";
import { type KeyboardEvent, useRef, useState } from "react";

import type { Tool, Words } from "./tools.tsx";

/**
 * A row of buttons with one place among the stops of Tab: arrow keys go from one to the next, and Escape back to the
 * text. A button that can do nothing here stays, so that none is lost to those who know where it was.
 */
export function Toolbar({
  id,
  label,
  tools,
  words,
  state,
  controls,
  onUse,
  onLeave,
}: {
  id: string;
  label: string;
  tools: Tool[][];
  words: Words;
  state: EditorState;
  controls: string;
  onUse: (tool: Tool) => void;
  onLeave: () => void;
}) {
  const [current, setCurrent] = useState(0);
  const all = tools.flat();
  const bar = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.preventDefault();
      onLeave();
      return;
    }
    const buttons = [...(bar.current?.querySelectorAll("button") ?? [])];
    const isMirrored = bar.current ? getComputedStyle(bar.current).direction === "rtl" : false;
    const step = { ArrowRight: isMirrored ? -1 : 1, ArrowLeft: isMirrored ? 1 : -1 }[event.key];
    const edge = { Home: 0, End: buttons.length - 1 }[event.key];
    if (step === undefined && edge === undefined) return;
    event.preventDefault();
    const next = edge ?? (current + (step ?? 0) + buttons.length) % buttons.length;
    setCurrent(next);
    buttons[next]?.focus();
  };
  return (
    <div ref={bar} id={id} role="toolbar" aria-label={label} aria-controls={controls} tabIndex={-1} onKeyDown={move} className="rich-tools">
      {tools.map((group) => (
        <div key={group[0]?.name} className="flex">
          {group.map((tool) => {
            const place = all.indexOf(tool);
            const isOff = tool.isPossible ? !tool.isPossible(state) : typeof tool.does === "function" && !tool.does(state);
            const isOn = tool.isOn?.(state);
            return (
              <button
                key={tool.name}
                type="button"
                tabIndex={place === current ? 0 : -1}
                aria-label={words[tool.name]}
                title={tool.keys ? `${words[tool.name]} (${keysOf(tool.keys)})` : words[tool.name]}
                aria-pressed={isOn}
                aria-disabled={isOff || undefined}
                aria-keyshortcuts={tool.keys?.replace("Mod", isMac() ? "Meta" : "Control")}
                // The selection of the text stays where it is.
                onMouseDown={(event) => event.preventDefault()}
                onFocus={() => setCurrent(place)}
                onClick={() => {
                  if (!isOff) onUse(tool);
                }}
                className="rich-tool"
              >
                {tool.face}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}

const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

const keysOf = (keys: string): string => (isMac() ? keys.replace("Mod", "⌘").replace("Alt", "⌥").replace("Shift", "⇧") : keys.replace("Mod", "Ctrl"));
