import http from "node:http";

import { describe, expect, inject, test } from "vitest";

import { MAX_VALUES } from "#app/search/schema.ts";

const hubUrl = inject("hubUrl");

type Answer = { status: number; headers: http.IncomingHttpHeaders; body: string };

/** A request as it is written here, without what `fetch` would mend. */
function send(path: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  const { hostname, port } = new URL(hubUrl);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path, ...options }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on("error", reject).end();
  });
}

describe("every answer", () => {
  test.each(["/en", "/en/search?q=x", "/en/nowhere", "/api/v1/search", "/api/v1/search?limit=0", "/healthz", "/favicon.svg", "/"])(
    "%s carries the security headers",
    async (path) => {
      const { headers } = await send(path);
      expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[^']+'/);
      expect(headers["content-security-policy"]).not.toContain("unsafe-inline");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["x-frame-options"]).toBeDefined();
      expect(headers["x-powered-by"]).toBeUndefined();
    },
  );

  test("a page's scripts carry the nonce of its answer, and another page another nonce", async () => {
    const [first, second] = await Promise.all([send("/en"), send("/en")]);
    const nonce = /'nonce-([^']+)'/.exec(String(first.headers["content-security-policy"]))?.[1];
    const scripts = first.body.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(1);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    expect(second.body).not.toContain(String(nonce));
  });
});

describe("what no browser asks", () => {
  test.each(["PUT", "DELETE", "PATCH", "TRACE"])("%s is refused", async (method) => {
    const { status, headers } = await send("/en", { method });
    expect(status).toBe(405);
    expect(headers.allow).toContain("GET");
  });

  test.each(["a b", '"><script>', "evil.example/../x", "[::1", "a?b"])("a host that is none is refused: %s", async (host) => {
    expect((await send("/en", { headers: { Host: host } })).status).toBe(400);
  });

  test.each([
    ["/en?_data=root", 404],
    [`/en?${"a&".repeat(1_001)}_data=root`, 404],
    ["/en/%E0%A4%A", 404],
    ["/fr/%ff?q=%zz", 404],
    ["*", 400],
    ["http://evil.example/en", 400],
    [`/en/search?q=${"x".repeat(9_000)}`, 414],
    ["/__proto__", 404],
    ["/en/constructor/x", 404],
    ["/en/practices/%00", 404],
    ["//evil.example", 404],
    ["/en/set-up/guess", 404],
  ])("%s is answered with %i", async (path, status) => {
    const answer = await send(path);
    expect(answer.status).toBe(status);
    expect(answer.body).not.toMatch(/node_modules|at \w+ \(|\/app\//);
  });

  test("a mangled address gets the hub's own page, in the reader's language", async () => {
    const { headers, body } = await send("/fr/%ff");
    expect(headers["content-security-policy"]).toContain("nonce-");
    expect(body).toContain('lang="fr"');
    expect(body).toContain("<main");
  });

  test.each(["bytes=5-1", "bytes=0-99999999999999999999", "bytes=-5", "bytes=a-b", "items=0-1"])("a file is sent whole to who asks for %s of it", async (range) => {
    const whole = await send("/favicon.svg");
    const { status, body } = await send("/favicon.svg", { headers: { Range: range } });
    expect([status, body]).toEqual([200, whole.body]);
  });

  test("a file takes no form", async () => {
    expect((await send("/favicon.svg", { method: "POST", headers: { Origin: hubUrl } })).status).toBeGreaterThanOrEqual(400);
  });

  test("filters without end make no page without end", async () => {
    const themes = (count: number) => Array.from({ length: count }, (_, index) => `theme=${"t".repeat(70)}${index}`).join("&");
    expect((await send(`/api/v1/search?year=2020&${themes(MAX_VALUES)}`)).status).toBe(400);
    const { status, headers } = await send(`/en/search?q=x&year=2020&${themes(MAX_VALUES + 1)}`);
    expect([status, headers.location]).toEqual([302, "/en/search?q=x&year=2020"]);
    const page = await send(`/en/search?${themes(MAX_VALUES)}`);
    expect(page.status).toBe(200);
    expect(page.body.length).toBeLessThan(300_000);
  });

  test("what is typed comes back as text, never as markup", async () => {
    const { body } = await send(`/en/search?q=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`);
    expect(body).not.toContain("<img src=x");
  });
});

describe("addresses", () => {
  test("the bare address leads to the reader's language", async () => {
    const languages: Array<[string, string]> = [["pt-BR,pt;q=0.9", "/pt"], ["ar", "/ar"], ["de", "/en"], ["", "/en"]];
    for (const [accepted, path] of languages) {
      const { status, headers } = await send("/", { headers: { "Accept-Language": accepted } });
      expect([status, headers.location], accepted).toEqual([302, path]);
    }
  });

  test("a wrong slug leads to the right one for good, and an item of another type is not found", async () => {
    const { hits } = JSON.parse((await send("/api/v1/search?type=record&lang=fr")).body) as { hits: Array<{ id: string; url: string }> };
    const [hit] = hits;
    if (!hit) throw new Error("no record");
    const right = new URL(hit.url).pathname;
    for (const slug of ["", "/wrong"]) {
      const { status, headers } = await send(`/fr/records/${hit.id}${slug}`);
      expect(status).toBe(301);
      expect(headers.location).toBe(right);
    }
    expect((await send(right)).status).toBe(200);
    expect((await send(`/fr/practices/${hit.id}`)).status).toBe(404);
  });

  test("a file is the same, compressed or not", async () => {
    const page = await send("/en");
    const scripts = [...new Set(page.body.match(/\/assets\/[\w.-]+\.(?:js|css)/g))];
    expect(scripts.length).toBeGreaterThan(3);
    for (const script of scripts) {
      const text = async (encoding: string) => (await fetch(hubUrl + script, { headers: { "Accept-Encoding": encoding } })).text();
      expect((await text("br")) === (await text("identity")), script).toBe(true);
    }
  });

  test("assets are kept for good, pages never", async () => {
    const page = await send("/en");
    expect(page.headers["cache-control"]).toBe("no-store");
    const asset = /\/assets\/[^"]+\.css/.exec(page.body)?.[0] ?? "";
    expect((await send(asset)).headers["cache-control"]).toMatch(/max-age=31536000, ?immutable/);
  });
});

