import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, Rolldown } from "vite";

/** Letters that Dutch and English are written with; what else a name may need comes with the network. */
const FONT = /-latin-wght-normal-[^/]*[.]woff2$/;

/** Writes worker.js, which keeps what the pages of one lazy module are made of, so that they open without network. */
export const offlinePages = (module: string): Plugin => ({
  name: "offline-pages",
  apply: "build",
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((part) => part.type === "chunk");
    const roots = chunks.filter(({ isEntry, facadeModuleId }) => isEntry || facadeModuleId?.endsWith(module));
    const found = new Map<string, Rolldown.OutputChunk>();
    const follow = (chunk: Rolldown.OutputChunk | undefined): void => {
      if (!chunk || found.has(chunk.fileName)) return;
      found.set(chunk.fileName, chunk);
      chunk.imports.forEach((name) => follow(chunks.find(({ fileName }) => fileName === name)));
    };
    roots.forEach(follow);
    // What these pages load later is of them too; what the rest of the client is made of is not.
    const later = roots.filter(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
    for (const name of later.flatMap(({ dynamicImports }) => dynamicImports))
      follow(chunks.find(({ fileName }) => fileName === name));
    if (roots.length < 2) this.error(`${module} is not a module of its own`);
    const styles = [...found.values()].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
    const fonts = Object.keys(bundle).filter((name) => FONT.test(name));
    const files = [...new Set([...found.keys(), ...styles, ...fonts])].sort().map((name) => `/${name}`);
    const version = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 16);
    const source = readFileSync(join(import.meta.dirname, "offline-worker.js"), "utf8");
    this.emitFile({
      type: "asset",
      fileName: "worker.js",
      source: `const FILES = ${JSON.stringify(files)};\nconst VERSION = "${version}";\n${source}`,
    });
  },
});
