/** What the suites use of two packages that bring no types. */
declare module "@marbec/web-auto-extractor" {
  export default class WebAutoExtractor {
    constructor(options?: { addLocation?: boolean; embedSource?: string[] });
    parse(html: string): { jsonld: Record<string, Array<Record<string, unknown>>>; errors?: Array<{ message: string }> };
  }
}
declare module "@adobe/structured-data-validator" {
  export default class Validator {
    validate(extracted: unknown): Promise<Array<{ issueMessage: string; severity: string; path?: unknown; rootType: string }>>;
  }
}
