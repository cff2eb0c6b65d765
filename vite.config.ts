import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * Writes each file of the browser's build a second time with Brotli, once and as small as it gets: what
 * browsers keep for ever need not be compressed for each of them.
 */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: (_config, { isSsrBuild }) => !isSsrBuild,
    generateBundle: {
      // After Vite's own last step, which fills in what each file loads before others.
      order: "post",
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (!/\.(js|css|svg)$/.test(file.fileName)) continue;
          const source = brotliCompressSync(file.type === "chunk" ? file.code : file.source);
          this.emitFile({ type: "asset", fileName: `${file.fileName}.br`, source });
        }
      },
    },
  };
}

/** The same for the route map, the largest of what every first visit loads, which Remix writes beside the bundle. */
function routeMapCompressed(): Plugin {
  const folder = "build/client/assets";
  return {
    name: "route-map-compressed",
    apply: (_config, { isSsrBuild }) => isSsrBuild === true,
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        for (const name of readdirSync(folder).filter((file) => /^manifest-.*\.js$/.test(file))) {
          writeFileSync(`${folder}/${name}.br`, brotliCompressSync(readFileSync(`${folder}/${name}`)));
        }
      },
    },
  };
}

export default defineConfig(({ isSsrBuild }) => ({
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
    compressed(),
    routeMapCompressed(),
  ],
  // Terser makes what a first visit loads some 4 % smaller than esbuild does; the server stays legible.
  build: { target: "es2022", minify: isSsrBuild ? false : "terser", chunkSizeWarningLimit: 300, assetsInlineLimit: 0 },
}));
