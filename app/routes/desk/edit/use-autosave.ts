import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

import type { FieldError, Fields } from "./fields.ts";
import { CLEANERS, entriesOf, fieldsOfForm } from "./form.ts";
import { forgetCopy, isSameText, keepCopy, type LocalCopy, readCopy } from "./local-copy.ts";

export type SaveStatus =
  | { kind: "idle" | "waiting" | "saving" | "offline" | "failed" | "signed-out" | "too-long" | "review" | "unsent" }
  | { kind: "fields"; errors: FieldError[] }
  | { kind: "saved"; at: string }
  | { kind: "moved"; name: string; at: string };

type Options = {
  /** Where a form is sent to be kept without a page in return. */
  url: string;
  /** The name of the text on this device. */
  key: string;
  lang: string;
  /** The state that the page's text is in, and the window's own name. */
  edit: string;
  hand: string;
  /** The window that wrote this state. */
  lastHand: string | null;
  fields: Fields;
  /** Changes where the form on the page is another than before. */
  form: string;
  active: boolean;
  /** The answer to a form that was sent as a whole and did not reach the hub; each time another. */
  unreached: object | null;
};

const IDLE: SaveStatus = { kind: "idle" };

/** How long after the last key a text is kept: on the device at once, in the hub with the next breath. */
const COPY_MS = 300;
const SAVE_MS = 1_500;
const AGAIN_MS = 5_000;
/** Browsers carry no more beyond the end of a page. */
const KEEPALIVE_BYTES = 60_000;

/**
 * Keeps what is written in a form: first on the device, then in the hub. What cannot be kept there stays on the
 * device, and its writer is told why.
 */
