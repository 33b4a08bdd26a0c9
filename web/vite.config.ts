import react from "@vitejs/plugin-react";
import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import { defineConfig } from "vite";
import { inOneFile } from "./first-pages.ts";
import { offlinePages } from "./offline-pages.ts";

/** Where the API listens while the client is developed; the built client is served by the API itself. */
const api = "http://localhost:4000";
const here = (module: string) => join(import.meta.dirname, module);
const entry = here("app/main.tsx");
/** What a personal link opens. */
const answering = here("features/answer/AnswerPages.tsx");

const shortName = (file: string) =>
  createHash("sha256")
    .update(relative(import.meta.dirname, file))
    .digest("base64url")
    .slice(0, 5);

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    offlinePages(entry, [answering, here("features/meeting/MeetingPage.tsx"), here("features/feedback/EchoPage.tsx")]),
  ],
  css: {
    modules: {
      // Of its file, and not of its line: a phone fetches every name with the scripts.
      generateScopedName: (name, file) => `${name}_${shortName(file)}`,
    },
  },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: ["chrome111", "safari16.4", "firefox115"],
    // No data: URLs, so that the content security policy can stay strict.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    // Every browser above does it by itself.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { debugName: "first", name: inOneFile("first", entry, answering), priority: 1 },
            { name: "later", test: /answer[\\/](later|choosing)[\\/]|question[\\/](Day|Ranking)Control/ },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      "/graphql": api,
      "/api": api,
      "/imports": api,
      "/hand-overs": api,
      // The page of a result is the client's, its files are the API's.
      "^/results/[^/]+[.](csv|xlsx|pdf|json|txt)": api,
      "^(/studies/[^/]+)?/feed[.]atom": api,
    },
  },
});
