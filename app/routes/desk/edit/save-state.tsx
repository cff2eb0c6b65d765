import { useScripted } from "#app/lib/use-scripted.ts";

import { useEditor } from "./editor-context.ts";
import type { SaveStatus } from "./use-autosave.ts";

/** Whether what is written is kept, and where; read aloud when it changes. Without JavaScript, what keeps it. */
export function SaveState({ state }: { state: SaveStatus }) {
  const { data } = useEditor();
  const { saving } = data.texts;
  const scripted = useScripted();
  const isWarning = ["offline", "failed", "signed-out", "moved", "fields", "too-long", "review", "unsent"].includes(state.kind);
  const words = (): string => {
    switch (state.kind) {
      case "idle":
        return data.saved ? saving.savedNow : scripted ? saving.idle : saving.plain;
      case "saved":
        return saving.saved.replace("{{at}}", state.at);
      case "moved":
        return state.name ? saving.moved.replace("{{name}}", state.name).replace("{{at}}", state.at) : saving.movedNobody;
      case "signed-out":
        return saving.signedOut;
      case "too-long":
        return saving.tooLong;
      case "unsent":
        return saving.plain;
      default:
        return saving[state.kind];
    }
  };
  return (
    <div className={isWarning ? "note grid gap-2 text-sm" : "grid gap-2 text-sm text-muted"}>
      <p role="status" id="save-state" data-state={state.kind}>{words()}</p>
      {state.kind === "signed-out" ? (
        <a href={data.pages.signIn} target="_blank" rel="noreferrer" className="link">{saving.signIn}</a>
      ) : null}
      {state.kind === "moved" ? (
        <button type="submit" name="intent" value="save" className="button-quiet justify-self-start">{saving.merge}</button>
      ) : null}
      {state.kind === "fields" || state.kind === "too-long" || state.kind === "review" ? <p>{saving.kept}</p> : null}
    </div>
  );
}
