import type { SurveyDraft } from "../../../../schema/survey.ts";
import { chooseLanguages, type ChosenLanguages } from "./formats/draft/languages.ts";
import { type QuestionnaireDraft, toDraft } from "./formats/draft/to-draft.ts";
import type { QuestionnaireFormat, SentFile } from "./formats/questionnaire.ts";
import { readFiles } from "./formats/read-files.ts";
import { consentMissing, nothingToAsk, titleMissing } from "./problems.ts";
import type { Survey, SurveyStep } from "../survey.ts";

/** A questionnaire of another program as it would be here. */
export interface ReadDraft extends QuestionnaireDraft {
  format: QuestionnaireFormat;
  /** As the file names them, its own first */
  languages: string[];
  chosen: ChosenLanguages;
}

export interface AskedLanguages {
  nl?: string | null | undefined;
  en?: string | null | undefined;
}

export interface NewFromFile extends AskedLanguages {
  files: readonly SentFile[];
  /** Its slug */
  study: string;
  slug: string;
  /** In place of the file's */
  title?: SurveyDraft["title"] | null | undefined;
  consent?: SurveyDraft["consent"] | null | undefined;
}

export interface BringingIn {
  /** What a file would be here; nothing is kept. */
  readQuestionnaire(files: readonly SentFile[], asked: AskedLanguages): Promise<ReadDraft>;
  /** Makes a survey of it, as a draft. */
  bringInQuestionnaire(from: NewFromFile): Promise<{ survey: Survey; read: ReadDraft }>;
}

export function createBringingIn({ createSurvey }: Pick<SurveyStep, "createSurvey">): BringingIn {
  const readQuestionnaire: BringingIn["readQuestionnaire"] = async (files, asked) => {
    const read = await readFiles(files);
    const chosen = chooseLanguages(read, asked);
    return { format: read.format, languages: read.languages, chosen, ...toDraft(read, chosen) };
  };
  return {
    readQuestionnaire,
    async bringInQuestionnaire({ files, study, slug, title, consent, ...asked }) {
      const read = await readQuestionnaire(files, asked);
      const draft = { title: title ?? read.title, consent: consent ?? read.consent };
      if (read.questions.length === 0) throw nothingToAsk();
      if (draft.title === null) throw titleMissing();
      if (draft.consent === null) throw consentMissing();
      const { title: named, consent: agreed } = draft;
      const survey = await createSurvey({ study, slug, title: named, consent: agreed, questions: read.questions });
      return { survey, read };
    },
  };
}
