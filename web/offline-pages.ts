import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { neededBy } from "./first-pages.ts";

/** Letters that Dutch and English are written with; what else a name may need comes with the network. */
const FONT = /-latin-wght-normal-[^/]*[.]woff2$/;

/** Writes worker.js, which keeps what `entry` and `pages` are made of, so that they open without network. */
export const offlinePages = (entry: string, pages: readonly string[]): Plugin => ({
  name: "offline-pages",
  apply: "build",
  generateBundle(_options, bundle) {
    const later = [...neededBy(pages, this)].flatMap((id) => this.getModuleInfo(id)?.dynamicallyImportedIds ?? []);
    // What these pages load later is of them too; what the rest of the client is made of is not.
    const needed = neededBy([entry, ...pages, ...later], this);
    for (const page of pages) if (!this.getModuleInfo(page)) this.error(`${page} is not a page of the client`);
    const chunks = Object.values(bundle).filter((part) => part.type === "chunk");
    const found = chunks.filter(({ moduleIds }) => moduleIds.some((id) => needed.has(id)));
    // What such a file imports it cannot do without, whatever stands in it.
    for (const { imports } of found)
      found.push(...chunks.filter((chunk) => imports.includes(chunk.fileName) && !found.includes(chunk)));
    const scripts = found.map(({ fileName }) => fileName);
    const styles = found.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
    const fonts = Object.keys(bundle).filter((name) => FONT.test(name));
    const files = [...new Set([...scripts, ...styles, ...fonts])].sort().map((name) => `/${name}`);
    const version = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 16);
    const source = readFileSync(join(import.meta.dirname, "offline-worker.js"), "utf8");
    this.emitFile({
      type: "asset",
      fileName: "worker.js",
      source: `const FILES = ${JSON.stringify(files)};\nconst VERSION = "${version}";\n${source}`,
    });
  },
});
