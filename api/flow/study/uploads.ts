import { createWriteStream } from "node:fs";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Problem } from "../../../schema/problem.ts";
import type { Viewer } from "../../people/people.ts";
import type { StudyImport } from "./import-problems.ts";
import { StudyRefused } from "./import-problems.ts";
import { reportPathOf, type ImportDeps, type ImportedStudy } from "./study-import.ts";

export const UPLOAD_LIMITS = {
  /** Of one file */
  bytes: 4 * 1024 ** 3,
  files: 500,
} as const;

const unknownImport = () =>
  new Problem("UNKNOWN_IMPORT", { nl: "Deze import is er niet.", en: "There is no such import." }, ["id"]);

const notOpen = () =>
  new Problem(
    "IMPORT_NOT_OPEN",
    {
      nl: "Deze import is al begonnen of klaar. Open een nieuwe.",
      en: "This import has already started or ended. Open a new one.",
    },
    ["id"],
  );

const unsafePath = () =>
  new Problem("UNSAFE_PATH", {
    nl: "Deze bestandsnaam kan niet: gebruik namen en mappen binnen het pakket.",
    en: "This file name is not possible: use names and folders within the package.",
  });

const tooLarge = () => new Problem("TOO_LARGE", { nl: "Dit bestand is te groot.", en: "This file is too large." });

const tooMany = () =>
  new Problem("TOO_MANY_FILES", { nl: "Dit zijn te veel bestanden.", en: "These are too many files." });

/** Steps of a path within a package; never out of it, never hidden, never a name that a file system takes otherwise. */
export function stepsWithin(path: string): string[] {
  const steps = path.split("/");
  const plain = (step: string) =>
    step !== "" &&
    step.length <= 200 &&
    !step.startsWith(".") &&
    ![...step].some((sign) => sign < " " || '\\:*?"<>|\x7f'.includes(sign));
  if (steps.length > 10 || !steps.every(plain)) throw unsafePath();
  return steps;
}

interface UploadDeps extends ImportDeps {
  run(importId: string, at: string, onProgress: undefined): Promise<ImportedStudy>;
}

export const createUploads = ({ imports, folder, clock, log, run }: UploadDeps) => {
  const running = new Set<Promise<void>>();
  const received = new Map<string, number>();

  /** Somebody else's import is not there. */
  const own = async (viewer: Viewer, id: string): Promise<StudyImport> => {
    const found = /^[0-9a-f-]{36}$/.test(id) ? await imports.find(id) : null;
    if (found === null || found.userId !== viewer.userId) throw unknownImport();
    return found;
  };

  return {
    openImport: (viewer: Viewer): Promise<StudyImport> => imports.create(viewer.userId, "OPEN", clock()),

    async studyImport(viewer: Viewer, id: string): Promise<StudyImport | null> {
      try {
        return await own(viewer, id);
      } catch (error) {
        if (error instanceof Problem) return null;
        throw error;
      }
    },

    /** Keeps one file of the package, whole or not at all. */
    async receiveFile(viewer: Viewer, id: string, path: string, content: Readable): Promise<void> {
      const { status } = await own(viewer, id);
      if (status !== "OPEN") throw notOpen();
      const target = join(folder.uploads, id, ...stepsWithin(path));
      const count = (received.get(id) ?? 0) + 1;
      if (count > UPLOAD_LIMITS.files) throw tooMany();
      received.set(id, count);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const part = join(dirname(target), `.part-${count}`);
      let bytes = 0;
      const limit = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          done(bytes > UPLOAD_LIMITS.bytes ? tooLarge() : null, chunk);
        },
      });
      try {
        await pipeline(content, limit, createWriteStream(part, { mode: 0o600 }));
        // What comes after the run has started is too late: what is read must not change.
        if ((await own(viewer, id)).status !== "OPEN") throw notOpen();
        await rename(part, target);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },

    /** Starts to bring in what was sent; how it goes is told by studyImport. */
    async runImport(viewer: Viewer, id: string, description: string): Promise<StudyImport> {
      const { status } = await own(viewer, id);
      const at = join(folder.uploads, id, ...stepsWithin(description));
      if (status !== "OPEN" || !(await imports.start(id))) throw notOpen();
      received.delete(id);
      const work = run(id, at, undefined)
        .then(
          () => undefined,
          (error: unknown) => {
            if (!(error instanceof StudyRefused))
              log.error("import_failed", { import: id, reason: error instanceof Error ? error.name : "unknown" });
          },
        )
        .then(() => rm(join(folder.uploads, id), { recursive: true, force: true }));
      running.add(work);
      void work.finally(() => running.delete(work));
      return own(viewer, id);
    },

    /** Path of the file of all problems; null where there are none. */
    async importReport(viewer: Viewer, id: string): Promise<string | null> {
      const { status } = await own(viewer, id);
      const path = reportPathOf(folder, id);
      const there = await access(path).then(
        () => true,
        () => false,
      );
      return status === "REFUSED" && there ? path : null;
    },

    /** Until imports that run in the background have ended. */
    async settleImports(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
};
