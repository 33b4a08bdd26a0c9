import { open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import {
  handOverReason,
  handOverWish,
  isSecretKey,
  type HandOverDecision,
  type HandOverWish,
} from "../../../../schema/hand-over.ts";
import type { Problem } from "../../../../schema/problem.ts";
import type { Viewer } from "../../../people/people.ts";
import type { Database } from "../../../platform/postgres.ts";
import { apartName, type RespondentHolder } from "../../survey/survey.ts";
import type { Snapshot } from "../snapshot.ts";
import { createHandOverStore, type HandOver, type HeldHandOver } from "./hand-over.store.ts";
import { createHandOverMaking, type MakingDeps } from "./make-hand-overs.ts";
import { SEALED_FILE } from "./make-file.ts";
import { createNews, type NewsDeps } from "./news.ts";
import { handOverProblem } from "./problems.ts";
import { tryKey } from "./sealed-file.ts";

/**
 * A study takes its own data away: one steward asks, another agrees, and a file is made that only the named recipient
 * can open. Everything that happens to it is kept.
 */

export interface HandOverDeps extends Omit<MakingDeps, "store" | "news">, NewsDeps {
  database: Database;
}

/** The encrypted file, open to be read. */
export interface FetchedFile {
  file: FileHandle;
  bytes: number;
  /** To save it under */
  name: string;
}

export const createHandOvers = (deps: HandOverDeps) => {
  const { folder, clock, log, survey, snapshot: snapshots } = deps;
  const store = createHandOverStore(deps.database);
  const news = createNews(deps);
  const making = createHandOverMaking({ ...deps, store, news });

  const held = async <T>(id: string, work: (held: HeldHandOver) => Promise<T>): Promise<T> => {
    const done = await store.holding(id, async (holder) => ({ result: await work(holder) }));
    if (done === null) throw handOverProblem("UNKNOWN_HAND_OVER", ["id"]);
    return done.result;
  };

  const standing = async (snapshotId: string): Promise<Snapshot> => {
    const snapshot = await snapshots.byId(snapshotId);
    if (snapshot === null) throw handOverProblem("UNKNOWN_SNAPSHOT", ["input", "snapshot"]);
    if (snapshot.withdrawn !== null) throw handOverProblem("SNAPSHOT_WITHDRAWN", ["input", "snapshot"]);
    if (snapshot.clearedAt !== null) throw handOverProblem("SNAPSHOT_CLEARED", ["input", "snapshot"]);
    return snapshot;
  };

  /** Whoever may not be in a file that was made, or not with all that was in it. */
  const tookBack = async (studyId: string, { readyAt }: HandOver): Promise<string[]> => {
    const plans = await survey.plansKeptBack(studyId);
    const since = plans.filter(({ since: at }) => at !== null && readyAt !== null && at > readyAt);
    return [...(await survey.withdrawnOf(studyId)), ...since.map(({ pseudonym }) => pseudonym)];
  };

  return {
    ...making,

    async askHandOver(viewer: Viewer, sent: HandOverWish): Promise<HandOver> {
      if (isSecretKey(sent.recipientKey)) throw handOverProblem("SECRET_KEY_SENT", ["input", "recipientKey"]);
      const { snapshot, ...wish } = checked(handOverWish, sent, ["input"]);
      await tryKey(wish.recipientKey).catch(() => {
        throw handOverProblem("KEY_NOT_VALID", ["input", "recipientKey"]);
      });
      const { id: snapshotId } = await standing(snapshot);
      const asked = await store.create({ ...wish, snapshotId }, viewer, clock());
      log.info("hand-over asked", { handOver: asked.id, snapshot: snapshotId });
      await news.asked(asked);
      return asked;
    },

    /** A second steward agrees, and it is made; or turns it down. */
    async decideHandOver(viewer: Viewer, id: string, decision: HandOverDecision, sent: string): Promise<HandOver> {
      const reason = checked(handOverReason, sent, ["reason"]);
      const decided = await held(id, async ({ handOver, decide }) => {
        if (handOver.state !== "WAITING") throw handOverProblem("ALREADY_DECIDED", ["id"]);
        if (handOver.askedById === viewer.userId) throw handOverProblem("OWN_HAND_OVER", ["id"]);
        if (decision === "AGREED") await standing(handOver.snapshotId);
        return decide(decision, viewer, reason, clock());
      });
      log.info("hand-over decided", { handOver: id, decision });
      await news.tell(decided, decision, viewer);
      if (decision === "AGREED") making.makeSoon(id);
      return decided;
    },

    /** The request or the agreement is taken back; what was not fetched yet is not fetched any more. */
    async stopHandOver(viewer: Viewer, id: string, sent: string): Promise<HandOver> {
      const reason = checked(handOverReason, sent, ["reason"]);
      const stopped = await held(id, async ({ handOver: { state }, stop }) => {
        if (state !== "WAITING" && state !== "MAKING" && state !== "READY")
          throw handOverProblem("HAND_OVER_OVER", ["id"]);
        return stop(viewer, reason, clock());
      });
      log.info("hand-over stopped", { handOver: id });
      await making.clearOver();
      await news.tell(stopped, "STOPPED", viewer);
      return stopped;
    },

    /**
     * The file, for one of the two who decided on it, as long as everything that was agreed to still stands. That it
     * was fetched is written down before its first byte leaves.
     */
    async fetchHandOver(viewer: Viewer, id: string): Promise<FetchedFile> {
      const given = await held(id, async (holder) => {
        const { handOver } = holder;
        if (![handOver.askedById, handOver.decidedById].includes(viewer.userId))
          throw handOverProblem("NOT_ONE_OF_THE_TWO");
        const over = whyNotNow(handOver, clock());
        if (over !== null) return over;
        const snapshot = await standing(handOver.snapshotId);
        if (await holder.holdsOneOf(await tookBack(snapshot.studyId, handOver))) {
          await holder.makeAnew();
          return handOverProblem("HAND_OVER_MADE_ANEW");
        }
        const file = await open(join(folder.handOvers, id, SEALED_FILE), "r").catch(() => null);
        if (file === null) {
          await holder.end();
          return handOverProblem("FILE_GONE");
        }
        const name = `${handOver.organisation.replaceAll(/[^A-Za-z0-9]+/g, "-").slice(0, 40) || "data"}.zip.age`;
        try {
          await holder.fetched(viewer, clock());
          return { handOver, fetched: { file, bytes: (await file.stat()).size, name } };
        } catch (error) {
          await file.close();
          throw error;
        }
      });
      if (!("fetched" in given)) {
        // What follows from a refusal stays, so it is not thrown while it is written.
        if (given.code === "HAND_OVER_MADE_ANEW") making.makeSoon(id);
        throw given;
      }
      log.info("hand-over fetched", { handOver: id });
      await news.tell(given.handOver, "FETCHED", viewer);
      return given.fetched;
    },

    /** Newest first. */
    handOversOf: store.ofStudy,
    /** Over all studies, the one that waits longest first. */
    waitingHandOvers: store.waiting,
    /** Where this person's data went, newest first. */
    ofRespondent: ({ participantId }: Pick<RespondentHolder, "participantId">) =>
      store.ofParticipant(participantId, apartName(participantId)),
  };
};

export type HandOvers = ReturnType<typeof createHandOvers>;

function whyNotNow({ state, endsAt }: HandOver, now: Date): Problem | null {
  switch (state) {
    case "WAITING":
      return handOverProblem("HAND_OVER_WAITS");
    case "TURNED_DOWN":
    case "STOPPED":
      return handOverProblem("HAND_OVER_OVER");
    case "MAKING":
      return handOverProblem("HAND_OVER_NOT_READY");
    case "FAILED":
      return handOverProblem("HAND_OVER_FAILED");
    case "ENDED":
      return handOverProblem("HAND_OVER_ENDED");
    case "READY":
      return endsAt === null || endsAt <= now ? handOverProblem("HAND_OVER_ENDED") : null;
  }
}

const checked = <Shape extends z.ZodType>(shape: Shape, sent: unknown, at: readonly string[]): z.output<Shape> => {
  const read = shape.safeParse(sent);
  if (read.success) return read.data;
  const path = read.error.issues[0]?.path.map(String) ?? [];
  throw handOverProblem(path[0] === "recipientKey" ? "KEY_NOT_VALID" : "INVALID_INPUT", [...at, ...path]);
};
