import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/postgres.ts";
import { declaredVariables, declareSurveyVariables, holdStudy } from "../../study/study.ts";
import { planVariables } from "../plan/study-variables.ts";
import { variableTaken } from "../questionnaire/problems.ts";
import type { Transaction } from "../survey.store.ts";
import { presentTextsOf } from "./choosing.ts";
import type { OptionalPurpose } from "./consent.ts";
import type { ConsentStore } from "./consent.store.ts";
import { wordsInvalid, wordsSinceChanged } from "./problems.ts";
import type { ConsentStanding, PresentText } from "./standing.ts";

/** The words of now of a purpose, and how many people gave it. */
export interface StudyPurpose extends PresentText {
  /** To the ten below; null where that are fewer than ten people */
  givenBy: number | null;
}

export interface NewWords {
  purpose: OptionalPurpose;
  asked: boolean;
  words: { nl: string; en?: string | null | undefined };
  /** Number of the words that these take the place of */
  instead: number;
}

interface Shared {
  database: Database;
  clock: Clock;
  consents: ConsentStore;
  standing: ConsentStanding;
}

export const WORDS_MOST = 1_000;
const FEWEST = 10;

const told = (count: number): number | null => (count < FEWEST ? null : Math.floor(count / FEWEST) * FEWEST);

function checked({ nl, en }: NewWords["words"]): PresentText["words"] {
  const words = { nl: nl.trim(), en: en?.trim() ?? "" };
  if (words.nl === "" || words.nl.length > WORDS_MOST || words.en.length > WORDS_MOST) throw wordsInvalid();
  return { nl: words.nl, en: words.en === "" ? null : words.en };
}

/** What a study asks people to agree to, beside taking part. */
export const createConsentTexts = ({ database, clock, consents, standing }: Shared) => {
  /** Whoever may be asked for a plan: its domains are variables of the study from then on, whoever says yes. */
  const declarePlans = async (transaction: Transaction, studyId: string): Promise<void> => {
    if (await consents.everAsked(studyId, "SHARE_PLAN", transaction)) return;
    const names = new Set((await declaredVariables(transaction, studyId)).map(({ name }) => name.toLowerCase()));
    const taken = planVariables.find(({ name }) => names.has(name.toLowerCase()));
    if (taken) throw variableTaken(taken.name, ["purpose"]);
    await declareSurveyVariables(transaction, studyId, planVariables);
  };

  return {
    purposesOf: async (studyId: string): Promise<StudyPurpose[]> => {
      const texts = await presentTextsOf(consents, studyId);
      return Promise.all(
        texts.map(async (text) => ({ ...text, givenBy: told(await standing.givenBy(studyId, text)) })),
      );
    },

    /** Other words are a version of their own, and who said yes to the ones before is asked again. */
    writeWords: async (studyId: string, { purpose, asked, words, instead }: NewWords, by: string): Promise<void> => {
      const kept = checked(words);
      await database.$transaction(async (transaction) => {
        await holdStudy(transaction, studyId);
        const last = (await consents.presentTexts([studyId], transaction)).get(`${studyId} ${purpose}`);
        const number = last?.number ?? 0;
        if (number !== instead) throw wordsSinceChanged();
        if (last?.asked === asked && last.words.nl === kept.nl && last.words.en === kept.en) return;
        if (purpose === "SHARE_PLAN" && asked) await declarePlans(transaction, studyId);
        await consents.addText(transaction, {
          ...{ studyId, purpose, number: number + 1, asked, words: kept },
          ...{ writtenAt: clock(), writtenByName: by },
        });
      });
    },
  };
};
