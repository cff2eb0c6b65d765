import { expect, test } from "vitest";

import { loggedError } from "#app/lib/logger.server.ts";
import { MailModel } from "#models/mail.server.ts";

test("of what a model refused the log has the places, and no word or address of anybody", async () => {
  const refused = await new MailModel({ to: { email: "reader@example.org, other@example.org", lang: "en" }, params: { text: "x".repeat(3_000) } }).validate().catch((error: unknown) => error as Error);
  const line = JSON.stringify(loggedError(refused as Error));
  expect(line).toContain("to.email (regexp)");
  expect(line).toContain("logger.test.ts");
  expect(line).not.toMatch(/example\.org|xxx/);
});

test("of any other error it has what it says", () => {
  expect(loggedError(new RangeError("far out"))).toMatchObject({ type: "RangeError", message: "far out" });
});
