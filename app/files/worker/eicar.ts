import { Refused } from "./refused.ts";

/** The harmless string that every scanner takes for a virus (eicar.org), in two parts, lest one takes this file for it. */
const SIGN = Buffer.from(`X5O!P%@AP[4\\PZX54(P^)7CC)7}${"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"}`, "latin1");

/** Looks at bytes as they pass. @throws Refused `infected` where the sign is among them, also across two parts. */
export function signatureCheck(): (part: Buffer) => void {
  let before = Buffer.alloc(0);
  return (part) => {
    const joined = Buffer.concat([before, part]);
    if (joined.includes(SIGN)) throw new Refused("infected");
    before = joined.subarray(Math.max(0, joined.length - SIGN.length + 1));
  };
}
