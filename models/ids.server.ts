import { createHash, randomBytes } from "node:crypto";

/** No vowels and no look-alikes: an id can be read over the telephone and spells no word. */
const ALPHABET = "23456789bcdfghjkmnpqrstvwxz";
const LENGTH = 12;

function encode(bytes: Uint8Array): string {
  let number = 0n;
  for (const byte of bytes) number = (number << 8n) | BigInt(byte);
  let id = "";
  for (let index = 0; index < LENGTH; index += 1) {
    id += ALPHABET[Number(number % BigInt(ALPHABET.length))];
    number /= BigInt(ALPHABET.length);
  }
  return id;
}

/** The id that belongs to a key for ever: a repeated import or seed finds the same document. */
export function idForKey(key: string): string {
  return encode(createHash("sha256").update(key).digest().subarray(0, 16));
}

/** A new id that follows from nothing. */
export function newId(): string {
  return encode(randomBytes(16));
}
