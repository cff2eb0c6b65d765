import { describe, expect, test } from "vitest";

import routes from "#app/routes.ts";
import { ItemModel } from "#models/item.server.ts";

import { handlersOf, hubRoutes } from "../routes.ts";
import { encoded, FORM, type Get, givesSession, raw } from "./stage.ts";

const actions = hubRoutes(routes).filter((route) => handlersOf(route).action).map(({ address }) => address);

/** An address of every route that takes a form. */
function addressOf(route: string, item: string): string {
  return route.replace(":lang", "en").replace(":version", "en").replace(":token", "guessed").replace("/:id", `/${item}`);
}

export function otherSitesSuite(get: Get): void {
  const own = () => ({ Origin: get().hub.url });
  const asCoordinator = () => ({ Cookie: get().coordinator.cookie, "Content-Type": FORM });

  describe("forms from other sites", () => {
    test("are refused by every action, however they say where they come from", async () => {
      const { hub, own: item } = get();
      const { host, port, hostname } = new URL(hub.url);
      const forged: Array<Record<string, string>> = [
        {},
        { Origin: "https://evil.example" },
        { Origin: "null" },
        { Origin: "null", "Sec-Fetch-Site": "cross-site" },
        { Origin: "null", "Sec-Fetch-Site": "same-site" },
        { Origin: "null", "Sec-Fetch-Site": "none" },
        { "Sec-Fetch-Site": "cross-site" },
        { "Sec-Fetch-Site": "same-origin, cross-site" },
        { Referer: `${hub.url}/en` },
        { Origin: `http://${host}.evil.example` },
        { Origin: `http://evil.example/${host}` },
        { Origin: `http://${hostname}:1` },
        { Origin: "http://" },
        { Origin: `${hub.url} https://evil.example` },
        { Origin: "https://evil.example", "Sec-Fetch-Site": "same-origin", Referer: `${hub.url}/en` },
        { Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" },
        // A name of an attacker's that has been made to lead here: the browser takes it for the page's own.
        { Host: `evil.example:${port}`, Origin: `http://evil.example:${port}` },
        { Host: `evil.example:${port}`, Origin: `http://evil.example:${port}`, "Sec-Fetch-Site": "same-origin" },
        { Host: `localhost.evil.example:${port}`, Origin: `http://localhost.evil.example:${port}` },
        { Host: `127.0.0.1.evil.example:${port}`, Origin: `http://127.0.0.1.evil.example:${port}` },
      ];
      expect(actions.length).toBeGreaterThan(12);
      // Harvesters are programs that come from nowhere, and change nothing; mail programs stop an alert by the token of its
      // mail, and nothing else (tests/alerts).
      const open = ["/oai", "/:lang/alerts/stop/:token"];
      expect(open.filter((address) => !actions.includes(address))).toEqual([]);
      for (const [at, route] of actions.filter((address) => !open.includes(address)).entries()) {
        for (const [index, headers] of forged.entries()) {
          // One guard stands before all actions: the first are sent all forgeries, the others some each, all of them by turns.
          if (at >= 12 && (index + at) % 4 !== 0) continue;
          // Pages that are loaded already send forms another way.
          for (const path of index % 4 === 1 ? [addressOf(route, item), `${addressOf(route, item)}.data`] : [`${addressOf(route, item)}.data`]) {
            const answer = await raw(hub, path, { method: "POST", headers: { ...asCoordinator(), ...headers }, body: "intent=x" });
            expect([answer.status, givesSession(answer)], `${path} ${JSON.stringify(headers)}`).toEqual([403, false]);
          }
        }
      }
    });

    test("are taken from the hub's own pages, also where a reader keeps to himself which", async () => {
      const { hub } = get();
      for (const headers of [own(), { Origin: "null", "Sec-Fetch-Site": "same-origin" }]) {
        expect((await raw(hub, "/en/desk/new", { method: "POST", headers: { ...asCoordinator(), ...headers }, body: "x=y" })).status).toBe(400);
      }
    });

    test("sign nobody in, so that no one works in an account of the attacker's", async () => {
      const { hub, stranger } = get();
      const body = encoded({ email: stranger.email, password: stranger.password });
      const answer = await raw(hub, "/en/sign-in", { method: "POST", headers: { "Content-Type": FORM, Origin: "https://evil.example" }, body });
      expect([answer.status, givesSession(answer)]).toEqual([403, false]);
    });
  });

  describe("forms of another kind", () => {
    test("are refused by every action: JSON, plain text, several parts, none", async () => {
      const { hub, own: item, administrator, editor } = get();
      const kinds: Record<string, string> = { "application/json": '{"email":{"$ne":null}}', "text/plain": "intent=save", "multipart/form-data; boundary=x": '--x\r\nContent-Disposition: form-data; name="intent"\r\n\r\nsave\r\n--x--', "application/xml": "<a/>", "application/x-www-form-urlencodedx": "a=b" };
      // Signing out reads no form.
      for (const [at, route] of actions.filter((address) => !address.endsWith("/sign-out")).entries()) {
        const path = addressOf(route, route.includes("/admin/") ? editor.id : item);
        const cookie = route.includes("/admin/") ? administrator.cookie : editor.cookie;
        for (const [type, body] of Object.entries(kinds)) {
          if (at >= 12 && (Object.keys(kinds).indexOf(type) + at) % 2 !== 0) continue;
          const { status } = await raw(hub, path, { method: "POST", headers: { ...own(), Cookie: cookie, "Content-Type": type }, body });
          // Where a link opens nothing, there is no such thing, or somebody is not in the middle of signing in, the form is not even read. Some take several parts.
          const allowed = /:\w+|second-factor$|network\/apply$|desk\/import$|admin\/archives$/.test(route.replace("/:lang", "")) ? [302, 400, 403, 404, 415] : [403, 415];
          // The editor takes a form in several parts, since it may have a file, and this one does not say what it began from.
          expect(route.endsWith("/edit/:version") && type.startsWith("multipart") ? [409] : allowed, `${path} ${type}`).toContain(status);
        }
      }
    });

    test("a method is the one that it is, whatever else a request says", async () => {
      const { hub, own: item, editor } = get();
      const headers = { ...own(), Cookie: editor.cookie, "Content-Type": FORM };
      for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]) expect((await raw(hub, `/en/desk/items/${item}`, { method, headers })).status, method).toBe(405);
      const before = await ItemModel.findById(item).lean();
      for (const path of [`/en/desk/items/${item}?_method=POST&intent=discard`, `/en/desk/items/${item}?intent=discard&_action=discard`]) {
        expect((await raw(hub, path, { headers: { ...headers, "X-HTTP-Method-Override": "POST", "X-Method-Override": "POST" } })).status).toBe(200);
      }
      expect(await ItemModel.findById(item).lean()).toEqual(before);
      expect((await raw(hub, "/en/sign-out?_method=POST", { headers: { ...headers, "X-HTTP-Method-Override": "POST" } })).status).toBe(405);
      expect((await raw(hub, "/en/account", { headers })).status).toBe(200);
    });

    test("what is too large is not taken, nor kept through signing in", async () => {
      const { hub, editor } = get();
      const body = `text=${"x".repeat(4_000_000)}`;
      const send = (headers: Record<string, string>) => raw(hub, "/en/account", { method: "POST", headers: { ...own(), ...headers, "Content-Type": FORM }, body });
      const [outside, inside] = await Promise.all([send({}), send({ Cookie: editor.cookie })]);
      expect([outside.status, inside.status]).toEqual([401, 413]);
      for (const { body: page } of [outside, inside]) expect(page.length).toBeLessThan(100_000);
    });
  });
}
