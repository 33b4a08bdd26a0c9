import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nextMessage, type Plan, type PlannedMessage } from "../../api/flow/contact/next-message.ts";
import { makeServices, type TestServices } from "../testkit/services.ts";
import { PROMISED, questionnaire } from "./survey-questionnaire.ts";

/* People are invited around a day of their own and reminded with a cap; the clock is passed in. */

const DAY_MS = 86_400_000;
const START = new Date("2026-01-01T12:00:00Z");
const dayAfter = (days: number): string => new Date(START.getTime() + days * DAY_MS).toISOString().slice(0, 10);

describe("two years in a second", () => {
  const person = fc.record({
    born: fc.integer({ min: 0, max: 700 }),
    answersOn: fc.option(fc.integer({ min: 0, max: 760 })),
    paused: fc.option(fc.record({ from: fc.integer({ min: 0, max: 700 }), days: fc.integer({ min: 1, max: 90 }) })),
  });
  const plan: fc.Arbitrary<Plan> = fc.record({
    baseline: fc.constant("EIGHTEENTH_BIRTHDAY" as const),
    offsetDays: fc.integer({ min: -30, max: 200 }),
    windowDays: fc.integer({ min: 1, max: 90 }),
    reminderDays: fc.array(fc.integer({ min: 2, max: 40 }), { maxLength: 5 }),
  });

  it("nobody gets more than the cap, outside the window, while away, after answering, or one twice", () => {
    let walked = 0;
    fc.assert(
      fc.property(plan, fc.array(person, { minLength: 1, maxLength: 10 }), (by, people) => {
        for (const { born, answersOn, paused } of people) {
          const sent: PlannedMessage[] = [];
          const on: Date[] = [];
          for (let day = 0; day < 730; day++) {
            const now = new Date(START.getTime() + day * DAY_MS);
            const answered = answersOn !== null && day >= answersOn && sent.length > 0;
            const away = paused !== null && day >= paused.from;
            const next = nextMessage(by, dayAfter(born), {
              status: sent.length === 0 ? null : answered ? "SENT" : "CREATED",
              messages: on,
              pausedUntil: away ? new Date(`${dayAfter(paused.from + paused.days)}T00:00:00Z`) : null,
            });
            if (next === null || next.at > now) continue;
            expect(answered).toBe(false);
            if (away) expect(day).toBeGreaterThanOrEqual(paused.from + paused.days);
            // The first round of the day may come a little after the window began, never after it is over by then.
            expect(next.at.getTime()).toBeGreaterThanOrEqual(next.opens.getTime());
            expect(next.at.getTime()).toBeLessThan(next.closes.getTime());
            sent.push(next);
            on.push(now);
          }
          expect(sent.length).toBeLessThanOrEqual(1 + by.reminderDays.length);
          expect(new Set(sent.map(({ key }) => key)).size).toBe(sent.length);
          walked += 730;
        }
      }),
      { numRuns: 60, seed: 18 },
    );
    expect(walked).toBeGreaterThan(100_000);
  });

  it("comes on the days that the plan says", () => {
    const by: Plan = { baseline: "END_OF_CARE", offsetDays: 365, windowDays: 30, reminderDays: [7, 14] };
    const facts = { status: "CREATED" as const, pausedUntil: null };
    const first = nextMessage(by, "2026-03-01", { ...facts, status: null, messages: [] });
    expect(first).toMatchObject({ kind: "INVITATION", at: new Date("2027-03-01T09:00:00Z") });
    const messages = [new Date("2027-03-01T09:00:00Z")];
    expect(nextMessage(by, "2026-03-01", { ...facts, messages })).toMatchObject({
      ...{ kind: "REMINDER", key: "REMINDER 1", at: new Date("2027-03-08T09:00:00Z") },
    });
    messages.push(new Date("2027-03-08T09:00:00Z"));
    expect(nextMessage(by, "2026-03-01", { ...facts, messages })?.at).toEqual(new Date("2027-03-22T09:00:00Z"));
    messages.push(new Date("2027-03-22T09:00:00Z"));
    expect(nextMessage(by, "2026-03-01", { ...facts, messages })).toBeNull();
  });
});

