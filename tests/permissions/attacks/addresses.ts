import { describe, expect, test } from "vitest";

import { getPage, PASSWORD, postForm, type Person } from "../../helpers/people.ts";
import { TABLE } from "../table.ts";
import { type Get, raw } from "./stage.ts";

/** Addresses that lead elsewhere, or might be taken so. */
const EVIL = [
  "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/en//evil.example", "/en/..//evil.example", "/en/../..//evil.example", "/en/%2e%2e//evil.example", "/en/%2e%2e/%2fevil.example",
  "https:evil.example", "https://evil.example", "http:/evil.example", "HTTPS://EVIL.EXAMPLE", "/\t/evil.example", "/\n/evil.example", "\t//evil.example", " //evil.example", "/en\t//evil.example", "/en/\\evil.example", "/en\\..\\\\evil.example",
  "javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "/en@evil.example", "/en.evil.example", "//en/@evil.example", "/en/desk\r\nLocation: https://evil.example", "/en/desk\u2028x", "/xx/desk", "evil.example", "?x", "#x", "", "%2f%2fevil.example", "/%2fevil.example", "/%5cevil.example",
];

export function addressesSuite(get: Get): void {
  /** What is wrong with an address that is to stay within the hub, read as a browser reads it. */
  function leadingOut(location: string | null | undefined, evil: string): string[] {
    const { hub } = get();
    const { origin, pathname } = new URL(location ?? "/", hub.url);
    const isOwn = origin === hub.url && /^\/(en|fr|ar|es|pt)(\/|$)(?!.*\/\/)/.test(pathname) && !/[\r\n\t]/.test(location ?? "");
    return isOwn ? [] : [`${JSON.stringify(evil)} leads to ${JSON.stringify(location)}`];
  }

  describe("addresses that lead on", () => {
    test("stay within the hub after signing in, with a session and without", async () => {
      const { hub, stranger } = get();
      const found: string[] = [];
      for (const evil of EVIL) {
        const query = new URLSearchParams({ to: evil });
        // Who is in already is offered a link that leads on.
        const page = await (await getPage(hub, `/en/sign-in?${query}`, stranger)).text();
        const link = /<main[\s\S]*<\/main>/.exec(page)?.[0].match(/ href="([^"]*)" class="button"|class="button"[^>]* href="([^"]*)"/);
        found.push(...leadingOut((link?.[1] ?? link?.[2])?.replaceAll("&amp;", "&"), evil));
        const answer = await postForm(hub, `/en/sign-in?${query}`, { email: stranger.email, password: PASSWORD });
        expect(answer.status).toBe(302);
        found.push(...leadingOut(answer.headers.get("Location"), evil));
      }
      expect(found).toEqual([]);
    });

    test("stand in no link and no form of a page, for readers and members", async () => {
      const { hub, coordinator } = get();
      for (const evil of EVIL) {
        const query = new URLSearchParams({ to: evil, page: evil, kind: "message" });
        for (const [path, who] of [["/en/sign-in", {}], ["/en/sign-in/second-factor", {}], ["/en/account/second-factor", coordinator], ["/en/report", {}], ["/en/password", {}], ["/en/desk", coordinator], ["/en/search", {}]] as Array<[string, Partial<Person>]>) {
          const html = await (await getPage(hub, `${path}?${query}`, who)).text();
          const found = [...html.matchAll(/ (?:href|action|formaction|src)="([^"]*)"/g)].map(([, url]) => (url ?? "").replaceAll("&amp;", "&").replaceAll("&#x27;", "'"));
          for (const url of found) expect(/^(https?:)?[\\/]{2}(?!localhost|127\.)[^/]*evil|^\s*(javascript|data):(?!image)/i.test(url), `${path} ${JSON.stringify(evil)}: ${url}`).toBe(false);
        }
      }
    });

    test("a form that is kept through signing in is sent to a page of the hub alone", async () => {
      const { hub, stranger } = get();
      const found: string[] = [];
      for (const evil of EVIL) {
        const html = await (await postForm(hub, `/en/sign-in?${new URLSearchParams({ to: evil })}`, { email: stranger.email, password: PASSWORD, kept: "a=b" })).text();
        for (const [, action] of html.matchAll(/<form[^>]* action="([^"]*)"/g)) found.push(...leadingOut((action ?? "").replaceAll("&amp;", "&"), evil));
      }
      expect(found).toEqual([]);
    });

    test("carry no header of another's making", async () => {
      const { hub, stranger } = get();
      const breaks = "%0d%0aSet-Cookie:%20evil=1%0d%0a%0d%0a<script>";
      const paths = [`/en/sign-in?to=/en/desk${breaks}`, `/en/search?q=${breaks}`, `/en/practices/${breaks}`, `/en/mechanisms/mauritania/${breaks}`, `/en/practices${breaks}`, `/${breaks}`, `/en/desk/people?mechanism=${breaks}`, `/en/report/${breaks}?page=${breaks}`, `/en/events/${breaks}/event.ics`, `/en/desk/items/${get().own}/edit/en?${breaks}`];
      for (const path of paths) {
        const { status, headers } = await raw(hub, path, { headers: { Cookie: stranger.cookie, "Accept-Language": "en" } });
        expect(status, path).toBeLessThan(500);
        expect(headers["set-cookie"]?.some((cookie) => cookie.startsWith("evil")) ?? false, path).toBe(false);
      }
    });

    test("an address longer than any page's is refused", async () => {
      expect((await raw(get().hub, `/en/search?q=${"x".repeat(9_000)}`)).status).toBe(414);
    });
  });

  describe("pages of members", () => {
    /** Every page of the table that asks who one is, but for what only its own fixtures know. */
    const pages = Object.entries(TABLE).flatMap(([route, { at = {}, items }]) => [
      ...Object.entries(at)
        .filter(([address, cells]) => cells.visitor === "sign-in" && Object.values(cells).includes("page") && !/[{]|[.]csv|[/]letter/.test(address.replace("{user}", "")))
        .map(([address]) => address),
      ...(items && route.includes("/desk/") ? [route.replace(":lang", "en").replace(":version", "en")] : []),
    ]);

    test("are kept by nobody on the way, found by no robot, and stand in no other page's frame; nor do their data", async () => {
      const { hub, own, editor, administrator, coordinator } = get();
      expect(pages.length).toBeGreaterThan(10);
      for (const page of pages) {
        const path = page.replace("/:id", `/${own}`).replace("{user}", editor.id);
        const who = page.includes("/admin/") ? administrator : /\/items\//.test(page) ? editor : coordinator;
        const [address = "", query] = path.split("?");
        const [html, data, visitor, visitorData] = await Promise.all([
          raw(hub, path, { headers: { Cookie: who.cookie } }),
          raw(hub, `${address}.data${query ? `?${query}` : ""}`, { headers: { Cookie: who.cookie } }),
          raw(hub, path),
          raw(hub, `${address}.data${query ? `?${query}` : ""}`),
        ]);
        for (const [kind, { status, headers }] of Object.entries({ html, data, visitor, visitorData })) {
          // Nobody keeps a redirect (302) that does not say for how long it may be kept.
          expect(headers["cache-control"] ?? "", `${path} ${kind}`).toMatch(status === 302 ? /^$/ : /\bno-store\b/);
          expect(headers["content-security-policy"], `${path} ${kind}`).toContain("frame-ancestors 'none'");
          expect(headers["x-frame-options"], `${path} ${kind}`).toBeDefined();
          expect(headers.etag, `${path} ${kind}`).toBeUndefined();
        }
        expect([html.status, data.status], path).toEqual([200, 200]);
        const isPage = html.headers["content-type"]?.startsWith("text/html");
        expect(isPage ? html.body : html.headers["x-robots-tag"], path).toContain(isPage ? '<meta name="robots" content="noindex"/>' : "noindex");
        expect(data.headers["x-robots-tag"], `${path} data`).toContain("noindex");
      }
    });

    test("and links with tokens tell no other site where they are", async () => {
      const { hub } = get();
      for (const path of ["/en/password/guessed", "/en/set-up/guessed", "/en/account"]) {
        expect((await raw(hub, path)).headers["referrer-policy"]).toMatch(/^(no-referrer|same-origin|strict-origin-when-cross-origin)$/);
      }
    });
  });
}
