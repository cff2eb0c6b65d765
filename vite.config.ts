import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { compression, defineAlgorithm } from "vite-plugin-compression2";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [
    tailwindcss(),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        // The whole route map is one small file that browsers keep. Discovering routes as links come into view costs
        // a thin connection more requests, and the server a search of the map for every level of each address.
        v3_lazyRouteDiscovery: false,
        v3_singleFetch: true,
        v3_routeConfig: true,
      },
    }),
    {
      // Once, as small as it gets: what browsers keep for ever need not be compressed for each of them.
      ...compression({ algorithms: [defineAlgorithm("brotliCompress")], include: /\.(js|css|svg)$/, threshold: 500, logLevel: "silent" }),
      apply: (_config, { isSsrBuild }) => !isSsrBuild,
    },
  ],
  build: { target: "es2022", chunkSizeWarningLimit: 300, assetsInlineLimit: 0 },
});
