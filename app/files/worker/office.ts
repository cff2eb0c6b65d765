import type { FileText } from "../job.ts";
import type { Archive } from "./archive.ts";
import { Refused } from "./refused.ts";
import { Sections } from "./sections.ts";
import { readXml } from "./xml.ts";

/** What can be read in a document, by what it is. @throws Refused `malformed`, `encrypted`. */
export function readOffice(archive: Archive, ending: string): FileText[] {
  switch (ending) {
    case "docx":
      return readWord(archive);
    case "odt":
      return readOpenText(archive);
    case "pptx":
      return readSlides(archive);
    case "xlsx":
      return readSheets(archive);
    default:
      throw new Refused("malformed");
  }
}

function part(archive: Archive, name: string): Buffer {
  const found = archive.get(name);
  if (!found) throw new Refused("malformed");
  return found;
}

function readWord(archive: Archive): FileText[] {
  const sections = new Sections();
  wordParagraphs(part(archive, "word/document.xml"), sections);
  for (const name of ["word/footnotes.xml", "word/endnotes.xml"]) {
    const notes = archive.get(name);
    if (notes) wordParagraphs(notes, sections);
  }
  return sections.all();
}

function wordParagraphs(bytes: Buffer, sections: Sections): void {
  // Paragraphs stand in paragraphs: in frames of text.
  const open: Array<{ text: string; heading: boolean }> = [];
  let [inText, skipped] = [false, 0];
  readXml(bytes, {
    open: (name, attribute) => {
      // The same frame once more, for programs of another time.
      if (name === "Fallback") skipped += 1;
      const last = open.at(-1);
      if (name === "p") open.push({ text: "", heading: false });
      else if (name === "t") inText = true;
      else if (last && (name === "tab" || name === "br" || name === "cr")) last.text += " ";
      else if (last && name === "pStyle") last.heading = /^(?:heading|title|titre|título|عنوان)/i.test(attribute("w:val") ?? "");
    },
    close: (name) => {
      if (name === "Fallback") skipped -= 1;
      if (name === "t") inText = false;
      if (name !== "p") return;
      const ended = open.pop();
      if (ended && skipped === 0) put(sections, ended.text, ended.heading);
    },
    text: (text) => {
      const last = open.at(-1);
      if (last && inText) last.text += text;
    },
  });
}

function put(sections: Sections, text: string, heading: boolean): void {
  if (heading && text.trim()) sections.begin(text.trim().slice(0, 200));
  else sections.line(text);
}

function readOpenText(archive: Archive): FileText[] {
  const manifest = archive.get("META-INF/manifest.xml");
  if (manifest) readXml(manifest, { open: (name) => { if (name === "encryption-data") throw new Refused("encrypted"); } });
  const sections = new Sections();
  const open: Array<{ text: string; heading: boolean }> = [];
  let skipped = 0;
  readXml(part(archive, "content.xml"), {
    open: (name) => {
      // What was deleted while changes were tracked.
      if (name === "tracked-changes") skipped += 1;
      const last = open.at(-1);
      if (name === "p" || name === "h") open.push({ text: "", heading: name === "h" });
      else if (last && (name === "s" || name === "tab" || name === "line-break")) last.text += " ";
    },
    close: (name) => {
      if (name === "tracked-changes") skipped -= 1;
      if (name !== "p" && name !== "h") return;
      const ended = open.pop();
      if (ended && skipped === 0) put(sections, ended.text, ended.heading);
    },
    text: (text) => {
      const last = open.at(-1);
      if (last) last.text += text;
    },
  });
  return sections.all();
}

/** Slides and sheets by the relations that the main part names, in its order. */
function inOrder(archive: Archive, main: string, element: string): Array<{ name: string; bytes: Buffer }> {
  const folder = main.slice(0, main.indexOf("/"));
  const targets = new Map<string, string>();
  readXml(part(archive, main.replace("/", "/_rels/").concat(".rels")), {
    open: (name, attribute) => {
      const [id, target] = [attribute("Id"), attribute("Target")];
      if (name === "Relationship" && id && target) targets.set(id, target.startsWith("/") ? target.slice(1) : `${folder}/${target}`);
    },
  });
  const found: Array<{ name: string; bytes: Buffer }> = [];
  readXml(part(archive, main), {
    open: (name, attribute) => {
      if (name !== element) return;
      const bytes = archive.get(targets.get(attribute("r:id") ?? "") ?? "");
      if (bytes) found.push({ name: attribute("name") ?? "", bytes });
    },
  });
  return found;
}

/** One section for each slide: its number is its place. */
function readSlides(archive: Archive): FileText[] {
  return inOrder(archive, "ppt/presentation.xml", "sldId").map(({ bytes }) => {
    const lines: string[] = [];
    let [line, inText] = ["", false];
    readXml(bytes, {
      open: (name) => {
        if (name === "t") inText = true;
        else if (name === "br") line += " ";
      },
      close: (name) => {
        if (name === "t") inText = false;
        if (name !== "p") return;
        if (line.trim()) lines.push(line);
        line = "";
      },
      text: (text) => {
        if (inText) line += text;
      },
    });
    const slide = new Sections();
    for (const text of lines) slide.line(text);
    return { label: null, text: slide.all().map(({ text }) => text).join("\n") };
  });
}

function readSheets(archive: Archive): FileText[] {
  const shared = sharedStrings(archive.get("xl/sharedStrings.xml"));
  const sections = new Sections();
  for (const { name, bytes } of inOrder(archive, "xl/workbook.xml", "sheet")) {
    sections.begin(name || null);
    let [row, value, type, inValue]: [string[], string, string | undefined, boolean] = [[], "", undefined, false];
    readXml(bytes, {
      open: (element, attribute) => {
        if (element === "c") [type, value] = [attribute("t"), ""];
        else if (element === "v" || element === "t") inValue = true;
      },
      close: (element) => {
        if (element === "v" || element === "t") inValue = false;
        if (element === "c" && value) row.push(type === "s" ? (shared[Number(value)] ?? "") : value);
        if (element !== "row") return;
        sections.line(row.join(" · "));
        row = [];
      },
      text: (text) => {
        if (inValue) value += text;
      },
    });
    if (sections.isFull) break;
  }
  return sections.all();
}

function sharedStrings(bytes: Buffer | undefined): string[] {
  const strings: string[] = [];
  let [text, inText, phonetic] = ["", false, 0];
  if (bytes)
    readXml(bytes, {
      open: (name) => {
        if (name === "t") inText = true;
        else if (name === "rPh") phonetic += 1;
      },
      close: (name) => {
        if (name === "t") inText = false;
        else if (name === "rPh") phonetic -= 1;
        else if (name === "si") {
          strings.push(text);
          text = "";
        }
      },
      text: (more) => {
        if (inText && phonetic === 0) text += more;
      },
    });
  return strings;
}
