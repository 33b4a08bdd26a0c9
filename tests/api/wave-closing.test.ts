import { afterAll, beforeAll, expect, it } from "vitest";
import type { RespondentHolder } from "../../api/flow/survey/survey.ts";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { questionnaire, secretIn } from "./survey-questionnaire.ts";

/* A wave that is closed: what was sent counts, what was only kept stays and does not, and a snapshot is made of it. */

const CLOSE = `mutation ($wave: ID!) { closeWave(wave: $wave) {
  __typename ... on Problem { code path } ... on Wave { openedAt closedAt } } }`;
const REOPEN = CLOSE.replace("closeWave", "reopenWave");

let api: ApiServer;
let researcher: Record<string, string>;
let steward: Record<string, string>;
let studyId: string;
let surveyId: string;

beforeAll(async () => {
  api = await startApi();
  researcher = await api.signIn("vera@instituut.nl", ["RESEARCHER"]);
  api.clock.pass({ minutes: 15 });
  steward = await api.signIn("anna@instituut.nl", ["STEWARD"]);
  ({ id: studyId } = await api.test.database.study.create({
    data: { slug: "thuis", title: "Thuis", createdAt: api.clock() },
  }));
  const { survey } = api.steps;
  ({ id: surveyId } = await survey.createSurvey({ ...questionnaire, study: "thuis", slug: "hoe-gaat-het" }));
  await survey.publishSurvey(surveyId);
});
afterAll(() => api.stop());

const say = async (query: string, wave: string, headers = researcher): Promise<Record<string, unknown>> => {
  const { body } = await api.ask(query, { variables: { wave }, headers });
  expect(body.errors).toBeUndefined();
  return Object.values(body.data ?? {})[0] as Record<string, unknown>;
};

async function field(wave: string): Promise<{ fieldingId: string; waveId: string }> {
  const { id, wave: made } = await api.steps.survey.fieldSurvey({
    surveyId,
    wave,
    waveLabel: `Meting ${wave}`,
    promisedOn: new Date("2026-06-01T00:00:00Z"),
  });
  return { fieldingId: id, waveId: made.id };
}

async function invite(fieldingId: string, ...participants: string[]): Promise<RespondentHolder[]> {
  const made = await api.steps.survey.createInvitations({ fieldingId, participants });
  return Promise.all(made.map(async ({ link }) => (await api.steps.survey.openInvitation(secretIn(link))).holder));
}

const answer = async (holder: RespondentHolder) => {
  await api.steps.survey.giveConsent(holder, true);
  await api.steps.survey.saveAnswer(holder, "home", "own");
  await api.steps.survey.saveAnswer(holder, "heard", 4);
};

/** Number of the newest snapshot, asked or not. */
async function frozen(): Promise<number> {
  const [newest] = await api.steps.snapshot.allOf(studyId);
  return newest?.number ?? 0;
}

it("takes what was sent, keeps what was not, and is frozen by itself", async () => {
  const { survey, snapshot } = api.steps;
  const { fieldingId, waveId } = await field("1");
  const names = Array.from({ length: 20 }, (_, i) => `p${i}`);
  const holders = await invite(fieldingId, ...names, "late", "never");
  const [late, never] = holders.slice(-2) as [RespondentHolder, RespondentHolder];
  for (const holder of holders.slice(0, 20)) {
    await answer(holder);
    await survey.sendResponse(holder);
  }
  await answer(late);

  api.clock.pass({ minutes: 30 });
  expect(await say(CLOSE, waveId)).toEqual({
    __typename: "Wave",
    openedAt: "2026-03-02T10:15:00.000Z",
    closedAt: api.clock().toISOString(),
  });
  expect(await say(CLOSE, waveId, steward)).toMatchObject({ code: "WAVE_CLOSED", path: ["wave"] });
  await snapshot.settleSnapshots();
  expect(await frozen()).toBe(1);

  // To whoever was late: politely, and nothing is lost.
  await expect(survey.saveAnswer(late, "say", "Nog iets")).rejects.toMatchObject({ code: "WAVE_CLOSED" });
  await expect(survey.saveAnswer(late, "home", null)).rejects.toMatchObject({ code: "WAVE_CLOSED" });
  await expect(survey.sendResponse(late)).rejects.toMatchObject({ code: "WAVE_CLOSED" });
  await expect(survey.giveConsent(never, true)).rejects.toMatchObject({ code: "WAVE_CLOSED" });
  const kept = await survey.respondent(late);
  expect(kept).toMatchObject({ sentAt: null, closedAt: api.clock(), consent: true });
  expect(kept?.answers.map(({ question }) => question)).toEqual(["home", "heard"]);
  expect((await survey.fieldingsOf(surveyId))[0]).toMatchObject({ invited: 22, sent: 20 });

  // Whoever sent already has sent, and may still say no.
  const sent = holders[0] as RespondentHolder;
  await survey.sendResponse(sent);
  await survey.giveConsent(sent, false);
  expect(await survey.respondent(sent)).toMatchObject({ sentAt: null, answers: [] });

  // No new invitations, and no other questionnaire in it.
  await expect(invite(fieldingId, "new")).rejects.toMatchObject({ code: "WAVE_CLOSED" });
  const other = await survey.createSurvey({
    ...questionnaire,
    study: "thuis",
    slug: "nog-een",
    questions: [{ id: "q", kind: "TEXT", text: { nl: "Hoe?" }, variable: "how" }],
  });
  await survey.publishSurvey(other.id);
  await expect(
    survey.fieldSurvey({ surveyId: other.id, wave: "1", promisedOn: new Date("2026-06-01T00:00:00Z") }),
  ).rejects.toMatchObject({ code: "WAVE_CLOSED", at: ["wave"] });

  // Undone: everybody goes on where they were.
  expect(await say(REOPEN, waveId, steward)).toMatchObject({ __typename: "Wave", closedAt: null });
  expect(await say(REOPEN, waveId)).toMatchObject({ code: "WAVE_OPEN" });
  await survey.saveAnswer(late, "say", "Nog iets");
  await survey.sendResponse(late);
  expect((await survey.respondent(late))?.answers).toHaveLength(3);
  const closings = await api.test.database.waveClosing.findMany({
    select: { closedByName: true, reopenedByName: true, reopenedAt: true },
  });
  expect(closings).toEqual([{ closedByName: "vera", reopenedByName: "anna", reopenedAt: api.clock() }]);
});

