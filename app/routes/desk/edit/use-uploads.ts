import { useCallback, useEffect, useRef, useState } from "react";

import type { AttachedView } from "./attached.server.ts";

/** A file on its way: how far it has come, or why it has not arrived. */
export type Upload = { key: number; file: File; percent: number; problem: string | null; /** False where trying again would end the same. */ again: boolean };

type Texts = { interrupted: string; signedOut: string; failed: string; done: string; removed: string };
type Answer = { files?: AttachedView[]; error?: string };

const LOOK_MS = 1_500;

/**
 * Sends files beside the form that they belong to, one after another, each with its progress; one that broke off waits to be
 * tried again. What was sent is asked after until it has been read.
 */
export function useUploads({ url, known, texts }: { url: string; known: AttachedView[]; texts: Texts }) {
  const [files, setFiles] = useState(known);
  // What the page brings anew is as the hub has it now.
  const [seen, setSeen] = useState(known);
  if (seen !== known) {
    setSeen(known);
    setFiles(known);
  }
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [said, say] = useState("");
  const running = useRef<{ key: number; request: XMLHttpRequest } | null>(null);
  const count = useRef(0);

  const change = useCallback((key: number, next: Partial<Upload>) => setUploads((list) => list.map((upload) => (upload.key === key ? { ...upload, ...next } : upload))), []);
  const drop = useCallback((key: number) => {
    if (running.current?.key === key) {
      running.current.request.abort();
      running.current = null;
    }
    setUploads((list) => list.filter((upload) => upload.key !== key));
  }, []);

  // One at a time: several would share a thin connection, and all be late.
  useEffect(() => {
    const next = uploads.find(({ problem }) => problem === null);
    if (!next || running.current) return;
    const { key, file } = next;
    const request = new XMLHttpRequest();
    running.current = { key, request };
    const end = (problem: string | null, again = true) => {
      if (running.current?.request === request) running.current = null;
      if (problem) change(key, { problem, again });
      else drop(key);
      say(problem ? `${file.name}: ${problem}` : texts.done.replace("{{name}}", () => file.name));
    };
    request.upload.addEventListener("progress", ({ loaded, total }) => change(key, { percent: total > 0 ? Math.floor((100 * loaded) / total) : 0 }));
    request.addEventListener("error", () => end(texts.interrupted));
    request.addEventListener("load", () => {
      const answer = parse(request.responseText);
      if (request.status === 401) return end(texts.signedOut);
      if (answer.files) setFiles(answer.files);
      if (request.status === 200 && answer.files) return end(null);
      end(answer.error ?? texts.failed, answer.error === undefined);
    });
    const body = new FormData();
    body.append("file", file, file.name);
    request.open("POST", url);
    request.send(body);
  }, [uploads, url, texts, change, drop]);

  const isWaiting = files.some(({ state }) => state === "waiting");
  useEffect(() => {
    if (!isWaiting) return;
    let isOver = false;
    const timer = setInterval(() => {
      void fetch(url)
        .then(async (response) => (response.ok ? parse(await response.text()) : {}))
        .then(({ files: found }: Answer) => { if (found && !isOver) setFiles(found); })
        .catch(() => {});
    }, LOOK_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [isWaiting, url]);

  const add = (chosen: Iterable<File>) => {
    // At once: the list that a field of files has is empty as soon as the field is.
    const more = Array.from(chosen, (file): Upload => ({ key: (count.current += 1), file, percent: 0, problem: null, again: true }));
    setUploads((list) => [...list, ...more]);
  };
  const remove = async ({ id, name }: AttachedView): Promise<void> => {
    try {
      const response = await fetch(url, { method: "POST", body: new URLSearchParams({ remove: id }) });
      const answer = parse(await response.text());
      if (answer.files) setFiles(answer.files);
      say(response.ok ? texts.removed.replace("{{name}}", () => name) : (answer.error ?? texts.failed));
    } catch {
      say(texts.failed);
    }
  };
  return { files, uploads, said, add, drop, retry: (key: number) => change(key, { problem: null, percent: 0 }), remove };
}

function parse(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}
