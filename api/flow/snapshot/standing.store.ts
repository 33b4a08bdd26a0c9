import type { Prisma } from "../../../prisma/generated/client.ts";
import type { FinalDecision, WithdrawalReason } from "../../../schema/snapshot.ts";
import type { Database } from "../../platform/postgres.ts";
import { snapshotFields, snapshotFrom } from "./snapshot.store.ts";
import type { Snapshot } from "./snapshot.ts";

/** That a snapshot be marked FINAL, and what another steward said to it. */
export interface FinalProposal {
  id: string;
  snapshotId: string;
  reason: string;
  proposedById: string;
  proposedByName: string;
  proposedAt: Date;
  /** Null while it waits. */
  decision: FinalDecision | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  decidedBecause: string | null;
}

const proposalFields = {
  id: true,
  snapshotId: true,
  reason: true,
  proposedById: true,
  proposedByName: true,
  proposedAt: true,
  decision: true,
  decidedByName: true,
  decidedAt: true,
  decidedBecause: true,
} satisfies Prisma.FinalProposalSelect;

/** Somebody, as the record names them. */
export interface Named {
  userId: string;
  name: string;
}

/** A snapshot's standing as one holder sees it: nobody else changes it until the work is done. */
export interface HeldStanding {
  snapshot: Snapshot;
  /** The newest that was ever answered from: only that one can be made final. */
  newest: boolean;
  waiting: FinalProposal | null;
  propose(by: Named, reason: string, at: Date): Promise<FinalProposal>;
  decide(id: string, decision: FinalDecision, by: Named, reason: string, at: Date): Promise<FinalProposal>;
  withdraw(by: Named, reason: WithdrawalReason, at: Date): Promise<Snapshot>;
}

export const createStandingStore = (database: Database) => ({
  /** Null where there is no such snapshot. */
  holding: <T>(snapshotId: string, work: (held: HeldStanding) => Promise<T>): Promise<T | null> =>
    database.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from "Snapshot" where id = ${snapshotId} for update`;
      const row = await tx.snapshot.findUnique({ where: { id: snapshotId }, select: snapshotFields });
      if (row === null) return null;
      const later = await tx.snapshot.count({
        where: { studyId: row.studyId, asked: true, number: { gt: row.number } },
      });
      const waiting = await tx.finalProposal.findFirst({
        where: { snapshotId, decision: null },
        select: proposalFields,
      });
      return work({ snapshot: snapshotFrom(row), newest: later === 0, waiting, ...changes(tx, snapshotId) });
    }),

  proposalById: (id: string): Promise<FinalProposal | null> =>
    database.finalProposal.findUnique({ where: { id }, select: proposalFields }),

  /** Newest first. */
  proposalsOf: (snapshotId: string): Promise<FinalProposal[]> =>
    database.finalProposal.findMany({
      where: { snapshotId },
      orderBy: [{ proposedAt: "desc" }, { id: "desc" }],
      select: proposalFields,
    }),

  /** Over all studies, the one that waits longest first. */
  waiting: (): Promise<FinalProposal[]> =>
    database.finalProposal.findMany({
      where: { decision: null },
      orderBy: [{ proposedAt: "asc" }, { id: "asc" }],
      select: proposalFields,
      take: 1_000,
    }),
});

export type StandingStore = ReturnType<typeof createStandingStore>;

const changes = (
  tx: Prisma.TransactionClient,
  snapshotId: string,
): Pick<HeldStanding, "propose" | "decide" | "withdraw"> => ({
  propose: (by, reason, proposedAt) =>
    tx.finalProposal.create({
      data: { snapshotId, reason, proposedById: by.userId, proposedByName: by.name, proposedAt },
      select: proposalFields,
    }),

  async decide(id, decision, by, decidedBecause, decidedAt) {
    if (decision === "AGREED")
      await tx.snapshot.update({
        where: { id: snapshotId },
        data: { state: "FINAL", finalAt: decidedAt },
        select: { id: true },
      });
    return tx.finalProposal.update({
      where: { id },
      data: { decision, decidedById: by.userId, decidedByName: by.name, decidedAt, decidedBecause },
      select: proposalFields,
    });
  },

  async withdraw(by, reason, at) {
    await tx.snapshotWithdrawal.create({
      data: { snapshotId, reason: { ...reason }, withdrawnById: by.userId, withdrawnByName: by.name, at },
      select: { snapshotId: true },
    });
    return snapshotFrom(await tx.snapshot.findUniqueOrThrow({ where: { id: snapshotId }, select: snapshotFields }));
  },
});
