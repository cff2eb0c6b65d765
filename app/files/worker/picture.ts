import sharp from "sharp";

import { Refused } from "./refused.ts";

/** Of one picture: some 240 MB in memory at the most. */
const PIXELS = 60_000_000;
const QUALITY = 92;

sharp.cache(false);
sharp.concurrency(1);

/** A picture without its hidden data (place, device, earlier states), turned as its camera was held. @throws Refused `malformed`. */
export async function bare(bytes: Buffer): Promise<Buffer> {
  try {
    const picture = sharp(bytes, { limitInputPixels: PIXELS, failOn: "warning" });
    const { format, width, height } = await picture.metadata();
    if (width * height > PIXELS) throw new Refused("too-heavy");
    const turned = picture.autoOrient().keepIccProfile();
    switch (format) {
      case "jpeg":
        return await turned.jpeg({ quality: QUALITY }).toBuffer();
      case "png":
        return await turned.png().toBuffer();
      case "webp":
        return await turned.webp({ quality: QUALITY }).toBuffer();
      default:
        throw new Refused("malformed");
    }
  } catch (error) {
    throw error instanceof Refused ? error : new Refused("malformed");
  }
}

/** The same as WebP, no wider than this. */
export async function small(bytes: Buffer, width: number): Promise<Buffer> {
  return sharp(bytes, { limitInputPixels: PIXELS }).autoOrient().resize({ width, withoutEnlargement: true }).webp({ quality: 80 }).toBuffer();
}
