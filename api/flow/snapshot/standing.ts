import type { z } from "zod";
import { Problem } from "../../../schema/problem.ts";
import { type FinalDecision, standingReason, withdrawalReason } from "../../../schema/snapshot.ts";
import type { Viewer } from "../../people/people.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import type { Snapshot } from "./snapshot.ts";
import type { FinalProposal, StandingStore } from "./standing.store.ts";

/** What a snapshot counts for after it was made. Its data and manifest never change; the record says this. */

interface StandingDeps {
  store: StandingStore;
  clock: Clock;
  log: Log;
}

export const createStanding = ({ store, clock, log }: StandingDeps) => ({
  /** Puts before another steward that the study's current snapshot is FINAL. */
  async proposeFinal(viewer: Viewer, snapshotId: string, sent: string): Promise<FinalProposal> {
    const reason = checked(standingReason, sent, ["reason"]);
    const proposed = await store.holding(snapshotId, async ({ snapshot, newest, waiting, propose }) => {
      checkAsked(snapshot, newest);
      if (snapshot.state === "FINAL") throw alreadyFinal();
      if (waiting !== null) throw alreadyProposed();
      return propose(viewer, reason, clock());
    });
    return proposed ?? unknownSnapshot();
  },

  /** A second pair of eyes: agrees, or turns it down. */
  async decideFinal(viewer: Viewer, id: string, decision: FinalDecision, sent: string): Promise<FinalProposal> {
    const reason = checked(standingReason, sent, ["reason"]);
    const known = await store.proposalById(id);
    if (known === null) throw unknownProposal();
    const decided = await store.holding(known.snapshotId, async ({ snapshot, newest, waiting, decide }) => {
      if (waiting?.id !== id) throw alreadyDecided();
      if (waiting.proposedById === viewer.userId) throw ownProposal();
      // What was replaced or withdrawn meanwhile can still be turned down.
      if (decision === "AGREED") checkAsked(snapshot, newest);
      const proposal = await decide(id, decision, viewer, reason, clock());
      if (decision === "AGREED") log.info("snapshot marked final", { snapshot: snapshot.id });
      return proposal;
    });
    return decided ?? unknownProposal();
  },

  /**
   * The data are wrong: nothing new is answered from them. The study has no snapshot until a new one is made, as
   * figures of an earlier one beside those that were given of this one would tell who came, left or changed.
   */
  async withdrawSnapshot(viewer: Viewer, snapshotId: string, sent: unknown): Promise<Snapshot> {
    const reason = checked(withdrawalReason, sent, ["reason"]);
    const withdrawn = await store.holding(snapshotId, async ({ snapshot, withdraw }) => {
      if (snapshot.withdrawn !== null) throw alreadyWithdrawn();
      if (snapshot.notAsked !== null) throw neverAsked();
      log.info("snapshot withdrawn", { snapshot: snapshot.id });
      return withdraw(viewer, reason, clock());
    });
    return withdrawn ?? unknownSnapshot();
  },

  /** Newest first. */
  finalProposalsOf: store.proposalsOf,
  /** Over all studies, the one that waits longest first. */
  waitingFinalProposals: store.waiting,
});

const checked = <T>(shape: z.ZodType<T>, sent: unknown, at: readonly string[]): T => {
  const outcome = shape.safeParse(sent);
  if (outcome.success) return outcome.data;
  throw new Problem(
    "INVALID_INPUT",
    {
      nl: "Zeg waarom, in niet te veel woorden.",
      en: "Say why, in not too many words.",
    },
    [...at, ...(outcome.error.issues[0]?.path.map(String) ?? [])],
  );
};

/** Only what is answered from now can be called final. */
function checkAsked({ notAsked, withdrawn }: Snapshot, newest: boolean): void {
  if (withdrawn !== null) throw alreadyWithdrawn();
  if (notAsked !== null) throw neverAsked();
  if (!newest)
    throw new Problem(
      "SNAPSHOT_REPLACED",
      {
        nl: "Deze momentopname is vervangen door een nieuwere. Alleen de nieuwste kan definitief worden.",
        en: "A newer snapshot took the place of this one. Only the newest can be final.",
      },
      ["snapshot"],
    );
}

const unknownSnapshot = (): never => {
  throw new Problem("UNKNOWN_SNAPSHOT", { nl: "Deze momentopname is er niet.", en: "There is no such snapshot." }, [
    "snapshot",
  ]);
};

const unknownProposal = (): never => {
  throw new Problem("UNKNOWN_PROPOSAL", { nl: "Dit voorstel is er niet.", en: "There is no such proposal." }, [
    "proposal",
  ]);
};

const alreadyFinal = (): Problem =>
  new Problem("ALREADY_FINAL", { nl: "Deze momentopname is al definitief.", en: "This snapshot is final already." }, [
    "snapshot",
  ]);

const alreadyProposed = (): Problem =>
  new Problem(
    "ALREADY_PROPOSED",
    {
      nl: "Er ligt al een voorstel. Wacht tot daarover is besloten.",
      en: "There is a proposal already. Wait until it is decided on.",
    },
    ["snapshot"],
  );

const alreadyDecided = (): Problem =>
  new Problem(
    "ALREADY_DECIDED",
    { nl: "Over dit voorstel is al besloten.", en: "This proposal was decided on already." },
    ["proposal"],
  );

const ownProposal = (): Problem =>
  new Problem(
    "OWN_PROPOSAL",
    {
      nl: "Over je eigen voorstel beslis je niet zelf. Vraag een andere dataverantwoordelijke.",
      en: "You do not decide on your own proposal. Ask another data steward.",
    },
    ["proposal"],
  );

const alreadyWithdrawn = (): Problem =>
  new Problem("SNAPSHOT_WITHDRAWN", { nl: "Deze momentopname is ingetrokken.", en: "This snapshot was withdrawn." }, [
    "snapshot",
  ]);

const neverAsked = (): Problem =>
  new Problem(
    "SNAPSHOT_NOT_ASKED",
    {
      nl: "Uit deze momentopname wordt niet geantwoord.",
      en: "Nothing is answered from this snapshot.",
    },
    ["snapshot"],
  );
