import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SurveyDraft } from "../../api/flow/survey/survey.ts";
import {
  fieldQuestionnaire,
  PROMISED,
  PUBLIC_URL,
  questionnaire,
  secretIn,
  type Survey,
} from "./survey-questionnaire.ts";

let house: Survey;
beforeAll(async () => {
  house = await fieldQuestionnaire("fieldwork");
});
afterAll(() => house.test.drop());

const day = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

const textQuestion = (variable: string): SurveyDraft => ({
  ...questionnaire,
  questions: [{ id: "q", kind: "TEXT", text: { nl: "Hoe?" }, variable }],
});

describe("versions", () => {
  it("never change, whatever the draft becomes", async () => {
    const { survey, surveyId, test } = house;
    const [first] = await survey.versionsOf([surveyId]);
    const questions = structuredClone(questionnaire.questions);
    questions[0]!.text.nl = "Waar woon je op dit moment?";
    await survey.updateSurvey(surveyId, { questions });
    const second = await survey.publishSurvey(surveyId);
    expect(second.number).toBe(2);
    expect((await survey.versionsOf([surveyId]))[0]).toEqual(first);
    expect(second.definition.questions[0]?.text.nl).toBe("Waar woon je op dit moment?");
    await expect(
      test.database.$executeRaw`UPDATE "SurveyVersion" SET definition = '{}' WHERE id = ${second.id}`,
    ).rejects.toThrow(/never changes/);
  });

  it("are not made twice of one draft", async () => {
    const { survey, surveyId } = house;
    const again = await survey.publishSurvey(surveyId);
    expect((await survey.versionsOf([surveyId])).map(({ id }) => id).at(-1)).toBe(again.id);
    expect(await survey.versionsOf([surveyId])).toHaveLength(2);
  });

  it("do not give a variable another meaning", async () => {
    const { survey, surveyId } = house;
    const questions = structuredClone(questionnaire.questions);
    questions[2]!.scale!.maximum = 10;
    await survey.updateSurvey(surveyId, { questions });
    await expect(survey.publishSurvey(surveyId)).rejects.toMatchObject({
      code: "VARIABLE_CHANGED",
      at: ["questions", "2", "variable"],
    });
    await survey.updateSurvey(surveyId, { questions: questionnaire.questions });
    expect(await survey.versionsOf([surveyId])).toHaveLength(2);
  });

  it("do not take a variable of the imported data, nor of another questionnaire", async () => {
    const { survey, studyId, test } = house;
    await test.database.variable.create({
      data: {
        ...{ studyId, ordinal: 99, name: "sex", label: "Geslacht", type: "CATEGORICAL", level: "PERSON" },
        ...{ role: "BACKGROUND", origin: "IMPORT" },
      },
    });
    for (const [slug, variable] of [
      ["van-import", "Sex"],
      ["van-ander", "say"],
    ] as const) {
      const { id } = await survey.createSurvey({ ...textQuestion(variable), study: "thuis", slug });
      await expect(survey.publishSurvey(id)).rejects.toMatchObject({ code: "VARIABLE_TAKEN" });
      expect(await survey.versionsOf([id])).toEqual([]);
    }
  });

  it("published at once by two surveys, give a variable to one of them", async () => {
    const { survey, test, studyId } = house;
    const ids = await Promise.all(
      ["een", "twee"].map(async (slug) => {
        const made = await survey.createSurvey({ ...textQuestion("contested"), study: "thuis", slug: `wie-${slug}` });
        return made.id;
      }),
    );
    const outcomes = await Promise.allSettled(ids.map((id) => survey.publishSurvey(id)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "VARIABLE_TAKEN" } });
    expect(await test.database.variable.count({ where: { studyId, name: "contested" } })).toBe(1);
  });

  it("belong to a study that is there, under a name that is free and plain", async () => {
    const { survey } = house;
    const create = (study: string, slug: string) => survey.createSurvey({ ...questionnaire, study, slug });
    await expect(create("nergens", "goed")).rejects.toMatchObject({ code: "STUDY_UNKNOWN" });
    await expect(create("thuis", "hoe-gaat-het")).rejects.toMatchObject({ code: "SLUG_TAKEN" });
    await expect(create("thuis", "../x")).rejects.toMatchObject({ code: "SURVEY_INVALID", at: ["slug"] });
    await expect(survey.publishSurvey("nergens")).rejects.toMatchObject({ code: "SURVEY_UNKNOWN" });
  });
});

