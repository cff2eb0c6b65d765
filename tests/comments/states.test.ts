import { expect, test } from "vitest";

import { isPartnerUrl } from "#models/partner.ts";
import { afterStep, moderationsFrom, READABLE_STATES, READER_COMMENT_STATES, type ReaderCommentState } from "#models/reader-comment.ts";

test("nothing is read before it was let pass, and what was taken back never again", () => {
  const steps = ["take-back", "report", "pass", "refuse", "keep", "hide", "show", "answer"] as const;
  // Every way of at most five steps from the beginning.
  let ways: Array<{ state: ReaderCommentState; taken: string[] }> = [{ state: "waiting", taken: [] }];
  for (let length = 0; length < 5; length += 1) {
    ways = ways.flatMap(({ state, taken }) => steps.flatMap((step) => {
      const next = afterStep(state, step);
      return next ? [{ state: next, taken: [...taken, step] }] : [];
    }));
    expect(ways.filter(({ state, taken }) => READABLE_STATES.includes(state) && !taken.some((step) => step === "pass" || step === "show"))).toEqual([]);
    expect(ways.filter(({ state, taken }) => taken.includes("take-back") && state !== "taken-back")).toEqual([]);
  }
});

test("what a moderator can do follows from the state", () => {
  expect(Object.fromEntries(READER_COMMENT_STATES.map((state) => [state, moderationsFrom(state)]))).toEqual({
    waiting: ["pass", "refuse"],
    shown: ["hide"],
    reported: ["keep", "hide"],
    refused: ["show"],
    hidden: ["show"],
    "taken-back": [],
  });
});

test("addresses of partners are https, of a host with a name", () => {
  expect(["https://www.example.org", "https://example.org/a?b=c#d"].map(isPartnerUrl)).toEqual([true, true]);
  for (const text of ["", "http://example.org", "javascript:alert(1)", "https://localhost", "https://127.0.0.1", "https://a:b@example.org", "example.org", `https://example.org/${"a".repeat(500)}`]) {
    expect(isPartnerUrl(text), text).toBe(false);
  }
});
