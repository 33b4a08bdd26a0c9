import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSurveyStep, type RespondentHolder } from "../../api/flow/survey/survey.ts";
import { Problem } from "../../schema/problem.ts";
import { seededChance, stillSecret } from "../testkit/chance.ts";
import { fieldQuestionnaire, PUBLIC_URL, type Survey } from "./survey-questionnaire.ts";

/*
 * Two devices, two copies of the API, one person: what was acknowledged is there, what comes too late is refused.
 */

let house: Survey;
let people = 0;
beforeAll(async () => {
  house = await fieldQuestionnaire("at once");
});
afterAll(() => house.test.drop());

const opened = async () => {
  const [secret = ""] = await house.invite(`person-${people++}`);
  const session = await house.survey.openInvitation(secret);
  await house.survey.giveConsent(session.holder, true);
  return session;
};

/** Saves 1 to 5 over and over until it is refused: the last value that was acknowledged, and the refusal. */
async function saveUntilRefused(holder: RespondentHolder): Promise<{ last: number | null; code: string }> {
  let last: number | null = null;
  for (let round = 0; round < 2_000; round++) {
    const value = 1 + (round % 5);
    try {
      await house.survey.saveAnswer(holder, "heard", value);
      last = value;
    } catch (error) {
      if (error instanceof Problem) return { last, code: error.code };
      throw error;
    }
  }
  throw new Error("never refused");
}

describe("at once", () => {
  it.each([1, 2, 3])("saving and sending: what was acknowledged before is in, nothing after (%i)", async () => {
    const { holder } = await opened();
    await house.survey.saveAnswer(holder, "home", "own");
    await house.survey.saveAnswer(holder, "heard", 1);
    const saving = saveUntilRefused(holder);
    await new Promise((later) => setTimeout(later, 30));
    await house.survey.sendResponse(holder);
    const atSending = await house.survey.respondent(holder);
    const { last, code } = await saving;
    expect(code).toBe("ANSWERS_CLOSED");
    const after = await house.survey.respondent(holder);
    expect(after?.answers).toEqual(atSending?.answers);
    expect(after?.answers.find(({ question }) => question === "heard")?.value).toBe(last);
  });

  it.each([1, 2, 3])("saving and taking consent back: nothing stays (%i)", async () => {
    const { holder } = await opened();
    const saving = saveUntilRefused(holder);
    await new Promise((later) => setTimeout(later, 30));
    await house.survey.giveConsent(holder, false);
    expect((await saving).code).toBe("CONSENT_NEEDED");
    expect(await house.survey.respondent(holder)).toMatchObject({ consent: false, answers: [] });
  });

  it("many people at once: each answer is kept or refused by itself", async () => {
    const sessions = await Promise.all(Array.from({ length: 30 }, opened));
    const closed = sessions[7]?.holder as RespondentHolder;
    await house.survey.closeSession(closed);
    const given = await Promise.all(
      sessions.map(({ holder }, at) =>
        house.survey.saveAnswer(holder, "heard", 1 + (at % 5)).then(
          (answer) => answer?.value,
          (error: unknown) => (error instanceof Problem ? error.code : error),
        ),
      ),
    );
    expect(given).toEqual(sessions.map((_, at) => (at === 7 ? "SESSION_ENDED" : 1 + (at % 5))));
    for (const [at, { holder }] of sessions.entries())
      if (at !== 7)
        expect((await house.survey.respondent(holder))?.answers).toMatchObject([
          { question: "heard", value: 1 + (at % 5) },
        ]);
  });

  it("the same question from one device and from another, at once: one answer, the last of each device", async () => {
    const [secret = ""] = await house.invite("two devices");
    const [one, other] = await Promise.all([1, 2].map(() => house.survey.openInvitation(secret)));
    const [here, there] = [one?.holder, other?.holder] as [RespondentHolder, RespondentHolder];
    await house.survey.giveConsent(here, true);
    // The first is under way by itself, the others wait and go together.
    const saved = [1, 2, 3, 4, 5].flatMap((value) => [
      house.survey.saveAnswer(here, "heard", value),
      house.survey.saveAnswer(there, "heard", value),
    ]);
    await Promise.all(saved);
    expect((await house.survey.respondent(here))?.answers).toMatchObject([{ question: "heard", value: 5 }]);
  });

  it("consent from two devices is one response and one consent", async () => {
    const [secret = ""] = await house.invite("twice");
    const sessions = await Promise.all([1, 2, 3, 4].map(() => house.survey.openInvitation(secret)));
    await Promise.all(sessions.map(({ holder }) => house.survey.giveConsent(holder, true)));
    const invitationId = sessions[0]?.holder.invitationId ?? "";
    expect(await house.test.database.response.count({ where: { invitationId } })).toBe(1);
    expect(await house.test.database.consentSaid.count({ where: { invitationId } })).toBe(1);
  });

  it("a session that one copy of the API ends is ended for the other, which remembers where it led", async () => {
    const { database } = house.test;
    const chance = seededChance("another copy");
    const other = createSurveyStep({
      database,
      clock: house.clock,
      chance,
      publicUrl: PUBLIC_URL,
      secret: stillSecret,
    });
    const { cookie, holder } = await opened();
    const remembered = await other.holderOf(cookie);
    expect(remembered).toEqual(holder);
    await house.survey.closeSession(holder);
    expect(await house.survey.holderOf(cookie)).toBeNull();
    for (const refused of [
      () => other.saveAnswer(holder, "home", "own"),
      () => other.sendResponse(holder),
      () => other.giveConsent(holder, false),
      () => other.answersBy(holder),
    ])
      await expect(refused()).rejects.toMatchObject({ code: "SESSION_ENDED" });
    expect(await other.respondent(holder)).toBeNull();
  });

  it("what somebody said comes back to them from every questionnaire of the study", async () => {
    const { survey, clock, surveyId } = house;
    const wave = { surveyId, wave: "2", waveLabel: "Tweede meting", promisedOn: new Date("2026-12-01T00:00:00Z") };
    const second = await survey.fieldSurvey(wave);
    const [link] = await survey.createInvitations({ fieldingId: second.id, participants: ["again"] });
    const [firstSecret = ""] = await house.invite("again");
    for (const [secret, heard] of [
      [firstSecret, 2],
      [link?.link.split("#")[1] ?? "", 4],
    ] as const) {
      clock.pass({ minutes: 1 });
      const { holder } = await survey.openInvitation(secret);
      await survey.giveConsent(holder, true);
      await survey.saveAnswer(holder, "home", "own");
      await survey.saveAnswer(holder, "heard", heard);
      await survey.sendResponse(holder);
    }
    const { holder } = await survey.openInvitation(firstSecret);
    const said = (await survey.answersBy(holder)).filter(({ question }) => question.id === "heard");
    expect(said).toMatchObject([
      { value: 2, waveCode: "1", variables: ["heard"] },
      { value: 4, waveCode: "2", variables: ["heard"] },
    ]);
    const rows = [];
    for await (const batch of survey.answersOf(house.studyId, clock())) rows.push(...batch);
    // Sent before the moment, not at it.
    expect(rows.filter(({ pseudonym }) => pseudonym === "again")).toEqual([
      { pseudonym: "again", wave: "1", values: { home: "own", heard: 2 } },
    ]);
  });
});
