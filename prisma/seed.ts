import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OutcomeStep } from "../api/flow/outcome/outcome.ts";
import type { ResultQuery } from "../api/flow/result/result.ts";
import type { CreatedInvitation } from "../api/flow/survey/survey.ts";
import type { Steps } from "../api/graphql/context.ts";
import { DEMO_ACCOUNTS } from "../api/people/demo.ts";
import type { People, Role, Viewer } from "../api/people/people.ts";
import type { Clock } from "../api/platform/clock.ts";
import type { Database } from "../api/platform/postgres.ts";
import { recordDayOf } from "../schema/day.ts";
import type { NewFinding } from "../schema/outcome.ts";
import { createAnswers, invitedAmong } from "./demo/answers.ts";
import { demoQueries, heardInWords, noPaidTime, oneWorker, workersInWords, type Shown } from "./demo/findings.ts";
import { keepAnswers } from "./demo/keep-answers.ts";
import { holdDemoMeeting } from "./demo/meeting.ts";
import { keepDemoPlan } from "./demo/plan.ts";
import { DEMO_STUDY, writeDemoPackage } from "./demo/package.ts";
import { createPanel, type DemoPanel, type DemoPerson } from "./demo/panel.ts";
import { DEMO_SURVEY, DEMO_WAVE, demoSurvey } from "./demo/survey.ts";

/** The demo: a made-up study that went the whole way, so that there is something to see. */

export interface SeedServices {
  database: Database;
  clock: Clock;
  /** The same services with another present moment: the demo began some weeks ago. */
  stepsAt(clock: Clock): Promise<Steps>;
}

/** Personal links of two made-up people, shown this once: the record keeps only their hashes. */
export interface SeededLinks {
  /** Nobody answered through it yet. */
  fresh: string;
  /** Its holder answered, and sees what came of it. */
  answered: string;
  /** Ids of the invitations behind them. */
  invitations: { fresh: string; answered: string };
  /** Id of the meeting whose room is open */
  meeting: string;
  /** Secret of the link to a made-up plan */
  plan: string;
}

const DAY = 24 * 60 * 60 * 1000;

/** After the invitation and its reminders. */
const ANSWERED_DAYS_AGO = [35, 30, 24, 17];

interface Calendar {
  clock: Clock;
  /** So many days before today. */
  goTo(daysAgo: number): void;
  momentOf(daysAgo: number): Date;
  /** The day so many days from today, as the record keeps it. */
  inDays(days: number): Date;
}

/** Stands where it is put: the weeks of the demo pass in seconds. */
const createCalendar = (clock: Clock): Calendar => {
  const today = clock().getTime();
  const momentOf = (daysAgo: number): Date => new Date(today - daysAgo * DAY);
  let now = momentOf(0);
  return {
    clock: () => new Date(now),
    goTo: (daysAgo) => {
      now = momentOf(daysAgo);
    },
    momentOf,
    inDays: (days) => recordDayOf(new Date(today + days * DAY)),
  };
};

type Cast = Record<"MEMBER" | "RESEARCHER" | "STEWARD", Viewer> & { workplace: string };

const createCast = async (people: People): Promise<Cast> => {
  const viewers = new Map<Role, Viewer>();
  for (const { email, name, role } of DEMO_ACCOUNTS) {
    const account = await people.ensureAccount({ email, name, roles: [role] });
    viewers.set(role, { ...account, userId: account.id, scopes: null, workplaces: [] });
  }
  const [member, researcher, steward] = (["MEMBER", "RESEARCHER", "STEWARD"] as const).map((role) => viewers.get(role));
  if (!member || !researcher || !steward) throw new Error("the demo has no member, no researcher or no steward");
  const workplace = await people.ensureWorkplace("Leerwerkplaats Demostad", [member.userId]);
  return {
    MEMBER: { ...member, workplaces: [workplace.id] },
    RESEARCHER: researcher,
    STEWARD: steward,
    workplace: workplace.id,
  };
};

