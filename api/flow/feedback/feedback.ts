import { Problem } from "../../../schema/problem.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/postgres.ts";
import type { Finding, OutcomeStep } from "../outcome/outcome.ts";
import type { ResultStep } from "../result/result.ts";
import type { SnapshotStep } from "../snapshot/snapshot.ts";
import type { StudyStep } from "../study/study.ts";
import type { MeetingPromise, MeetingStep } from "../survey/survey.ts";
import type { FieldingPromise, Respondent, RespondentHolder, SurveyStep } from "../survey/survey.ts";
import { createFeedbackStore } from "./feedback.store.ts";
import { keepingOf, keptBy, loopOf, type Heard, type Kept, type Loop } from "./keep-promises.ts";
import { tellStories, type Story as Told, type StoryFinding as ToldFinding, type Telling } from "./tell-stories.ts";

/** Face of the step: what goes back to the people whose answers it rests on. */

export const RECOGNITIONS = ["YES", "PARTLY", "NO"] as const;
/** "Do you recognise yourself in this?" */
export type Recognition = (typeof RECOGNITIONS)[number];

export interface StoryFinding extends ToldFinding {
  recognised: Recognition | null;
}

export interface Story extends Omit<Told, "findings"> {
  findings: StoryFinding[];
}

/** Snapshots in which somebody may be, and results that were given on them. */
export interface GivenOut {
  snapshots: number;
  results: number;
}

export interface FeedbackStep {
  /** What came of each answer that the holder of a link sent. */
  stories(holder: RespondentHolder): Promise<Story[]>;
  /** Whether the promise that came with the holder's questionnaire was kept, or is late. */
  promiseTo(holder: RespondentHolder): Promise<Kept>;
  /** What has left since the holder first agreed, and can no longer be undone. */
  givenOut(respondent: Respondent): Promise<GivenOut>;
  loop(): Promise<Loop>;
  /** Only of findings in the own stories; a problem for any other. */
  recognise(holder: RespondentHolder, finding: string, recognised: Recognition): Promise<StoryFinding>;
}

export interface FeedbackDeps {
  database: Database;
  clock: Clock;
  study: Pick<StudyStep, "studyById" | "waves">;
  survey: Pick<SurveyStep, "answersBy" | "promises">;
  meeting: Pick<MeetingStep, "meetingPromises">;
  snapshot: Pick<SnapshotStep, "askedOf" | "allOf">;
  result: Pick<ResultStep, "stored" | "givenOn">;
  outcome: Pick<OutcomeStep, "publishedOn" | "firstOutcomeOn">;
}

const notYours = (): Problem =>
  new Problem(
    "NOT_IN_YOUR_STORIES",
    { nl: "Deze bevinding gaat niet over jouw antwoorden.", en: "This finding is not about your answers." },
    ["finding"],
  );

export const createFeedbackStep = (deps: FeedbackDeps): FeedbackStep => {
  const { clock, study: studies, survey, meeting, snapshot, result: results, outcome } = deps;
  const store = createFeedbackStore(deps.database);

  const telling = async (finding: Finding): Promise<Telling[]> => {
    const result = await results.stored(finding.resultId);
    return result === null
      ? []
      : [{ finding, query: result.query, snapshots: result.snapshots, shown: result.released }];
  };

  const stories = async (holder: RespondentHolder): Promise<Story[]> => {
    const [answers, study] = await Promise.all([survey.answersBy(holder), studies.studyById(holder.studyId)]);
    if (study === null || answers.length === 0) return [];
    const variables = answers.flatMap((each) => each.variables.map((variable) => ({ study: study.slug, variable })));
    const [waves, frozen, findings] = await Promise.all([
      studies.waves(study.id),
      snapshot.askedOf(study.id),
      outcome.publishedOn(variables),
    ]);
    const tellings = (await Promise.all(findings.map(telling))).flat();
    const told = tellStories({ study: study.slug, waves: waves.map(({ code }) => code) }, answers, frozen, tellings);
    const said = await store.recognitionsBy(
      holder.participantId,
      findings.map(({ id }) => id),
    );
    return told.map((story) => ({
      ...story,
      findings: story.findings.map((each) => ({ ...each, recognised: said.get(each.finding.id) ?? null })),
    }));
  };

  /** The promises with the slugs of their studies, and everything public that rests on what was asked. */
  const promisesOf = async (promises: readonly FieldingPromise[]) => {
    const ids = [...new Set(promises.map(({ studyId }) => studyId))];
    const slugs = new Map(await Promise.all(ids.map(async (id) => [id, (await studies.studyById(id))?.slug] as const)));
    const promised = promises.map(({ studyId, ...promise }) => ({ ...promise, study: slugs.get(studyId) ?? "" }));
    const asked = promised.flatMap(({ study, variables }) => variables.map((variable) => ({ study, variable })));
    const heard = (await outcome.publishedOn(asked)).flatMap(({ publishedAt, variables }): Heard[] =>
      publishedAt === null ? [] : [{ publishedAt, variables }],
    );
    return { promised, heard };
  };

  /** A promise of a meeting is kept by what is recorded on its themes: nothing of it is measured. */
  const keepingOfMeeting = async ({ themes, ...promise }: MeetingPromise): Promise<Kept> => {
    const first = await outcome.firstOutcomeOn(themes);
    return keptBy(promise, first === null ? [] : [first], clock());
  };

  return {
    stories,

    promiseTo: async ({ fieldingId }) => {
      const own = (await survey.promises()).filter((promise) => promise.fieldingId === fieldingId);
      const { promised, heard } = await promisesOf(own);
      const [promise] = promised;
      const [held] = promise === undefined ? await meeting.meetingPromises(fieldingId) : [];
      if (held !== undefined) return keepingOfMeeting(held);
      if (promise === undefined) throw new Error("a personal link leads to a fielding that made no promise");
      return keepingOf(promise, heard, clock());
    },

    givenOut: async ({ holder, said }) => {
      const since = said.find(({ purpose, given }) => purpose === "TAKE_PART" && given)?.at;
      if (since === undefined) return { snapshots: 0, results: 0 };
      const taken = (await snapshot.allOf(holder.studyId)).filter(({ asOf }) => asOf > since);
      return { snapshots: taken.length, results: await results.givenOn(taken.map(({ id }) => id)) };
    },

    loop: async () => {
      const { promised, heard } = await promisesOf(await survey.promises());
      const meetings = await Promise.all((await meeting.meetingPromises()).map(keepingOfMeeting));
      return loopOf(promised, heard, clock(), meetings);
    },

    recognise: async (holder, finding, recognised) => {
      const told = (await stories(holder)).flatMap((story) => story.findings);
      const own = told.find((each) => each.finding.id === finding);
      if (own === undefined) throw notYours();
      await store.keepRecognition(finding, holder.participantId, recognised, clock());
      return { ...own, recognised };
    },
  };
};
