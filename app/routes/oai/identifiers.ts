/** Identifiers of records, in the scheme of the protocol's guidelines: `oai:`, the hub's domain, the item's id. */
export class Identifiers {
  readonly domain: string;

  /** For the hub at this origin. */
  constructor(origin: string) {
    this.domain = new URL(origin).hostname;
  }

  of(id: string): string {
    return `oai:${this.domain}:${id}`;
  }

  /** The item's id; null where it is no identifier of this hub. */
  read(identifier: string): string | null {
    const start = this.of("");
    return identifier.startsWith(start) ? identifier.slice(start.length) : null;
  }

  /** Whether the domain is a name, which the scheme asks for: a bare address, or the machine itself, is none. */
  get isOfScheme(): boolean {
    return /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/i.test(this.domain);
  }
}
