import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/postgres.ts";
import { appendWave, holdStudy, isClosed, openWave, waveIdOf } from "../study/study.ts";
import type { InvitationStore } from "./inviting/invitation.store.ts";
import {
  alreadyFielded,
  explanationNeeded,
  fieldingUnknown,
  notPublished,
  promiseNotAhead,
  surveyUnknown,
  waveInvalid,
  waveLabelNeeded,
} from "./problems.ts";
import { waveClosedToNew } from "./inviting/problems.ts";
import type { Fielding, SurveyStep } from "./survey.ts";
import type { FieldingRow, SurveyStore } from "./survey.store.ts";

interface Shared {
  database: Database;
  clock: Clock;
  surveys: SurveyStore;
  invitations: InvitationStore;
}

type Fieldwork = Pick<SurveyStep, "fieldingsOf" | "fieldSurvey" | "movePromise">;

const DAY = 24 * 60 * 60 * 1000;
const FARTHEST_PROMISE = 5 * 366 * DAY;

/** A promise is a day to look forward to: after today, and near enough to be one. */
export const isAhead = (day: Date, now: Date): boolean => {
  const today = Math.floor(now.getTime() / DAY) * DAY;
  return day.getTime() > today && day.getTime() - today <= FARTHEST_PROMISE;
};

const isCode = (code: string): boolean => /^[^\s\p{C}](?:[^\p{C}]{0,48}[^\s\p{C}])?$/u.test(code);

export const createFieldwork = ({ database, clock, surveys, invitations }: Shared): Fieldwork => {
  const counted = async (fieldings: readonly FieldingRow[]): Promise<Fielding[]> => {
    const counts = await invitations.counts(fieldings.map(({ id }) => id));
    return fieldings.map((fielding) => ({ ...fielding, ...(counts.get(fielding.id) ?? { invited: 0, sent: 0 }) }));
  };
  return {
    fieldingsOf: async (surveyId) => counted(await surveys.fieldingsOf(surveyId)),

    fieldSurvey: ({ surveyId, wave, waveLabel, promisedOn }) =>
      database.$transaction(async (transaction) => {
        const now = clock();
        if (!isCode(wave)) throw waveInvalid();
        if (!isAhead(promisedOn, now)) throw promiseNotAhead("promisedOn");
        const survey = await surveys.survey(surveyId, transaction);
        if (survey === null) throw surveyUnknown();
        await holdStudy(transaction, survey.studyId);
        const version = await surveys.newestVersion(surveyId, transaction);
        if (version === null) throw notPublished();

        const known = await waveIdOf(transaction, survey.studyId, wave);
        if (known !== null && (await isClosed(transaction, known))) throw waveClosedToNew("wave");
        if (known !== null && (await surveys.isFielded(transaction, version.id, known))) throw alreadyFielded(wave);
        const label = waveLabel?.trim() ?? "";
        if (known === null && (label === "" || label.length > 200)) throw waveLabelNeeded(wave);
        const waveId = known ?? (await appendWave(transaction, survey.studyId, { code: wave, label }));
        await openWave(transaction, waveId, now);
        const added = await surveys.addFielding(transaction, {
          versionId: version.id,
          waveId,
          promisedOn,
          createdAt: now,
        });
        return { ...added, invited: 0, sent: 0 };
      }),

    movePromise: async (fieldingId, to, explanation) => {
      const moved = await database.$transaction(async (transaction) => {
        const movedBecause = explanation.trim();
        if (!isAhead(to, clock())) throw promiseNotAhead("to");
        if (movedBecause === "" || movedBecause.length > 1_000) throw explanationNeeded();
        const known = await surveys.fielding(fieldingId, transaction);
        if (known === null) throw fieldingUnknown();
        await holdStudy(transaction, known.studyId);
        const { fielding } = (await surveys.fielding(fieldingId, transaction)) ?? known;
        return surveys.movePromise(transaction, fieldingId, {
          promisedOn: to,
          movedFrom: fielding.movedFrom ?? fielding.promisedOn,
          movedBecause,
        });
      });
      const [fielding] = await counted([moved]);
      return fielding ?? { ...moved, invited: 0, sent: 0 };
    },
  };
};