export function useAutosave(form: RefObject<HTMLFormElement | null>, { url, key, lang, edit, hand, lastHand, fields, form: name, active, unreached }: Options) {
  // What is said of one state of the text is not said of the next that the page brings.
  const [said, say] = useState<{ status: SaveStatus; of: string }>({ status: IDLE, of: edit });
  const state = said.of === edit ? said.status : IDLE;
  const [copy, setCopy] = useState<LocalCopy | null>(null);
  // What is wrong stays marked while it is being mended, until the hub has seen the text again; null where it has seen none.
  const [errors, setErrors] = useState<FieldError[] | null>(null);
  const sendAgain = useRef<(() => void) | null>(null);
  /** Whether something was typed in the moment in which the page brought another state of the same form; not known before the first. */
  const isLeft = useRef<boolean>(undefined);

  // What an earlier page left on this device is offered, unless the hub has it.
  useEffect(() => {
    const left = readCopy(key);
    if (!left) return;
    const hasArrived = isSameText(left.fields, fields) || (left.sent && left.hand === lastHand);
    if (hasArrived) forgetCopy(key);
    else if (left.hand !== hand) setCopy(left);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each text that is opened
  }, [key]);

  useEffect(() => {
    const element = form.current;
    if (!element || !active) return;
    const setState = (status: SaveStatus) => say({ status, of: edit });
    // What is posted with the form as a whole is kept or not as the next page says.
    let [typed, kept, posted, busy, isCutOff] = [0, 0, 0, false, false];
    let awaiting: (() => void) | null = null;
    let copying: ReturnType<typeof setTimeout> | undefined;
    let saving: ReturnType<typeof setTimeout> | undefined;

    // The state that the next save begins from: the form holds it, since it is sent as a whole as well.
    const base = () => element.elements.namedItem("base") as HTMLInputElement;
    const copyNow = (sent = false) => keepCopy(key, { fields: fieldsOfForm(entriesOf(element), lang, CLEANERS), base: base().value, hand, at: Date.now(), sent });
    const saveSoon = (ms: number) => {
      clearTimeout(saving);
      saving = setTimeout(() => void save(), ms);
    };
    const save = async (): Promise<void> => {
      if (busy || typed === kept) return;
      busy = true;
      const now = typed;
      setState({ kind: "saving" });
      const next = await send(element, url);
      busy = false;
      const submitAgain = awaiting;
      awaiting = null;
      isCutOff = next.kind === "offline";
      if (next.kind === "saved" || next.kind === "fields") setErrors(next.kind === "fields" ? next.errors : []);
      if (next.kind === "saved") {
        kept = now;
        base().value = next.edit;
        if (typed === kept) forgetCopy(key);
        setState(typed === kept ? { kind: "saved", at: next.at } : { kind: "waiting" });
        if (typed !== kept) saveSoon(SAVE_MS);
        submitAgain?.();
        return;
      }
      setState(next);
      submitAgain?.();
      if (next.kind === "offline" || next.kind === "failed") saveSoon(AGAIN_MS);
    };
    const onInput = ({ target }: Event) => {
      // Fields without a name are no part of the text, such as a search for a term. Nor may the page be drawn again
      // before they have taken what was typed: React would set them back.
      if (isControl(target) && !target.name) return;
      typed += 1;
      say(({ status, of }) => ({ of: edit, status: of === edit && (status.kind === "moved" || status.kind === "signed-out") ? status : { kind: "waiting" } }));
      clearTimeout(copying);
      copying = setTimeout(() => copyNow(), COPY_MS);
      saveSoon(SAVE_MS);
    };
    const onSubmit = (event: SubmitEvent) => {
      if (busy) {
        // What is on its way has to arrive first: the form would be told that its own text had been changed elsewhere.
        event.preventDefault();
        const { submitter } = event;
        awaiting = () => element.requestSubmit(submitter?.isConnected ? submitter : null);
        return;
      }
      clearTimeout(saving);
      clearTimeout(copying);
      const mayArrive = navigator.onLine && !isCutOff;
      if (typed !== kept) copyNow(mayArrive);
      posted = typed;
      if (mayArrive) return setErrors(null);
      // Sent as a page it would be answered by one that says so, in place of the text.
      event.preventDefault();
      typed += 1;
      void save();
    };
    const onLeave = () => {
      if (document.visibilityState !== "hidden" || typed === kept) return;
      copyNow();
      void save();
    };
    const onReturn = () => void save();
    sendAgain.current = () => {
      typed += 1;
      copyNow();
      void save();
    };
    element.addEventListener("input", onInput);
    element.addEventListener("submit", onSubmit);
    document.addEventListener("visibilitychange", onLeave);
    window.addEventListener("online", onReturn);
    window.addEventListener("focus", onReturn);
    if (isLeft.current ?? isTypedIn(element)) sendAgain.current();
    return () => {
      isLeft.current = element.isConnected && typed > Math.max(kept, posted);
      sendAgain.current = null;
      clearTimeout(copying);
      clearTimeout(saving);
      element.removeEventListener("input", onInput);
      element.removeEventListener("submit", onSubmit);
      document.removeEventListener("visibilitychange", onLeave);
      window.removeEventListener("online", onReturn);
      window.removeEventListener("focus", onReturn);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `name` stands for the element that `form` refers to
  }, [form, name, url, key, lang, hand, active, edit]);

  useEffect(() => {
    if (!unreached) return;
    // Where two texts are to be decided between, nothing is saved by itself.
    if (sendAgain.current) sendAgain.current();
    else say({ status: { kind: "unsent" }, of: edit });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each time that it was not reached
  }, [unreached]);

  const dropCopy = useCallback(() => {
    forgetCopy(key);
    setCopy(null);
  }, [key]);
  return { state, copy, dropCopy, errors };
}

const isControl = (target: EventTarget | null) => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

/** Whether a form has what the page did not come with. Over a thin connection its scripts arrive after the first words. */
function isTypedIn(form: HTMLFormElement): boolean {
  return [...form.elements].some((element) => {
    if (element instanceof HTMLSelectElement) return element.selectedIndex !== Math.max(0, [...element.options].findIndex((option) => option.defaultSelected));
    if (element instanceof HTMLInputElement && ["checkbox", "radio"].includes(element.type)) return element.checked !== element.defaultChecked;
    return (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) && element.value !== element.defaultValue;
  });
}

type Answer = { saved?: { edit: string; at: string }; refused?: { problem: string; errors: FieldError[]; other: { name: string; at: string } | null } };

async function send(form: HTMLFormElement, url: string): Promise<Exclude<SaveStatus, { kind: "saved" }> | { kind: "saved"; edit: string; at: string }> {
  const body = entriesOf(form);
  body.set("intent", "autosave");
  let response: Response;
  try {
    response = await fetch(url, { method: "POST", body, keepalive: body.toString().length < KEEPALIVE_BYTES });
  } catch {
    return { kind: "offline" };
  }
  if (response.status === 401) return { kind: "signed-out" };
  const answer = await (response.json() as Promise<Answer>).catch((): Answer => ({}));
  if (answer.saved) return { kind: "saved", ...answer.saved };
  switch (answer.refused?.problem) {
    case "clash":
    case "merged":
      return { kind: "moved", name: answer.refused.other?.name ?? "", at: answer.refused.other?.at ?? "" };
    case "fields":
      return { kind: "fields", errors: answer.refused.errors };
    case "too-long":
    case "review":
      return { kind: answer.refused.problem };
    default:
      return { kind: "failed" };
  }
}
