import { expect } from "vitest";

/** Asks the hub under test, without following where it leads. */
export type Ask = (address: string, init?: RequestInit) => Promise<Response>;

/** The text of an answer that has to be one. */
export const reader = (ask: Ask) => async (address: string): Promise<string> => {
  const answer = await ask(address);
  expect(answer.status, address).toBe(200);
  return answer.text();
};
