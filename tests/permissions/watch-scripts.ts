/** What the pages under test are watched with; all of it is run in the browser. */

/** Before a page's own scripts: notes what sets the global that every payload sets, and what the policy has to stop. */
export const LISTEN = `
  globalThis.stopped = [];
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => globalThis.stopped.push([violatedDirective, blockedURI, sample].join(" ")));
`;

type Watched = typeof globalThis & { ran?: unknown; stopped?: string[] };

/** Whether a payload has run, and whether the policy had to stop one. */
export function ran(): string[] {
  const { ran: isRun, stopped = ["nobody listens"] } = globalThis as Watched;
  return [...(isRun === undefined ? [] : ["a script ran"]), ...stopped];
}

/** Elements and attributes that a text must not bring into a page. */
export function dangersIn(): string[] {
  const { origin } = location;
  return [...document.querySelectorAll("*")].flatMap((element) => {
    const name = element.localName;
    const isForeign = ["iframe", "object", "embed", "base", "applet", "frame", "portal"].includes(name);
    return [
      ...(isForeign ? [`<${name}>`] : []),
      ...(name === "img" && element.getAttribute("src") === "x" ? ["an image of the text"] : []),
      ...[...element.attributes].flatMap(({ name: attribute, value }) => {
        if (/^on/i.test(attribute) || attribute === "srcdoc") return [`<${name} ${attribute}>`];
        if (!/^(href|src|action|formaction|xlink:href|data|poster|ping)$/.test(attribute)) return [];
        const url = value.replace(/[^\x21-\x7e]/g, "");
        if (/^(javascript|vbscript|blob|file|feed)/i.test(url) || /^data:(?!image\/svg|image\/png)/i.test(url)) return [`<${name} ${attribute}="${value}">`];
        // Of the hosts in the text, none may be led to.
        return origin !== "null" && URL.canParse(value, location.href) && /evil/.test(new URL(value, location.href).host) ? [`<${name} ${attribute}="${value}">`] : [];
      }),
    ];
  });
}
