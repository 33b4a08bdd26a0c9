import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RespondentHolder } from "../../api/flow/survey/survey.ts";
import { fieldQuestionnaire, type Survey } from "./survey-questionnaire.ts";

/*
 * A code that somebody sets beside the link, for who shares a phone or a mailbox.
 */

const CODE = "mijn eigen wóórd";

let house: Survey;
let people = 0;
beforeAll(async () => {
  house = await fieldQuestionnaire("own code");
});
afterAll(() => house.test.drop());

/** Somebody who answered on a phone and set a code there, and opens the link somewhere else. */
async function onAnotherDevice() {
  const [secret = ""] = await house.invite(`coder-${people++}`);
  const { holder: phone } = await house.survey.openInvitation(secret);
  await house.survey.giveConsent(phone, true);
  await house.survey.saveAnswer(phone, "say", "Alleen voor mij");
  await house.survey.saveAnswer(phone, "home", "own");
  await house.survey.setOwnCode(phone, CODE);
  const { holder: other } = await house.survey.openInvitation(secret);
  return { phone, other, secret };
}

const answers = async (holder: RespondentHolder) => (await house.survey.respondent(holder))?.answers;
const codeOf = (error: unknown) => (error as { code?: string }).code;

describe("a code of one's own", () => {
  it("is asked for on a new device before earlier answers are shown", async () => {
    const { phone, other } = await onAnotherDevice();
    expect(await house.survey.respondent(phone)).toMatchObject({ ownCode: "KNOWN", answers: [{}, {}] });
    expect(await house.survey.respondent(other)).toMatchObject({ ownCode: "NEEDED", answers: [], last: [] });
    await expect(house.survey.giveOwnCode(other, "iets anders")).rejects.toMatchObject({ code: "OWN_CODE_WRONG" });
    expect(await answers(other)).toEqual([]);
    // Typed on another keyboard: the accent as a sign of its own.
    await house.survey.giveOwnCode(other, CODE.normalize("NFD"));
    expect(await house.survey.respondent(other)).toMatchObject({ ownCode: "KNOWN", answers: [{}, {}] });
  });

  it("is asked for before anybody says yes to more than taking part, or reads what was agreed to", async () => {
    const { phone, other } = await onAnotherDevice();
    const quoting = [{ purpose: "BE_QUOTED" as const, text: "BE_QUOTED", given: true }];
    await expect(house.survey.giveConsents(other, quoting, null)).rejects.toMatchObject({ code: "OWN_CODE_NEEDED" });
    // Who gave it is only told that this study does not ask that.
    await expect(house.survey.giveConsents(phone, quoting, null)).rejects.toMatchObject({ code: "CONSENT_NOT_ASKED" });
    expect(await house.survey.respondent(phone)).toMatchObject({ said: [{ purpose: "TAKE_PART" }] });
    expect(await house.survey.respondent(other)).toMatchObject({ consent: true, said: [] });
    // A no needs no code.
    await house.survey.giveConsent(other, false);
    expect(await house.survey.respondent(phone)).toMatchObject({ consent: false });
  });

  it("shows nothing of what was sent either, in any questionnaire of the study", async () => {
    const { phone, other } = await onAnotherDevice();
    await house.survey.saveAnswer(phone, "heard", 2);
    await house.survey.sendResponse(phone);
    expect(await house.survey.answersBy(other)).toEqual([]);
    expect(await house.survey.answersBy(phone)).toHaveLength(3);
  });

  it("that was forgotten: one can still answer, send, and have everything removed; what was said stays unseen", async () => {
    const { phone, other } = await onAnotherDevice();
    const late = { device: "other", turn: 1, at: new Date(0) };
    // Something older than what stands: told as if it were kept, as what stands is not for these eyes.
    expect(await house.survey.saveAnswer(other, "say", "Van mij", late)).toMatchObject({
      value: "Van mij",
      elsewhere: false,
    });
    expect(await house.survey.saveAnswer(other, "heard", 4)).toMatchObject({ value: 4 });
    expect(await answers(other)).toEqual([]);
    await house.survey.sendResponse(other);
    expect(await answers(phone)).toMatchObject([
      { question: "home", value: "own" },
      { question: "heard", value: 4 },
      { question: "say", value: "Alleen voor mij" },
    ]);
    await house.survey.stopTakingPart(other, true);
    expect(await answers(phone)).toEqual([]);
  });

  it("is guessed at five times an hour, over all devices, however many try at once", async () => {
    const { other, secret, phone } = await onAnotherDevice();
    const { holder: third } = await house.survey.openInvitation(secret);
    const tries = await Promise.allSettled(
      Array.from({ length: 200 }, (_, at) => house.survey.giveOwnCode(at % 2 ? other : third, `gok nummer ${at}`)),
    );
    const codes = tries.map((each) => (each.status === "rejected" ? codeOf(each.reason) : "GIVEN"));
    expect(codes.filter((code) => code === "OWN_CODE_WRONG")).toHaveLength(4);
    expect(codes.filter((code) => code === "OWN_CODE_TOO_OFTEN")).toHaveLength(196);
    // The right one is not looked at either, until an hour has passed.
    await expect(house.survey.giveOwnCode(other, CODE)).rejects.toMatchObject({ code: "OWN_CODE_TOO_OFTEN" });
    expect(await answers(phone)).toHaveLength(2);
    house.clock.pass({ minutes: 61 });
    await house.survey.giveOwnCode(other, CODE);
    expect(await answers(other)).toHaveLength(2);
  });

  it("is changed and taken away only where it is known", async () => {
    const { phone, other } = await onAnotherDevice();
    for (const code of [null, "een nieuwe code"])
      await expect(house.survey.setOwnCode(other, code)).rejects.toMatchObject({ code: "OWN_CODE_NEEDED" });
    await expect(house.survey.setOwnCode(phone, "kort")).rejects.toMatchObject({ code: "OWN_CODE_TOO_SHORT" });
    await house.survey.setOwnCode(phone, "een nieuwe code");
    await expect(house.survey.giveOwnCode(other, CODE)).rejects.toMatchObject({ code: "OWN_CODE_WRONG" });
    await house.survey.setOwnCode(phone, null);
    expect(await house.survey.respondent(other)).toMatchObject({ ownCode: "NONE", answers: [{}, {}] });
  });

  it("is kept as a hash with a salt of its own", async () => {
    await onAnotherDevice();
    await onAnotherDevice();
    const kept = await house.test.database.ownCode.findMany({ select: { hash: true, salt: true } });
    expect(new Set(kept.map(({ hash }) => hash)).size).toBe(kept.length);
    expect(new Set(kept.map(({ salt }) => salt)).size).toBe(kept.length);
    expect(JSON.stringify(kept)).not.toContain("eigen");
  });
});
