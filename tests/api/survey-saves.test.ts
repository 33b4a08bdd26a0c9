import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnsweredAt, RespondentHolder } from "../../api/flow/survey/survey.ts";
import { fieldQuestionnaire, type Survey } from "./survey-questionnaire.ts";

/*
 * Saves that come twice, late, or in another order than they were made, from one device and from two.
 */

let house: Survey;
let people = 0;
beforeAll(async () => {
  house = await fieldQuestionnaire("saves");
});
afterAll(() => house.test.drop());

/** One person on so many devices. */
async function onDevices(count: number): Promise<RespondentHolder[]> {
  const [secret = ""] = await house.invite(`saver-${people++}`);
  const sessions = [];
  for (let device = 0; device < count; device++) sessions.push(await house.survey.openInvitation(secret));
  const holders = sessions.map(({ holder }) => holder);
  await house.survey.giveConsent(holders[0] as RespondentHolder, true);
  house.clock.pass({ minutes: 10 });
  return holders;
}

/** So many seconds after the yes. */
const given = (device: string, turn: number, seconds = turn): AnsweredAt => ({
  device,
  turn,
  at: new Date(house.clock().getTime() - 10 * 60_000 + seconds * 1000),
});

const shown = async (holder: RespondentHolder) =>
  Object.fromEntries(
    (await house.survey.respondent(holder))?.answers.map(({ question, value }) => [question, value]) ?? [],
  );

/** Every order of a few things. */
const orders = <Thing>(things: Thing[]): Thing[][] =>
  things.length < 2
    ? [things]
    : things.flatMap((first, at) => orders(things.filter((_, other) => other !== at)).map((rest) => [first, ...rest]));

describe("saves", () => {
  it("change nothing when they come again, not even when it was saved", async () => {
    const [phone] = (await onDevices(1)) as [RespondentHolder];
    const once = given("phone", 1);
    const first = await house.survey.saveAnswer(phone, "heard", 4, once);
    await house.survey.saveAnswer(phone, "home", "own", given("phone", 2));
    const before = await house.survey.respondent(phone);
    house.clock.pass({ seconds: 30 });
    expect(await house.survey.saveAnswer(phone, "heard", 4, once)).toEqual(first);
    expect((await house.survey.respondent(phone))?.answers).toEqual(before?.answers);
  });

  it("end in the same, in whichever order they come and however often", async () => {
    const saves = [
      ["phone", 1, 1, 1],
      ["phone", 2, null, 4],
      ["tablet", 1, 2, 3],
      ["tablet", 2, 3, 6],
      ["phone", 3, 5, 5],
    ] as const;
    for (const order of orders([...saves]).filter((_, at) => at % 15 === 0)) {
      const [phone, tablet] = (await onDevices(2)) as [RespondentHolder, RespondentHolder];
      for (const [device, turn, value, seconds] of [...order, ...order.slice(0, 3)])
        await house.survey.saveAnswer(
          device === "phone" ? phone : tablet,
          "heard",
          value,
          given(device, turn, seconds),
        );
      expect(await shown(phone), JSON.stringify(order)).toEqual({ heard: 3 });
    }
  });

  it("do not bring back what was taken back later", async () => {
    const [phone, tablet] = (await onDevices(2)) as [RespondentHolder, RespondentHolder];
    await house.survey.saveAnswer(phone, "heard", null, given("phone", 2, 20));
    expect(await house.survey.saveAnswer(tablet, "heard", 2, given("tablet", 1, 10))).toMatchObject({
      value: null,
      elsewhere: true,
    });
    expect(await shown(tablet)).toEqual({});
    await house.survey.saveAnswer(phone, "home", "own", given("phone", 3));
    await expect(house.survey.sendResponse(phone)).rejects.toMatchObject({ code: "ANSWERS_MISSING" });
  });

  it("from two devices keep both, and tell the earlier one what is newer", async () => {
    const [phone, tablet] = (await onDevices(2)) as [RespondentHolder, RespondentHolder];
    await Promise.all([
      house.survey.saveAnswer(phone, "home", "own", given("phone", 1)),
      house.survey.saveAnswer(tablet, "say", "Luister", given("tablet", 1)),
    ]);
    expect(await house.survey.saveAnswer(tablet, "heard", 5, given("tablet", 2, 9))).toMatchObject({
      elsewhere: false,
    });
    expect(await house.survey.saveAnswer(phone, "heard", 1, given("phone", 2, 8))).toMatchObject({
      value: 5,
      elsewhere: true,
    });
    expect(await shown(phone)).toEqual({ home: "own", say: "Luister", heard: 5 });
  });

  it("at once, together and from two copies of the statement, keep the newest", async () => {
    const [phone, tablet] = (await onDevices(2)) as [RespondentHolder, RespondentHolder];
    await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        house.survey.saveAnswer(
          at % 2 ? phone : tablet,
          "income",
          at,
          given(at % 2 ? "phone" : "tablet", at, (at * 17) % 40),
        ),
      ),
    );
    // 17 × 7 leaves 39 of 40.
    expect(await shown(phone)).toEqual({ income: 7 });
  });

  it("of before a no do not come back with a later yes", async () => {
    const [phone, tablet] = (await onDevices(2)) as [RespondentHolder, RespondentHolder];
    const late = given("tablet", 1, 30);
    await house.survey.giveConsent(phone, false);
    house.clock.pass({ minutes: 1 });
    await house.survey.giveConsent(phone, true);
    expect(await house.survey.saveAnswer(tablet, "say", "Weg", late)).toMatchObject({ value: null });
    expect(await shown(phone)).toEqual({});
    const { test } = house;
    const { invitationId } = phone;
    expect(await test.database.answer.count({ where: { response: { invitationId } } })).toBe(0);
  });

  it("from a clock that is ahead do not stand before what comes later", async () => {
    const [phone] = (await onDevices(1)) as [RespondentHolder];
    await house.survey.saveAnswer(phone, "heard", 1, {
      device: "phone",
      turn: 1,
      at: new Date("2031-01-01T00:00:00Z"),
    });
    house.clock.pass({ seconds: 5 });
    await house.survey.saveAnswer(phone, "heard", 2, { device: "phone", turn: 2, at: house.clock() });
    expect(await shown(phone)).toEqual({ heard: 2 });
  });

  it("leave nothing behind of what was taken back, once all is sent", async () => {
    const [phone] = (await onDevices(1)) as [RespondentHolder];
    await house.survey.saveAnswer(phone, "home", "own", given("phone", 1));
    await house.survey.saveAnswer(phone, "heard", 3, given("phone", 2));
    await house.survey.saveAnswer(phone, "say", "Toch niet", given("phone", 3));
    await house.survey.saveAnswer(phone, "say", null, given("phone", 4));
    await house.survey.sendResponse(phone);
    const { invitationId } = phone;
    const rows = await house.test.database.answer.findMany({
      where: { response: { invitationId } },
      select: { questionId: true },
      orderBy: { questionId: "asc" },
    });
    expect(rows.map(({ questionId }) => questionId)).toEqual(["heard", "home"]);
    await expect(house.survey.saveAnswer(phone, "say", "Te laat", given("phone", 5))).rejects.toMatchObject({
      code: "ANSWERS_CLOSED",
    });
  });
});