it("is frozen at each closing, whatever the rhythm, but not by closing it again and again", async () => {
  const { snapshot } = api.steps;
  await snapshot.scheduleSnapshots(
    { userId: "u", name: "Anna", email: "anna@instituut.nl", roles: ["STEWARD"], scopes: null, workplaces: [] },
    "thuis",
    "OFF",
  );
  const { waveId } = await field("2");
  const before = await frozen();
  const close = async () => {
    api.clock.pass({ minutes: 1 });
    await say(CLOSE, waveId);
    await snapshot.settleSnapshots();
    return (await frozen()) - before;
  };
  expect(await close()).toBe(1);
  for (let day = 0; day < 5; day++) {
    api.clock.pass({ days: 1 });
    await say(REOPEN, waveId);
    expect(await close()).toBe(1);
  }
  api.clock.pass({ days: 8 });
  expect(await snapshot.takeDue()).toEqual([]);
  await say(REOPEN, waveId);
  expect(await close()).toBe(2);
});

it("is frozen by the next process where the one that closed it ended first", async () => {
  const { waveId } = await field("3");
  const before = await frozen();
  api.clock.pass({ minutes: 1 });
  // As a crash leaves it: closed in the record, and nothing made of it.
  await api.test.database.wave.update({
    where: { id: waveId },
    data: {
      closedAt: api.clock(),
      closings: { create: { closedAt: api.clock(), closedById: "u", closedByName: "Vera" } },
    },
  });
  expect(await api.steps.snapshot.takeDue()).toHaveLength(1);
  expect(await frozen()).toBe(before + 1);
  expect(await api.steps.snapshot.takeDue()).toEqual([]);
});

it("refuses what arrives while it is being closed, or has it in", async () => {
  const { survey, snapshot } = api.steps;
  const { fieldingId, waveId } = await field("4");
  const holders = await invite(fieldingId, ...Array.from({ length: 12 }, (_, i) => `r${i}`));
  for (const holder of holders) await answer(holder);
  api.clock.pass({ minutes: 1 });
  const [closed, ...sendings] = await Promise.all([
    say(CLOSE, waveId),
    ...holders.map((holder) =>
      survey.sendResponse(holder).then(
        () => "SENT",
        (problem: { code: string }) => problem.code,
      ),
    ),
  ]);
  expect(closed).toMatchObject({ __typename: "Wave" });
  await snapshot.settleSnapshots();
  for (const [at, holder] of holders.entries()) {
    const { sentAt } = (await survey.respondent(holder)) ?? expect.unreachable("no session");
    expect([sendings[at], sentAt !== null]).toEqual(sentAt === null ? ["WAVE_CLOSED", false] : ["SENT", true]);
  }
});

it("says so of a wave that is not there", async () => {
  expect(await say(CLOSE, "nowhere")).toMatchObject({ code: "WAVE_UNKNOWN" });
  expect(await say(REOPEN, "nowhere")).toMatchObject({ code: "WAVE_UNKNOWN" });
});
