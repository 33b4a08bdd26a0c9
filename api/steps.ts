import { type ContactKeys, createContactStep, type ReportsTo } from "./flow/contact/contact.ts";
import { createFeedbackStep } from "./flow/feedback/feedback.ts";
import { createOutcomeStep } from "./flow/outcome/outcome.ts";
import { createResultStep, disturb } from "./flow/result/result.ts";
import { createHandOvers, createSnapshotStep } from "./flow/snapshot/snapshot.ts";
import { createStudyStep } from "./flow/study/study.ts";
import { createAlarms, createPlans, createSurveyStep } from "./flow/survey/survey.ts";
import { createMeetingStep } from "./flow/survey/survey.ts";
import type { Steps } from "./graphql/context.ts";
import { createPeople } from "./people/create-people.ts";
import type { Chance } from "./platform/chance.ts";
import type { Clock } from "./platform/clock.ts";
import { openDuckDB } from "./platform/duckdb.ts";
import { makeWholeFolder, type DataFolder } from "./platform/files.ts";
import type { Log } from "./platform/log.ts";
import type { Mail } from "./platform/mail.ts";
import type { Database } from "./platform/postgres.ts";
import type { Queue } from "./platform/queue.ts";
import type { SecretStore } from "./platform/secrets.ts";

export interface StepsDeps {
  database: Database;
  folder: DataFolder;
  secrets: SecretStore;
  clock: Clock;
  chance: Chance;
  log: Log;
  mail: Mail;
  queue: Queue;
  /** null: a secret of this house */
  contactKeys: ContactKeys | null;
  reportsTo: ReportsTo | null;
  publicUrl: string;
  production: boolean;
}

/** The services of all steps, each with what it needs of the ones below it. */
export async function createSteps(deps: StepsDeps): Promise<Steps> {
  const { database, folder, clock, chance, secrets, log, publicUrl } = deps;
  const people = await createPeople(deps);
  const study = createStudyStep({
    database,
    folder,
    clock,
    log,
    openDuckDB,
    makeWholeFolder,
    afterImport: async (studyId) => (await snapshot.take(studyId)).id,
    afterClosing: (studyId) => snapshot.takeSoon(studyId),
  });
  const survey = createSurveyStep({
    ...{ database, clock, chance, publicUrl },
    secret: (name) => secrets.get(name),
    beforeStop: (studyId, pseudonym) => contact.forget({ studyId, pseudonym }),
  });
  const alarms = await createAlarms({ ...deps, people });
  const plans = await createPlans({ ...deps, survey });
  const keys = deps.contactKeys ?? { current: await secrets.get("contact"), before: null };
  const contact = createContactStep({ ...deps, keys, study, survey });
  const meeting = createMeetingStep({ database, clock, chance, secrets, publicUrl, survey });
  const snapshot = createSnapshotStep({ database, folder, clock, chance, secrets, log, disturb, study, survey });
  const handOvers = createHandOvers({ database, folder, clock, log, publicUrl, people, study, survey, snapshot });
  const result = createResultStep({ database, clock, secrets, log, openDuckDB, people, study, snapshot });
  const outcome = createOutcomeStep({ database, clock, study, survey, meeting, result });
  const feedback = createFeedbackStep({ database, clock, study, survey, meeting, snapshot, result, outcome });
  return { people, study, meeting, survey, alarms, plans, contact, snapshot, handOvers, result, outcome, feedback };
}