describe("a promise", () => {
  it("is a day to come", async () => {
    const { survey, surveyId } = house;
    const field = (promisedOn: Date) => survey.fieldSurvey({ surveyId, wave: "8", waveLabel: "Acht", promisedOn });
    for (const wrong of [day("2026-03-02"), day("2025-01-01"), day("2099-01-01")])
      await expect(field(wrong)).rejects.toMatchObject({ code: "PROMISE_NOT_AHEAD", at: ["promisedOn"] });
    expect((await survey.fieldingsOf(surveyId)).map(({ wave }) => wave.code)).toEqual(["1"]);
  });

  it("that moves keeps its first day and says why", async () => {
    const { survey, fieldingId } = house;
    await expect(survey.movePromise(fieldingId, day("2026-07-01"), " ")).rejects.toMatchObject({
      code: "EXPLANATION_NEEDED",
    });
    await survey.movePromise(fieldingId, day("2026-07-01"), "De gemeente heeft meer tijd nodig.");
    const moved = await survey.movePromise(fieldingId, day("2026-08-01"), "Het werd vakantie.");
    expect(moved).toMatchObject({
      promisedOn: day("2026-08-01"),
      movedFrom: PROMISED,
      movedBecause: "Het werd vakantie.",
    });
    await expect(survey.movePromise("nergens", day("2026-08-01"), "x")).rejects.toMatchObject({
      code: "FIELDING_UNKNOWN",
    });
  });

  it("comes with the variables it was made for", async () => {
    const promises = await house.survey.promises();
    expect(promises).toHaveLength(1);
    expect(promises[0]?.variables).toEqual(["home", "helper.family", "helper.friend", "heard", "income", "say"]);
  });
});

describe("a wave", () => {
  it("that is new comes last, and needs a label", async () => {
    const { survey, surveyId, studyId, test } = house;
    const fielding = { surveyId, wave: "2", promisedOn: day("2026-12-01") };
    await expect(survey.fieldSurvey(fielding)).rejects.toMatchObject({ code: "WAVE_LABEL_NEEDED" });
    await expect(survey.fieldSurvey({ ...fielding, wave: " 2" })).rejects.toMatchObject({ code: "WAVE_INVALID" });
    const { wave } = await survey.fieldSurvey({ ...fielding, waveLabel: "Tweede meting" });
    expect(wave).toMatchObject({ ordinal: 1, code: "2", label: "Tweede meting" });
    await expect(survey.fieldSurvey(fielding)).rejects.toMatchObject({ code: "ALREADY_FIELDED" });
    expect(await test.database.wave.count({ where: { studyId } })).toBe(2);
  });
});