const bringIn = async (steps: Steps, panel: DemoPanel): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "weerklank-demo-"));
  try {
    await writeDemoPackage(folder, panel);
    const { studyId } = await steps.study.importStudy(folder);
    return studyId;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const field = async (steps: Steps, panel: DemoPanel, promisedOn: Date) => {
  const made = await steps.survey.createSurvey({ ...demoSurvey, study: DEMO_STUDY, slug: DEMO_SURVEY });
  await steps.survey.publishSurvey(made.id);
  const fielding = await steps.survey.fieldSurvey({
    surveyId: made.id,
    wave: DEMO_WAVE.code,
    waveLabel: DEMO_WAVE.label,
    promisedOn,
  });
  const invited = invitedAmong(panel);
  const invitations = await steps.survey.createInvitations({
    fieldingId: fielding.id,
    participants: invited.map(({ id }) => id),
  });
  return { invited, invitations: new Map(invitations.map((each) => [each.invitation.participant, each])) };
};

const ask = async (steps: Steps, viewer: Viewer, query: ResultQuery): Promise<Shown & { id: string }> => {
  const answer = await steps.result.ask(viewer, query);
  if (answer.kind === "refusal") throw new Error(`the demo's own question was refused: ${answer.code}`);
  return { id: answer.id, cells: answer.released.cells };
};

/** Makes a finding public where enough is shown to say it. */
const publish = async (
  outcome: OutcomeStep,
  viewer: Viewer,
  shown: { id: string },
  words: Omit<NewFinding, "result"> | null,
) => {
  if (words === null) return null;
  const { id } = await outcome.createFinding(viewer, { ...words, result: shown.id });
  return (await outcome.publishFinding(id)).id;
};

const inWords = (day: Date) => {
  const written = (locale: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(day);
  return { nl: written("nl-NL"), en: written("en-GB") };
};

/** Hours in which an alarm is acknowledged, before it goes to the next person */
const ALARM_HOURS = 24;
/** Where the demo's researcher reads alarms; everywhere else it is the member, and then the steward. */
const ALARM_REGION = "utrecht";

const nameHandlers = async ({ alarms }: Steps, { MEMBER, RESEARCHER, STEWARD }: Cast): Promise<void> => {
  await alarms.route("", [MEMBER.email, STEWARD.email], ALARM_HOURS);
  await alarms.route(ALARM_REGION, [RESEARCHER.email], ALARM_HOURS);
};

/** The study asks for plans, in the words that come with the house. */
const askForPlans = async ({ survey: { consent } }: Steps, studyId: string, by: string): Promise<void> => {
  const purposes = await consent.purposesOf(studyId);
  const asked = purposes.find(({ purpose }) => purpose === "SHARE_PLAN");
  if (asked === undefined) throw new Error("the demo's study has no words to ask for plans with");
  const { words, number } = asked;
  await consent.writeWords(studyId, { purpose: "SHARE_PLAN", words, asked: true, instead: number }, by);
};

/** Brings the demo study in and takes it the whole way, through the same services as everybody's. */
export const seedDemo = async ({ database, clock, stepsAt }: SeedServices): Promise<SeededLinks> => {
  const calendar = createCalendar(clock);
  const steps = await stepsAt(calendar.clock);
  try {
    return await goTheWholeWay(steps, database, calendar);
  } finally {
    await steps.people.settle();
    await steps.alarms.stop();
    await steps.result.close();
  }
};

const goTheWholeWay = async (
  steps: Steps,
  database: Database,
  { goTo, inDays, momentOf }: Calendar,
): Promise<SeededLinks> => {
  const panel = createPanel();
  const plan = await keepDemoPlan(steps.plans, goTo);

  goTo(42);
  const cast = await createCast(steps.people);
  const studyId = await bringIn(steps, panel);
  const { invited, invitations } = await field(steps, panel, inDays(21));

  const answers = createAnswers(invited);
  await keepAnswers(
    database,
    answers.flatMap((each, index) => {
      const invitationId = invitations.get(each.person.id)?.invitation.id;
      const at = momentOf(ANSWERED_DAYS_AGO[index % ANSWERED_DAYS_AGO.length] ?? 0);
      return invitationId === undefined ? [] : [{ ...each, invitationId, at }];
    }),
  );

  goTo(14);
  await steps.snapshot.take(studyId);
  const heard = await ask(steps, cast.RESEARCHER, demoQueries.heard);
  const byWorkers = await ask(steps, cast.RESEARCHER, demoQueries.heardByWorkers);
  await ask(steps, cast.RESEARCHER, demoQueries.housingByAge);
  await ask(steps, cast.RESEARCHER, demoQueries.retention);

  goTo(10);
  const heardFinding = await publish(steps.outcome, cast.RESEARCHER, heard, heardInWords(heard));
  const workersFinding = await publish(steps.outcome, cast.RESEARCHER, byWorkers, workersInWords(byWorkers));

  goTo(3);
  const { MEMBER: member, workplace } = cast;
  if (workersFinding) {
    await steps.outcome.recordOutcome(member, { ...oneWorker, finding: workersFinding, workplace, on: inDays(-5) });
  }
  if (heardFinding) {
    const no = noPaidTime(inWords(inDays(120)));
    await steps.outcome.recordOutcome(member, { ...no, finding: heardFinding, workplace, on: inDays(-4) });
  }

  goTo(2);
  await nameHandlers(steps, cast);
  await askForPlans(steps, studyId, cast.RESEARCHER.name);
  goTo(0);
  const promisedOn = inDays(30);
  const when = { workplace, promisedOn, promised: inWords(promisedOn), now: momentOf(0) };
  const meeting = await holdDemoMeeting(steps, member, when);

  const answered = answers.find(({ answers: said }) => "gehoord" in said && "begeleiders" in said)?.person;
  const silent = invited.find((person) => answers.every((each) => each.person !== person));
  const invitedAs = (person: DemoPerson | undefined): CreatedInvitation => {
    const made = person && invitations.get(person.id);
    if (made === undefined) throw new Error("the demo has nobody who answered, or nobody who did not");
    return made;
  };
  const [fresh, heardFrom] = [invitedAs(silent), invitedAs(answered)];
  return {
    fresh: fresh.link,
    answered: heardFrom.link,
    invitations: { fresh: fresh.invitation.id, answered: heardFrom.invitation.id },
    meeting,
    plan,
  };
};
