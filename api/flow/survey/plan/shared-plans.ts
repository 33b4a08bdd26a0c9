import type { Consents } from "../consent/consents.ts";
import type { PlanInStudyStore } from "./plan-in-study.store.ts";
import type { RoundInStudy } from "./study-variables.ts";

interface Person {
  id: string;
  pseudonym: string;
}

interface Shared {
  store: PlanInStudyStore;
  consent: Pick<Consents, "sharingPlan" | "asksForPlans" | "plansTakenBack">;
}

/** A plan that somebody lets their study see. */
export interface SharedRounds {
  sharedAt: Date;
  /** Oldest first */
  rounds: readonly RoundInStudy[];
}

/** What a study may see of the plans of its people, at the moment it is asked for. */
export const createSharedPlans = ({ store, consent }: Shared) => ({
  /** Whether the study ever asked for plans: then they are variables of it. */
  asked: consent.asksForPlans,

  /**
   * Of which of these people of a study, and what; by participant. What was filled in from `before` on is not in it;
   * null: all is. A no counts at once, and so does a correction: of a time that was corrected, or removed, nothing older
   * is kept.
   */
  async of(studyId: string, people: readonly Person[], before: Date | null): Promise<Map<string, SharedRounds>> {
    const rows = await store.ofParticipants(people.map(({ id }) => id));
    const sharing = await consent.sharingPlan(
      rows.map(({ participantId, pseudonym }) => ({ participantId, pseudonym, studyId })),
    );
    const shared = rows.filter(({ participantId }) => sharing.has(participantId));
    const rounds = await store.rounds(
      shared.map(({ planId }) => planId),
      before,
    );
    return new Map(
      shared.map(({ participantId, planId, sharedAt }) => [
        participantId,
        { sharedAt, rounds: rounds.get(planId) ?? [] },
      ]),
    );
  },

  /** Who said yes once and shares none now, with the day of the no; null: the yes holds no more for another reason. */
  async keptBack(studyId: string): Promise<{ id: string; pseudonym: string; since: Date | null }[]> {
    const people = await consent.plansTakenBack(studyId);
    const shared = await this.of(studyId, people, null);
    return people.filter(({ id }) => !shared.has(id));
  },
});

export type SharedPlans = ReturnType<typeof createSharedPlans>;
