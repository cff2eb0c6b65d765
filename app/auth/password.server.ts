import { hash, verify } from "@node-rs/argon2";

/** What OWASP's Password Storage Cheat Sheet asks of Argon2id (number 2 in the package): 19 MiB, two passes, one lane. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** How many are worked out at a time: each takes memory and a core, and more at once would be slower for all. */
const AT_ONCE = 2;
let busy = 0;
const waiting: Array<() => void> = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else busy += 1;
  try {
    return await work();
  } finally {
    // Who waits takes the place over; given free in between, it could be taken by one who did not wait.
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }
}

/** The form of a password that is hashed: a keyboard may write one letter in several ways. */
const normal = (password: string): string => password.normalize("NFKC");

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normal(password), COST));
}

/** A hash of nothing that anybody types, so that an unknown address takes as long as a known one. */
let stranger: Promise<string> | undefined;

/** Begun by whoever comes first, who may not wait for it: where it fails, the next one tries again. */
function makeStranger(): Promise<string> {
  const made = hashPassword(crypto.randomUUID());
  made.catch(() => (stranger = undefined));
  return made;
}

/** Whether a password opens an account; `passwordHash` is null where there is no such account, and the answer no. */
export async function checkPassword(passwordHash: string | null, password: string): Promise<boolean> {
  stranger ??= makeStranger();
  const against = passwordHash ?? (await stranger);
  const isRight = await inTurn(() => verify(against, normal(password)).catch(() => false));
  return isRight && passwordHash !== null;
}
