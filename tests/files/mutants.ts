import { unzipSync, zipSync } from "fflate";

import { ATTACHED_TYPES } from "#models/file.ts";

import { docxFile, odtFile, pdfFile, pictureFile, pptxFile, type Sample, xlsxFile } from "./samples.ts";

let samples: Promise<Sample[]> | undefined;
const originals = () => (samples ??= Promise.all([pdfFile(), docxFile(), pptxFile(), odtFile(), xlsxFile(), pictureFile("jpeg"), pictureFile("png"), pictureFile("webp")]));

/** Numbers that look like chance and are the same for the same seed (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below);
  };
}

export function damaged(bytes: Buffer, pick: (below: number) => number): Buffer {
  let made = Buffer.from(bytes);
  for (let left = 1 + pick(8); left > 0; left -= 1) {
    const [at, length] = [pick(made.length), 1 + pick(64)];
    switch (pick(6)) {
      case 0:
        if (made.length > 0) made[at] = pick(256);
        break;
      case 1:
        made = made.subarray(0, at + 1);
        break;
      case 2:
        made = Buffer.concat([made.subarray(0, at), made.subarray(at, at + length), made.subarray(at)]);
        break;
      case 3:
        made = Buffer.concat([made.subarray(0, at), Buffer.from(Array.from({ length }, () => pick(256))), made.subarray(at)]);
        break;
      case 4:
        made.subarray(at, at + 4).fill(0xff);
        break;
      default:
        made.subarray(at, at + length).fill(0);
    }
  }
  return made;
}

/** A damaged file, always the same for the same numbers; half of the packed ones are damaged within. */
export async function mutant(seed: number, index: number): Promise<Sample & { type: string }> {
  const pick = chance(seed * 1_000_003 + index);
  const all = await originals();
  const { name, bytes } = all[pick(all.length)] as Sample;
  const ending = name.split(".").at(-1)?.replace("jpeg", "jpg") ?? "";
  const type = Object.entries(ATTACHED_TYPES).find(([, one]) => one === ending)?.[0] ?? "";
  const isPacked = ["docx", "pptx", "odt", "xlsx"].includes(ending);
  return { name, type, bytes: isPacked && pick(2) === 0 ? damagedWithin(bytes, pick) : damaged(bytes, pick) };
}

function damagedWithin(bytes: Buffer, pick: (below: number) => number): Buffer {
  const parts = unzipSync(bytes);
  const names = Object.keys(parts);
  const name = names[pick(names.length)] ?? "";
  return Buffer.from(zipSync({ ...parts, [name]: damaged(Buffer.from(parts[name] ?? []), pick) }, { level: 1 }));
}