describe("invitations", () => {
  it("are made by thousands, all or none, and enrol who is new", async () => {
    const { survey, fieldingId, studyId, test } = house;
    const participants = Array.from({ length: 5_000 }, (_, at) => `p-${at}`);
    const created = await survey.createInvitations({ fieldingId, participants });
    expect(created.map(({ invitation }) => invitation.participant)).toEqual(participants);
    expect(new Set(created.map(({ link }) => link)).size).toBe(5_000);
    expect(created[0]?.link).toMatch(new RegExp(`^${PUBLIC_URL}/v#[\\w-]{43}$`));
    expect(await test.database.participant.count({ where: { studyId } })).toBe(5_000);

    const again = survey.createInvitations({ fieldingId, participants: ["p-new", "p-7"] });
    await expect(again).rejects.toMatchObject({ code: "ALREADY_INVITED", at: ["participants", "1"] });
    expect(await test.database.participant.count({ where: { studyId, pseudonym: "p-new" } })).toBe(0);
  });

  it("keep only the hash of the secret", async () => {
    const { test, invite } = house;
    const [secret = ""] = await invite("hashed");
    const dump = JSON.stringify(
      await test.database
        .$queryRaw`SELECT i.* FROM "Invitation" i JOIN "Participant" p ON p.id = i."participantId" WHERE p.pseudonym = 'hashed'`,
    );
    expect(dump).not.toContain(secret);
    expect(dump).toContain(createHash("sha256").update(secret).digest("hex"));
  });

  it.each([
    [[], "PARTICIPANTS_NUMBER"],
    [Array.from({ length: 5_001 }, (_, at) => `many-${at}`), "PARTICIPANTS_NUMBER"],
    [["x-1", "x-1"], "PARTICIPANT_REPEATED"],
    [["x-1", ""], "PSEUDONYM_INVALID"],
    [["jan@example.org"], "PSEUDONYM_INVALID"],
    [["0612345678"], "PSEUDONYM_INVALID"],
    [["x\u0000"], "PSEUDONYM_INVALID"],
  ])("refuse %#", async (participants, code) => {
    const { survey, fieldingId } = house;
    const refused = survey.createInvitations({ fieldingId, participants });
    await expect(refused).rejects.toMatchObject({ code });
    await refused.catch((problem) => {
      for (const each of participants.filter((one) => one.length > 3))
        expect(JSON.stringify(problem.text)).not.toContain(each);
    });
  });

  it("expire at a moment to come, in a fielding that is there", async () => {
    const { survey, fieldingId, clock } = house;
    const participants = ["x-2"];
    await expect(survey.createInvitations({ fieldingId, participants, expiresAt: clock() })).rejects.toMatchObject({
      code: "EXPIRY_NOT_AHEAD",
    });
    await expect(survey.createInvitations({ fieldingId: "nergens", participants })).rejects.toMatchObject({
      code: "FIELDING_UNKNOWN",
    });
  });

  it("once withdrawn make room for a new one, without what was said through the old", async () => {
    const { survey, fieldingId, invite } = house;
    const [secret = ""] = await invite("lost");
    const { holder } = await survey.openInvitation(secret);
    await survey.giveConsent(holder, true);
    await survey.saveAnswer(holder, "home", "own");
    const old = (await survey.invitationsOf(fieldingId)).find(({ participant }) => participant === "lost");
    expect(old?.status).toBe("OPENED");
    expect(await survey.revokeInvitation(old?.id ?? "")).toMatchObject({ status: "REVOKED" });
    await expect(survey.saveAnswer(holder, "home", "own")).rejects.toMatchObject({ code: "SESSION_ENDED" });

    const [fresh] = await survey.createInvitations({ fieldingId, participants: ["lost"] });
    await expect(survey.openInvitation(secret)).rejects.toMatchObject({ code: "INVITATION_UNKNOWN" });
    const opened = await survey.openInvitation(secretIn(fresh?.link));
    expect(await survey.respondent(opened.holder)).toMatchObject({ consent: null, answers: [] });
  });

  it("that brought answers in are not given again, even when withdrawn", async () => {
    const { survey, fieldingId, invite } = house;
    const [secret = ""] = await invite("sent");
    const { holder } = await survey.openInvitation(secret);
    await survey.giveConsent(holder, true);
    await survey.saveAnswer(holder, "home", "own");
    await survey.saveAnswer(holder, "heard", 4);
    await survey.sendResponse(holder);
    const [invitation] = (await survey.invitationsOf(fieldingId)).filter(({ participant }) => participant === "sent");
    expect(invitation?.status).toBe("SENT");
    await survey.revokeInvitation(invitation?.id ?? "");
    await expect(survey.createInvitations({ fieldingId, participants: ["sent"] })).rejects.toMatchObject({
      code: "ALREADY_INVITED",
    });
  });
});
