/** What the suite uses of a package that brings no types. */
declare module "@citation-js/core" {
  export class Cite {
    constructor(input: string, options?: { forceType?: string });
    data: Array<Record<string, unknown> & { title: string; author?: Array<{ literal?: string; family?: string; given?: string }>; URL?: string; issued?: { "date-parts": number[][] } }>;
  }
}
declare module "@citation-js/plugin-ris";
declare module "@citation-js/plugin-bibtex";
