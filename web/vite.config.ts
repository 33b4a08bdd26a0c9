import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { offlinePages } from "./offline-pages.ts";

/** Where the API listens while the client is developed; the built client is served by the API itself. */
const api = "http://localhost:4000";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), offlinePages("features/answer/AnswerPages.tsx")],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: ["chrome111", "safari16.4", "firefox115"],
    // No data: URLs, so that the content security policy can stay strict.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
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
