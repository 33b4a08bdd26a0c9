import { Problem } from "../../../schema/problem.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import type { ClosingStore, Named } from "./closing.store.ts";
import type { Wave } from "./study.ts";

interface ClosingDeps {
  closing: ClosingStore;
  clock: Clock;
  log: Log;
  /** What comes after a wave was closed: a snapshot, which a later step makes in the background. */
  afterClosing(studyId: string): void;
}

/** A wave is over once somebody says so: no answers come in, and what was sent is frozen. */
export const createWaveClosing = ({ closing, clock, log, afterClosing }: ClosingDeps) => ({
  async closeWave(by: Named, waveId: string): Promise<Wave> {
    const closed = await closing.holding(waveId, async ({ wave, studyId, close }) => {
      if (wave.closedAt !== null) throw alreadyClosed();
      return { studyId, wave: await close(by, clock()) };
    });
    if (closed === null) throw unknownWave();
    log.info("wave closed", { wave: waveId });
    afterClosing(closed.studyId);
    return closed.wave;
  },

  /** Answers may come in again; the snapshot that closing made stays as it is. */
  async reopenWave(by: Named, waveId: string): Promise<Wave> {
    const reopened = await closing.holding(waveId, async ({ wave, reopen }) => {
      if (wave.closedAt === null) throw notClosed();
      return reopen(by, clock());
    });
    if (reopened === null) throw unknownWave();
    log.info("wave reopened", { wave: waveId });
    return reopened;
  },
});

const unknownWave = (): Problem =>
  new Problem("WAVE_UNKNOWN", { nl: "Deze meting is er niet.", en: "There is no such wave." }, ["wave"]);

const alreadyClosed = (): Problem =>
  new Problem("WAVE_CLOSED", { nl: "Deze meting is al gesloten.", en: "This wave is closed already." }, ["wave"]);

const notClosed = (): Problem =>
  new Problem("WAVE_OPEN", { nl: "Deze meting is niet gesloten.", en: "This wave is not closed." }, ["wave"]);
