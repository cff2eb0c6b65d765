import { PDFDict, PDFDocument, PDFName } from "pdf-lib";

/** A larger file is left as it is: writing it anew takes several times its size. */
const MOST_BYTES = 12_000_000;

/**
 * A PDF without what its programs say of who made it; null where it stays as it is: one that is signed would no longer be, and not
 * every file that can be read can be written.
 */
export async function withoutMetadata(bytes: Buffer): Promise<Buffer | null> {
  if (bytes.length > MOST_BYTES || bytes.includes("/ByteRange")) return null;
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    const { context } = pdf;
    const info = context.trailerInfo.Info ? context.lookupMaybe(context.trailerInfo.Info, PDFDict) : undefined;
    const title = info?.get(PDFName.of("Title"));
    const metadata = PDFName.of("Metadata");
    if (!info && !pdf.catalog.get(metadata)) return null;
    for (const key of info?.keys() ?? []) info?.delete(key);
    if (title) info?.set(PDFName.of("Title"), title);
    const stream = pdf.catalog.get(metadata);
    pdf.catalog.delete(metadata);
    if (stream && "objectNumber" in stream) context.delete(stream as never);
    return Buffer.from(await pdf.save({ updateFieldAppearances: false, addDefaultPage: false }));
  } catch {
    return null;
  }
}
