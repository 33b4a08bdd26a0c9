import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { inWords, problem } from "./import-problems.ts";
import type { ImportDeps } from "./study-import.ts";

/** Ending of the folder that a running import works in. */
export const RUNNING = ".running";

/** An import that was opened and never run is closed after this time. */
const OPEN_MS = 24 * 60 * 60 * 1000;

export const createImportRecovery = ({ imports, folder, clock, log }: ImportDeps) => ({
  /**
   * After a start: imports whose process has ended are closed with a sentence, and what they left behind is removed.
   * An import that another process still works on is left alone.
   */
  async recoverImports(): Promise<void> {
    const inProgress = new Set(
      (await readdir(folder.uploads)).flatMap((name) => {
        const running = name.endsWith(RUNNING) ? /[0-9a-f-]{36}(?=\.running$)/.exec(name)?.[0] : undefined;
        return name.startsWith(".making-") && running !== undefined ? [running] : [];
      }),
    );
    const opened = await imports.openSince(new Date(clock().getTime() - OPEN_MS));
    const interrupted = (await imports.running()).filter((id) => !inProgress.has(id));
    for (const id of [...interrupted, ...opened]) {
      await imports.refuse(id, [inWords(problem("INTERRUPTED"))], 1, clock());
      await rm(join(folder.uploads, id), { recursive: true, force: true });
      log.warn("import_interrupted", { import: id });
    }
    const names = (await readdir(folder.imports)).filter((name) => /^[0-9a-f-]{36}$/.test(name));
    // What this record does not know may be another's: a data folder can outlive the database beside it.
    for (const name of await imports.unfinished(names))
      if (!inProgress.has(name)) await rm(join(folder.imports, name), { recursive: true, force: true });
  },
});
