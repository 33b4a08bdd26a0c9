import type { Transaction } from "../survey.store.ts";
import type { RespondentHolder } from "../survey.ts";
import { type ConsentShared, type createChoosing, presentTextsOf } from "./choosing.ts";
import { type ConsentState, stateOf } from "./consent.ts";
import { consentNotAsked } from "./problems.ts";
import { ALL_PURPOSES, historyOf } from "./record-said.ts";
import { counting, type PresentText } from "./standing.ts";

/** Somebody of a study, and the link that they said it through. */
export interface Sharing {
  participantId: string;
  pseudonym: string;
  studyId: string;
  invitationId: string;
}

/** What a person is asked about their plan, and what they said. */
export interface PlanConsent {
  text: PresentText;
  state: ConsentState;
  /** Whether it takes a guardian's yes besides */
  young: boolean;
}

/** The yes to sharing a future plan with a study: said where the plan is, taken back in either place. */
export const createPlanSharing = (shared: ConsentShared & Pick<ReturnType<typeof createChoosing>, "choose">) => {
  const { database, clock, consents, birthdays, record, choose } = shared;

  const textOf = async (studyId: string): Promise<PresentText> => {
    const text = (await presentTextsOf(consents, studyId)).find(({ purpose }) => purpose === "SHARE_PLAN");
    if (text === undefined) throw consentNotAsked();
    return text;
  };

  const isYoung = async ({ studyId, pseudonym }: Pick<Sharing, "studyId" | "pseudonym">): Promise<boolean> =>
    (await birthdays.young(studyId, [pseudonym])).has(pseudonym);

  return {
    asksForPlans: (studyId: string): Promise<boolean> => consents.everAsked(studyId, "SHARE_PLAN"),

    asksForPlansNow: async (studyId: string): Promise<boolean> => (await textOf(studyId)).asked,

    async planConsent(person: Omit<Sharing, "invitationId">): Promise<PlanConsent> {
      const [text, rows, young] = await Promise.all([
        textOf(person.studyId),
        consents.said([person.participantId], ["SHARE_PLAN"]),
        isYoung(person),
      ]);
      return { text, state: stateOf(counting(rows), text.id, young), young };
    },

    /** In the words of now; `join` is done in the same transaction. */
    sharePlan: (holder: RespondentHolder, text: string, join: (transaction: Transaction) => Promise<void>) =>
      choose(holder, [{ purpose: "SHARE_PLAN", text, given: true }], null, () => undefined, join),

    /** Who has the plan may always say no; its receipt, where there was a yes. */
    async stopSharingPlan({ participantId, pseudonym, studyId, invitationId }: Sharing): Promise<string | null> {
      const [young, texts] = await Promise.all([isYoung({ studyId, pseudonym }), presentTextsOf(consents, studyId)]);
      return database.$transaction(async (transaction) => {
        await consents.hold(transaction, participantId);
        const rows = await consents.said([participantId], ALL_PURPOSES, transaction);
        const saying = { participantId, invitationId, studyId, versionId: "", young, texts, at: clock() };
        const choices = [{ purpose: "SHARE_PLAN" as const, given: false }];
        await record(transaction, { ...saying, source: young ? "YOUNG" : "SELF", choices }, rows);
        const said = historyOf(await consents.said([participantId], ["SHARE_PLAN"], transaction), "SHARE_PLAN", "");
        return said.at(-1)?.receipt ?? null;
      });
    },

    /** Of a study: who said yes to it once, and since when it is a no. */
    async plansTakenBack(studyId: string): Promise<{ id: string; pseudonym: string; since: Date | null }[]> {
      const people = await consents.whoSaid(studyId, "SHARE_PLAN");
      const rows = await consents.said(
        people.map(({ id }) => id),
        ["SHARE_PLAN"],
      );
      const agreed = new Set(rows.filter(({ given }) => given).map(({ participantId }) => participantId));
      const last = new Map(rows.map((row) => [row.participantId, row]));
      return people
        .filter(({ id }) => agreed.has(id))
        .map(({ id, pseudonym }) => ({
          id,
          pseudonym,
          since: last.get(id)?.given ? null : (last.get(id)?.at ?? null),
        }));
    },
  };
};

export type PlanSharing = ReturnType<typeof createPlanSharing>;