describe("in the house", () => {
  let house: TestServices;
  let fieldingId: string;
  beforeAll(async () => {
    house = await makeServices();
    const { survey } = house.steps;
    await house.database.study.create({
      data: { slug: "thuis", title: "Thuis", createdAt: house.clock() },
      select: { id: true },
    });
    const { id: surveyId } = await survey.createSurvey({ ...questionnaire, study: "thuis", slug: "hoe" });
    await survey.publishSurvey(surveyId);
    const wave = { wave: "18", waveLabel: "Achttien", promisedOn: PROMISED };
    ({ id: fieldingId } = await survey.fieldSurvey({ surveyId, ...wave }));
  });
  afterAll(() => house.close());

  const to = (address: string) => house.outbox.filter((message) => message.to === address);
  const secrets = (address: string) =>
    [...(to(address).at(-1)?.text ?? "").matchAll(/#([\w-]+)/g)].map(([, secret]) => secret ?? "");
  async function passDays(days: number): Promise<void> {
    house.clock.pass({ minutes: days * 24 * 60 });
    // Several servers at the same moment: each looks, one makes.
    await Promise.all([house.steps.contact.planDue(), house.steps.contact.planDue()]);
    await house.steps.contact.deliver();
  }

  it("invites on the day, reminds up to the cap, stops at an answer, and keeps away until the day asked", async () => {
    const { contact, survey } = house.steps;
    // It is 2 March 2026, 10:00.
    const list = [
      "stil,stil@post.nl,nl,,2026-03-12",
      "zegt,zegt@post.nl,en,,2026-03-12",
      "rust,rust@post.nl,nl,,2026-03-12",
    ];
    const kept = await contact.bringIn(
      "thuis",
      [...list, "later,later@post.nl,,,2027-09-01", "x,x@y.nl,nl,2026"].join("\n"),
    );
    expect(kept).toMatchObject({ added: 4, problems: [{ line: 5 }] });
    const plan = { baseline: "EIGHTEENTH_BIRTHDAY" as const, offsetDays: 0, windowDays: 40, reminderDays: [7, 7] };
    await expect(contact.keepPlan(fieldingId, { ...plan, windowDays: 0 })).rejects.toMatchObject({
      code: "PLAN_INVALID",
    });
    await expect(contact.keepPlan(fieldingId, { ...plan, reminderDays: [1] })).rejects.toMatchObject({
      code: "PLAN_INVALID",
    });
    await contact.keepPlan(fieldingId, plan);

    await passDays(9);
    expect(house.outbox).toEqual([]);
    await passDays(1);
    expect([to("stil@post.nl"), to("zegt@post.nl"), to("rust@post.nl")].map(({ length }) => length)).toEqual([1, 1, 1]);

    const { holder } = await survey.openInvitation(secrets("zegt@post.nl")[0] ?? "");
    await survey.giveConsent(holder, true);
    await survey.saveAnswer(holder, "home", "own");
    await survey.saveAnswer(holder, "heard", 4);
    await survey.sendResponse(holder);
    const until = new Date(house.clock().getTime() + 20 * DAY_MS);
    await contact.pause(secrets("rust@post.nl")[1] ?? "", until);
    await expect(contact.pause("x", until)).rejects.toMatchObject({ code: "LEAVE_LINK_UNKNOWN" });
    await expect(contact.pause("x", house.clock())).rejects.toMatchObject({ code: "PAUSE_INVALID" });

    for (let day = 0; day < 19; day++) await passDays(1);
    expect(to("stil@post.nl")).toHaveLength(3);
    expect(to("zegt@post.nl")).toHaveLength(1);
    expect(to("rust@post.nl")).toHaveLength(1);
    await passDays(3);
    expect(to("rust@post.nl")).toHaveLength(2);
    expect(to("stil@post.nl")[1]?.text).toContain("Er staan nog vragen voor je klaar.");
    // Earlier links work as well as the newest.
    const [first] = to("stil@post.nl").map(({ text }) => /#([\w-]+)/.exec(text)?.[1] ?? "");
    await survey.openInvitation(first ?? "");

    for (const days of [30, 100, 200, 190]) await passDays(days);
    expect(to("stil@post.nl")).toHaveLength(3);
    expect(to("later@post.nl")).toHaveLength(1);
    await contact.stopPlan(fieldingId);
    await passDays(8);
    expect(to("later@post.nl")).toHaveLength(1);
    expect(await contact.planOf(fieldingId)).toBeNull();
  });
});
