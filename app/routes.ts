import { index, route, type RouteConfig } from "@remix-run/route-config";

/** The URL map. */
export default [
  index("routes/site/choose-language.ts"),
  route("healthz", "routes/health/alive.ts"),
  route("readyz", "routes/health/ready.ts"),
  route("api/v1/search", "routes/api/search.ts"),
  route("api/v1/openapi.json", "routes/api/openapi.ts"),
  route("robots.txt", "routes/robots/robots.ts"),
  route("sitemap.xml", "routes/robots/sitemap-index.ts"),
  route("sitemap/pages.xml", "routes/robots/sitemap-pages.ts"),
  route("sitemap/items.xml", "routes/robots/sitemap-items.ts"),
  route(":lang/events.ics", "routes/events/calendar.ts"),
  route(":lang/events/:id/event.ics", "routes/events/event-calendar.ts"),
  route(":lang", "routes/site/layout.tsx", [
    index("routes/home/page.tsx"),
    route("search", "routes/search/page.tsx"),
    route("search/suggest", "routes/search/suggest.ts"),
    route("mechanisms", "routes/mechanisms/list.tsx"),
    route("mechanisms/:id/:slug?", "routes/mechanisms/page.tsx"),
    route("network", "routes/network/page.tsx"),
    route("events", "routes/events/page.tsx"),
    route("about/:topic?", "routes/about/page.tsx"),
    route("report", "routes/report/page.tsx"),
    route("report/:number", "routes/report/received.tsx"),
    route("sign-in", "routes/accounts/sign-in.tsx"),
    route("empty", "routes/site/empty.tsx"),
    route("set-up/:token", "routes/accounts/set-up.tsx"),
    route(":collection", "routes/items/collection.ts"),
    route(":collection/:id/:slug?", "routes/items/page.tsx"),
    route("*", "routes/site/not-found.ts"),
  ]),
] satisfies RouteConfig;
