import react from "@vitejs/plugin-react";
import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import { defineConfig } from "vite";
import type { Plugin } from "vite";
import { inOneFile } from "./first-pages.ts";
import { offlinePages } from "./offline-pages.ts";

/** Where the API listens while the client is developed; the built client is served by the API itself. */
const api = "http://localhost:4000";
const here = (module: string) => join(import.meta.dirname, module);
const entry = here("app/main.tsx");
/** What a personal link opens, and what else works behind it without network. */
const answering = here("features/answer/AnswerPages.tsx");
const meeting = here("features/meeting/MeetingPage.tsx");
const echo = here("features/feedback/EchoPage.tsx");

const shortName = (file: string) =>
  createHash("sha256")
    .update(relative(import.meta.dirname, file))
    .digest("base64url")
    .slice(0, 4);

/** Operations are indented for who reads them; what a phone fetches is not. */
const withoutIndents: Plugin = {
  name: "operations-without-indents",
  apply: "build",
  transform: (code, id) => (id.endsWith("operations.ts") ? { code: code.replaceAll(/\n\s+/g, "\n"), map: null } : null),
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [withoutIndents, react(), offlinePages(entry, [answering, meeting, echo])],
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
            { debugName: "first", name: inOneFile("first", entry, answering), priority: 3 },
            { debugName: "echo", name: inOneFile("echo", echo), priority: 2 },
            {
              debugName: "meeting",
              name: inOneFile("meeting", meeting, here("features/meeting/JoinPage.tsx")),
              priority: 1,
            },
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
