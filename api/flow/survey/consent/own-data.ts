import type { AnswerValue } from "../../../../schema/answer.ts";
import { isMissing } from "../../../../schema/missing.ts";
import type { OwnAnswer, Respondent, SurveyDefinition, SurveyVersion } from "../survey.ts";
import type { ConsentPurpose, ConsentSource } from "./consent.ts";
import type { ConsentStore } from "./consent.store.ts";
import type { OwnDataStore } from "./own-data.store.ts";

/** One yes or no of the holder's, with the words as they were then. */
export interface ConsentEntry {
  purpose: ConsentPurpose;
  given: boolean;
  source: ConsentSource;
  at: Date;
  words: { nl: string; en: string | null };
  /** Of TAKE_PART: the questionnaire */
  questionnaire: SurveyDefinition["title"] | null;
  receipt: string | null;
}

/** A questionnaire that the holder answered, and what was said in it. */
export interface OwnQuestionnaire {
  title: SurveyDefinition["title"];
  wave: string;
  startedAt: Date;
  sentAt: Date | null;
  questions: SurveyDefinition["questions"];
  answers: OwnAnswer[];
}

interface Shared {
  ownData: OwnDataStore;
  consents: ConsentStore;
  version: (id: string) => Promise<SurveyVersion>;
}

export const createOwnData = ({ ownData, consents, version }: Shared) => ({
  /** What was agreed to and when, oldest first. A guardian's word is there too: it decides along. */
  async entriesOf({ said }: Respondent): Promise<ConsentEntry[]> {
    const texts = await consents.texts(said.flatMap(({ purpose, text }) => (purpose === "TAKE_PART" ? [] : [text])));
    return Promise.all(
      said.map(async ({ purpose, given, source, at, text, receipt }) => {
        const definition = purpose === "TAKE_PART" ? (await version(text)).definition : null;
        return {
          ...{ purpose, given, source, at, receipt },
          words: definition?.consent ?? texts.get(text)?.words ?? { nl: "", en: null },
          questionnaire: definition?.title ?? null,
        };
      }),
    );
  },

  /** Everything that the holder ever said in the study; nothing where a code of their own was not given. */
  async questionnairesOf({ holder, ownCode }: Respondent): Promise<OwnQuestionnaire[]> {
    if (ownCode === "NEEDED") return [];
    const responses = await ownData.responsesOf(holder.participantId);
    return Promise.all(
      responses.map(async ({ versionId, wave, startedAt, sentAt, answers }) => {
        const { title, questions } = (await version(versionId)).definition;
        const said = new Map(answers.map((answer) => [answer.questionId, answer]));
        return {
          ...{ title, wave, startedAt, sentAt, questions },
          answers: questions.flatMap(({ id, calculation }): OwnAnswer[] => {
            const answer = said.get(id);
            if (answer === undefined || answer.value === null || calculation !== null) return [];
            if (isMissing(answer.value) && answer.value.missing === "NOT_ASKED") return [];
            return [{ question: id, value: answer.value as AnswerValue, savedAt: answer.savedAt }];
          }),
        };
      }),
    );
  },
});

export type OwnData = ReturnType<typeof createOwnData>;
