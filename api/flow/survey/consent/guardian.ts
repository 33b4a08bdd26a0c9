import type { Chance } from "../../../platform/chance.ts";
import { hashOf, SECRET_BYTES } from "../inviting/inviting.ts";
import { invitationUnknown } from "../inviting/problems.ts";
import type { SurveyDefinition } from "../survey.ts";
import { type ConsentShared, presentTextsOf } from "./choosing.ts";
import { type ConsentPurpose, isGuardianAsked } from "./consent.ts";
import { counting } from "./standing.ts";
import type { GuardianOf, GuardianStore } from "./guardian.store.ts";
import {
  choicesInvalid,
  consentNotAsked,
  consentSinceChanged,
  consentTextChanged,
  guardianLinkUnknown,
  guardianNotNeeded,
} from "./problems.ts";
import { ALL_PURPOSES, type Choice, historyOf } from "./record-said.ts";

/** One purpose that a guardian is asked for. */
export interface GuardianChoice {
  purpose: ConsentPurpose;
  text: string;
  words: { nl: string; en: string | null };
  /** What the guardian said last; null: nothing, or to other words */
  given: boolean | null;
}

/** What a guardian sees: what is asked, and the own word. Never an answer, nor what the young person chose. */
export interface Guardianship {
  studyId: string;
  title: SurveyDefinition["title"];
  questions: number;
  revision: number;
  choices: GuardianChoice[];
}

interface Shared extends ConsentShared {
  guardians: GuardianStore;
  chance: Chance;
  publicUrl: string;
}

export const createGuardians = (shared: Shared) => {
  const { database, clock, chance, publicUrl, guardians, consents, withdrawals, birthdays, record, version } = shared;

  const expectYoung = async ({ studyId, pseudonym }: GuardianOf): Promise<void> => {
    if (!(await birthdays.young(studyId, [pseudonym])).has(pseudonym)) throw guardianNotNeeded();
  };

  const find = async (secret: string): Promise<GuardianOf> => {
    const of = await guardians.byHash(hashOf(secret));
    if (of === null) throw guardianLinkUnknown();
    await expectYoung(of);
    return of;
  };

  const guardianship = async ({
    participantId,
    invitationId,
    versionId,
    studyId,
  }: GuardianOf): Promise<Guardianship> => {
    const [{ definition }, texts, rows] = await Promise.all([
      version(versionId),
      presentTextsOf(consents, studyId),
      consents.said([participantId], ALL_PURPOSES),
    ]);
    const known = counting(rows).filter(({ source }) => source === "GUARDIAN");
    const choiceOf = (purpose: ConsentPurpose, text: string, words: GuardianChoice["words"]): GuardianChoice => {
      const history = historyOf(known, purpose, invitationId);
      return { purpose, text, words, given: isGuardianAsked(history, text) ? null : (history.at(-1)?.given ?? null) };
    };
    return {
      studyId,
      title: definition.title,
      questions: definition.questions.length,
      revision: known.length,
      choices: [
        choiceOf("TAKE_PART", versionId, definition.consent),
        ...texts.filter(({ asked }) => asked).map(({ purpose, id, words }) => choiceOf(purpose, id, words)),
      ],
    };
  };

  return {
    /** A link for the guardian of who has this invitation; the one before it is dead. */
    async createGuardianLink(invitationId: string): Promise<string> {
      const of = await guardians.ofInvitation(invitationId);
      if (of === null) throw invitationUnknown();
      await expectYoung(of);
      const secret = chance(SECRET_BYTES).toString("base64url");
      await guardians.setLink(invitationId, hashOf(secret), clock());
      return `${publicUrl}/guardian#${secret}`;
    },

    guardianship: async (secret: string): Promise<Guardianship> => guardianship(await find(secret)),

    async guardianChooses(secret: string, choices: readonly Choice[], revision: number): Promise<Guardianship> {
      const of = await find(secret);
      if (choices.length === 0 || new Set(choices.map(({ purpose }) => purpose)).size < choices.length)
        throw choicesInvalid();
      const texts = await presentTextsOf(consents, of.studyId);
      for (const { purpose, text } of choices.filter(({ given }) => given)) {
        const present = texts.find((each) => each.purpose === purpose);
        if (present !== undefined && !present.asked) throw consentNotAsked();
        if (text !== (present?.id ?? of.versionId))
          throw consentTextChanged(present?.words ?? (await version(of.versionId)).definition.consent);
      }
      await database.$transaction(async (transaction) => {
        await consents.hold(transaction, of.participantId);
        if ((await withdrawals.stopped(transaction, [of.participantId])).size > 0) throw guardianLinkUnknown();
        const rows = await consents.said([of.participantId], ALL_PURPOSES, transaction);
        const own = counting(rows).filter(({ source }) => source === "GUARDIAN").length;
        if (choices.some(({ given }) => given) && own !== revision) throw consentSinceChanged();
        await record(transaction, { ...of, source: "GUARDIAN", young: true, choices, texts, at: clock() }, rows);
      });
      return guardianship(of);
    },
  };
};

export type Guardians = ReturnType<typeof createGuardians>;
