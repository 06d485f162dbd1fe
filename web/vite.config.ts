/// <reference types="vitest/config" />
import license from "rollup-plugin-license";
import { defineConfig } from "vite";
import { texts } from "./texts.ts";

/** Licences under which what is bundled may be passed on with the page. */
const FREE = "(MIT OR ISC OR BSD-2-Clause OR BSD-3-Clause OR 0BSD OR Apache-2.0)";

export default defineConfig({
  // Addresses are relative, because the service may live under a path.
  base: "./",
  resolve: {
    // React Flow draws the prerequisite graph; Preact takes React's place in it.
    alias: {
      react: "preact/compat",
      "react-dom": "preact/compat",
      "react/jsx-runtime": "preact/jsx-runtime",
    },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../api/static",
    emptyOutDir: true,
    target: "es2022",
    manifest: "manifest.json",
    // An address of its own for everything: the page may load nothing from inside itself but pictures.
    assetsInlineLimit: (file) => file.endsWith(".svg") && !file.endsWith("favicon.svg"),
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // All that the first visit needs is in one script beside the entry: in ten it would be larger.
      output: {
        codeSplitting: {
          groups: [
            { name: "first", tags: ["$initial"], test: (id) => !/main\.tsx|\.html/.test(id) },
          ],
        },
      },
      // Warnings about what others wrote, and about seconds.
      checks: { moduleLevelDirective: false, bundlerTimings: false },
    },
  },
  plugins: [
    texts(),
    license({
      thirdParty: {
        allow: { test: FREE, failOnUnlicensed: true, failOnViolation: true },
        output: { file: "../api/static/third-party-licenses.txt" },
      },
    }),
  ],
  server: { proxy: { "/v1": "http://127.0.0.1:8000" } },
  test: { include: ["src/**/*.test.ts"] },
});
