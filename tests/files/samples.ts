import { createRequire } from "node:module";
import { buffer } from "node:stream/consumers";

import { Document, HeadingLevel, Packer, Paragraph } from "docx";
import { strToU8, zipSync, type Zippable } from "fflate";
import PDFKit from "pdfkit";
import pptxgen from "pptxgenjs";
import sharp from "sharp";

/** Stands in what programs write about a document, and in no text: who reads a file that the hub has kept must not find it. */
export const AUTHOR = "Secretary-of-the-mechanism";

/** One word for each kind that stands in no other text, and where it stands. */
export const WORDS = { pdf: "zebuline", docx: "quaggine", pptx: "narwaline", odt: "okapine", xlsx: "gnuline" } as const;

export type Sample = { name: string; bytes: Buffer };

const ARABIC_FONT = createRequire(import.meta.url).resolve("@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff");

async function pdf(pages: string[], { font, ...options }: PDFKit.PDFDocumentOptions & { font?: string } = {}): Promise<Buffer> {
  const document = new PDFKit({ size: [400, 560], info: { Author: AUTHOR }, autoFirstPage: false, ...options, ...(font ? { font } : {}) });
  for (const text of pages) document.addPage().fontSize(16).text(text, 40, 60);
  document.end();
  return buffer(document);
}

/** A PDF of three pages; the word stands on the second. */
export async function pdfFile(word: string = WORDS.pdf): Promise<Sample> {
  return { name: "Rapport – suivi.pdf", bytes: await pdf(["Cover of the report", `Recommendations about ${word}`, "Annex with tables"]) };
}

/** A page with this line in Arabic, of one word: what puts words in order is the program that writes it. */
export async function arabicPdf(word: string): Promise<Sample> {
  return { name: "توصيات.pdf", bytes: await pdf([word], { font: ARABIC_FONT }) };
}

export async function docxFile(): Promise<Sample> {
  const part = (heading: string, ...lines: string[]) => [new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1 }), ...lines.map((line) => new Paragraph(line))];
  const document = new Document({ creator: AUTHOR, lastModifiedBy: AUTHOR, sections: [{ children: [...part("مقدمة", "تقرير الآلية الوطنية عن تنفيذ التوصيات"), ...part("المتابعة", `يتناول هذا القسم ${WORDS.docx} والإبلاغ`)] }] });
  return { name: "تقرير الآلية.docx", bytes: await Packer.toBuffer(document) };
}

export async function pptxFile(): Promise<Sample> {
  const slides = new pptxgen();
  slides.author = AUTHOR;
  for (const text of ["First slide", `Second slide on ${WORDS.pptx}`]) slides.addSlide().addText(text, { x: 1, y: 1, w: 6, h: 1 });
  return { name: "slides.pptx", bytes: (await slides.write({ outputType: "nodebuffer" })) as Buffer };
}

const zip = (files: Record<string, string>): Buffer =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, name === "mimetype" ? [strToU8(text), { level: 0 }] : strToU8(text)])) as Zippable));

const ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"';

export function odtFile({ locked = false } = {}): Sample {
  const bytes = zip({
    mimetype: "application/vnd.oasis.opendocument.text",
    "META-INF/manifest.xml": `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml">${locked ? "<manifest:encryption-data/>" : ""}</manifest:file-entry></manifest:manifest>`,
    "content.xml": `<office:document-content ${ODF}><office:body><office:text><text:h>Informe</text:h><text:p>El mecanismo nacional<text:s/>trata de ${WORDS.odt}.</text:p></office:text></office:body></office:document-content>`,
    "meta.xml": `<office:document-meta ${ODF}><office:meta><meta:initial-creator>${AUTHOR}</meta:initial-creator><dc:creator>${AUTHOR}</dc:creator></office:meta></office:document-meta>`,
  });
  return { name: "informe.odt", bytes };
}

const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** `more`: what else is packed in it. */
export function xlsxFile(more: Record<string, string> = {}): Sample {
  const bytes = zip({
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets><sheet name="المؤشرات" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/sharedStrings.xml": `<sst xmlns="${MAIN}"><si><t>Indicator ${WORDS.xlsx}</t></si></sst>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${MAIN}"><sheetData><row><c t="s"><v>0</v></c><c><v>4711</v></c></row></sheetData></worksheet>`,
    "docProps/core.xml": `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${AUTHOR}</dc:creator></cp:coreProperties>`,
    ...more,
  });
  return { name: "indicators.xlsx", bytes };
}

export async function pictureFile(format: "jpeg" | "png" | "webp" = "jpeg"): Promise<Sample> {
  const picture = sharp({ create: { width: 1_200, height: 900, channels: 3, background: "#1f5f5b" } }).withExif({ IFD0: { Artist: AUTHOR }, IFD3: { GPSLatitude: "18/1 5/1 0/1" } });
  return { name: `signing.${format}`, bytes: await picture.toFormat(format).toBuffer() };
}

/** The harmless string that scanners take for a virus, put together only here. */
export const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

/** Files that are not kept, by the reason. */
export async function hostileFiles(): Promise<Record<string, Sample & { reason: string }>> {
  const report = await pdfFile();
  const nested = (inner: Buffer, depth: number): Buffer => (depth === 0 ? inner : nested(Buffer.from(zipSync({ "inner.zip": [inner, { level: 0 }] })), depth - 1));
  const withBytes = (name: string, bytes: Buffer) => Buffer.from(zipSync({ ...Object.fromEntries(unpackedXlsx()), [name]: [bytes, { level: 0 }] } as Zippable));
  return {
    bomb: { name: "bomb.xlsx", bytes: xlsxFile({ "xl/media/zeros.bin": "0".repeat(12_000_000) }).bytes, reason: "bomb" },
    "many parts": { name: "parts.xlsx", bytes: xlsxFile(Object.fromEntries(Array.from({ length: 6_000 }, (_, index) => [`xl/p${index}`, ""]))).bytes, reason: "bomb" },
    nested: { name: "nested.xlsx", bytes: withBytes("xl/embeddings/a.zip", nested(Buffer.from(zipSync({ a: strToU8("a") })), 5)), reason: "bomb" },
    virus: { name: "virus.xlsx", bytes: xlsxFile({ "xl/media/a.bin": EICAR }).bytes, reason: "infected" },
    "virus within": { name: "within.xlsx", bytes: withBytes("xl/embeddings/a.zip", Buffer.from(zipSync({ "a.txt": strToU8(EICAR) }))), reason: "infected" },
    "virus in a PDF": { name: "virus.pdf", bytes: Buffer.concat([report.bytes, Buffer.from(`\n% ${EICAR}\n%%EOF\n`)]), reason: "infected" },
    "cut off": { name: "cut.pdf", bytes: report.bytes.subarray(0, Math.floor(report.bytes.length * 0.6)), reason: "malformed" },
    "no XML": { name: "broken.xlsx", bytes: xlsxFile({ "xl/worksheets/sheet1.xml": "<worksheet><row>" }).bytes, reason: "malformed" },
    locked: { ...odtFile({ locked: true }), reason: "encrypted" },
    "locked PDF": { name: "locked.pdf", bytes: await pdf(["Behind a password"], { userPassword: "secret", ownerPassword: "secret" }), reason: "encrypted" },
    "cut picture": { name: "cut.jpg", bytes: (await pictureFile()).bytes.subarray(0, 3_000), reason: "malformed" },
  };
}

const unpackedXlsx = (): Array<[string, Uint8Array]> => Object.entries({ "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>` }).map(([name, text]) => [name, strToU8(text)]);
