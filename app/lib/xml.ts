const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** What XML 1.0 has no place for, not even escaped (2.2): most control characters, halves of characters, two that are none. */
// oxlint-disable-next-line no-control-regex -- it is these that are taken out
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** A text as it may stand in an element or an attribute. */
export const xmlText = (text: string): string => text.replace(FORBIDDEN, "").replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

type Attributes = Record<string, string | null | undefined>;

/**
 * An element with its attributes; `children` are elements, or one text. Attributes that are null or undefined are left
 * out, and an element without content is an empty one.
 */
export function xmlElement(name: string, attributes: Attributes, children: string | XmlElement[] = []): XmlElement {
  const inner = typeof children === "string" ? xmlText(children) : children.map(({ xml }) => xml).join("");
  const head = Object.entries(attributes).map(([key, value]) => (value === null || value === undefined ? "" : ` ${key}="${xmlText(value)}"`)).join("");
  return { xml: inner ? `<${name}${head}>${inner}</${name}>` : `<${name}${head}/>` };
}

/** Apart from a text, so that none is taken for markup. */
export type XmlElement = { xml: string };

export const xmlDocument = (root: XmlElement): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
