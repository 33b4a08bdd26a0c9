import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDuckDB } from "../../../api/platform/duckdb.ts";
import { type ApiServer, cookieIn, startApi } from "../../testkit/api-server.ts";
import { studyPackage, writePackage } from "../../testkit/study-package.ts";
import { questionnaire, secretIn } from "../survey-questionnaire.ts";

/*
 * Purposes chosen and taken back, over HTTP, by people of a study that has other data of them: what is asked, what is
 * refused, and that taking back counts at once.
 */

const CHOICES = `consent saidYes guardian consentRevision takePartText withdrawal { receipt }
  choices { purpose text state ask words { nl } }
  consentHistory { purpose given source at words { nl } receipt questionnaire { nl } }`;
const OPEN = `mutation ($secret: String!) { openInvitation(secret: $secret) { __typename ... on Respondent { ${CHOICES} } } }`;
const ME = `{ respondent { ${CHOICES} knownAs questionnaires { sentAt answers { question value } } } }`;
const GIVE = `mutation ($choices: [ConsentChoiceInput!]!, $revision: Int!) {
  giveConsents(choices: $choices, revision: $revision) { __typename
    ... on Problem { code message } ... on Respondent { ${CHOICES} } } }`;
const WRITE = `mutation ($input: WriteConsentTextInput!) { writeConsentText(input: $input) { __typename
  ... on Problem { code } ... on Study { consentPurposes { purpose number asked givenBy writtenByName words { nl } } } } }`;

interface Me {
  __typename: string;
  code?: string;
  message?: string;
  consent: boolean | null;
  consentRevision: number;
  takePartText: string;
  knownAs: string;
  choices: { purpose: string; text: string; state: string; ask: boolean; words: { nl: string } }[];
  consentHistory: { purpose: string; given: boolean; receipt: string | null; words: { nl: string } }[];
  questionnaires: { sentAt: string | null; answers: { question: string; value: unknown }[] }[];
}

let api: ApiServer;
let studyId: string;
let surveyId: string;
let fieldingId: string;
let links: Map<string, string>;
const phones = new Map<string, Record<string, string>>();

const fieldIn = async (survey: string, wave: string) =>
  (
    await api.steps.survey.fieldSurvey({
      surveyId: survey,
      wave,
      waveLabel: `Meting ${wave}`,
      promisedOn: new Date("2026-08-01T00:00:00Z"),
    })
  ).id;

beforeAll(async () => {
  api = await startApi();
  const fields = [{ name: "height", type: "number", constraints: { minimum: 0, maximum: 9999 } }];
  await api.steps.study.importStudy(
    await writePackage(studyPackage({ name: "thuis", persons: 40, fields, cells: "150" })),
  );
  const { survey, study } = api.steps;
  ({ id: studyId } = (await study.studyBySlug("thuis")) ?? expect.unreachable());
  ({ id: surveyId } = await survey.createSurvey({ ...questionnaire, study: "thuis", slug: "hoe" }));
  await survey.publishSurvey(surveyId);
  for (const { purpose, words } of await survey.consent.purposesOf(studyId))
    await survey.consent.writeWords(studyId, { purpose, words, asked: true, instead: 0 }, "vera");
  fieldingId = await fieldIn(surveyId, "3");
  const participants = Array.from({ length: 40 }, (_, i) => `p${i + 1}`);
  const made = await survey.createInvitations({ fieldingId, participants });
  links = new Map(made.map(({ invitation, link }) => [invitation.participant, link]));
});
afterAll(() => api.stop());

/** What the phone of a participant gets back. */
async function onPhone(participant: string, query: string, variables: object = {}): Promise<Me> {
  api.clock.pass({ seconds: 61 });
  if (!phones.has(participant)) {
    const opened = await api.ask(OPEN, { variables: { secret: secretIn(links.get(participant)) } });
    phones.set(participant, { cookie: cookieIn(opened.headers) });
  }
  const headers = { ...phones.get(participant), "accept-language": "nl" };
  const { body } = await api.ask(query, { variables: { ...variables }, headers });
  expect(body.errors).toBeUndefined();
  return Object.values(body.data ?? {})[0] as Me;
}

const me = (participant: string) => onPhone(participant, ME);

/** Says yes to these and no to what else is asked, as the page does. */
async function choose(participant: string, ...yes: string[]): Promise<Me> {
  const { choices, consentRevision: revision, takePartText, consent } = await me(participant);
  return onPhone(participant, GIVE, {
    revision,
    choices: [
      ...(consent === null ? [{ purpose: "TAKE_PART", text: takePartText, given: true }] : []),
      ...choices.map(({ purpose, text }) => ({ purpose, text, given: yes.includes(purpose) })),
    ],
  });
}

const takeBack = (participant: string, purpose: string) =>
  onPhone(participant, GIVE, { revision: 0, choices: [{ purpose, given: false }] });

async function answer(participant: string, income: number): Promise<void> {
  const { survey } = api.steps;
  const { holder } = await survey.openInvitation(secretIn(links.get(participant)));
  await survey.saveAnswer(holder, "home", "own");
  await survey.saveAnswer(holder, "heard", 4);
  await survey.saveAnswer(holder, "income", income);
  await survey.sendResponse(holder);
}

const stateOf = ({ choices }: Me, purpose: string) => choices.find((each) => each.purpose === purpose)?.state;
const responseOf = async (participant: string): Promise<string> =>
  (
    await api.test.database.response.findFirstOrThrow({
      where: { invitation: { participant: { pseudonym: participant }, fieldingId } },
      select: { id: true },
    })
  ).id;

describe("choosing", () => {
  it("asks each purpose by itself, with nothing chosen, and needs none of them", async () => {
    const first = await me("p1");
    expect(first).toMatchObject({ consent: null, guardian: "NOT_NEEDED", consentHistory: [] });
    expect(first.choices.map(({ purpose, state, ask }) => [purpose, state, ask])).toEqual([
      ["BE_FOLLOWED", "OPEN", true],
      ["LINK", "OPEN", true],
      ["BE_QUOTED", "OPEN", true],
      ["BE_INVITED_AGAIN", "OPEN", true],
    ]);
    const chosen = await choose("p1");
    expect(chosen).toMatchObject({ __typename: "Respondent", consent: true });
    expect(chosen.choices.every(({ state, ask }) => state === "REFUSED" && !ask)).toBe(true);
    await answer("p1", 1111);
    expect((await me("p1")).questionnaires).toMatchObject([
      { answers: expect.arrayContaining([{ question: "income", value: 1111 }]) as object },
    ]);
  });

  it("keeps what was said, in the words of then, once for a request that comes twice", async () => {
    const chosen = await choose("p2", "BE_QUOTED", "LINK");
    expect(stateOf(chosen, "BE_QUOTED")).toBe("GIVEN");
    expect(stateOf(chosen, "BE_FOLLOWED")).toBe("REFUSED");
    const again = await choose("p2", "BE_QUOTED", "LINK");
    expect(again.consentHistory).toEqual(chosen.consentHistory);
    expect(again.consentHistory).toHaveLength(5);
    const { database } = api.test;
    await expect(database.consentSaid.updateMany({ data: { given: true } })).rejects.toThrow(/never changes/);
    await expect(database.consentSaid.deleteMany({})).rejects.toThrow(/never changes/);
    await expect(database.consentText.updateMany({ data: { asked: false } })).rejects.toThrow(/never changes/);
  });

  it("refuses a yes to other words, and says the words of now; asks whoever said yes again", async () => {
    const before = await me("p2");
    const headers = await api.signIn("vera@instituut.nl", ["RESEARCHER"]);
    const input = { study: "thuis", purpose: "BE_QUOTED", words: { nl: "Jullie mogen mij citeren." }, asked: true };
    const write = (instead: number) => api.ask(WRITE, { variables: { input: { ...input, instead } }, headers });
    expect((await write(0)).body.data?.["writeConsentText"]).toMatchObject({ code: "CONSENT_WORDS_SINCE_CHANGED" });
    expect((await write(1)).body.data?.["writeConsentText"]).toMatchObject({
      consentPurposes: expect.arrayContaining([
        expect.objectContaining({ purpose: "BE_QUOTED", number: 2, givenBy: null, writtenByName: "vera" }),
      ]) as object,
    });

    const old = before.choices.find(({ purpose }) => purpose === "BE_QUOTED")?.text;
    const { consentRevision: revision } = await me("p2");
    const yes = (text?: string) =>
      onPhone("p2", GIVE, { revision, choices: [{ purpose: "BE_QUOTED", given: true, text }] });
    for (const text of [old, "made-up", undefined])
      expect(await yes(text)).toMatchObject({
        code: "CONSENT_TEXT_CHANGED",
        message: expect.stringContaining("Jullie mogen mij citeren.") as string,
      });
    const now = (await me("p2")).choices.find(({ purpose }) => purpose === "BE_QUOTED");
    expect(now).toMatchObject({ state: "OPEN", ask: true, words: { nl: "Jullie mogen mij citeren." } });
    expect(stateOf(await yes(now?.text), "BE_QUOTED")).toBe("GIVEN");
    // Who said no is left alone.
    expect((await me("p1")).choices.every(({ ask }) => !ask)).toBe(true);
    expect((await me("p2")).consentHistory.filter(({ purpose }) => purpose === "BE_QUOTED")).toMatchObject([
      { words: before.choices.find(({ purpose }) => purpose === "BE_QUOTED")?.words },
      { words: { nl: "Jullie mogen mij citeren." } },
    ]);
  });

  it("refuses a yes that was replayed after it was taken back, and a purpose twice", async () => {
    const { consentRevision: revision, choices } = await me("p3");
    const yes = choices.map(({ purpose, text }) => ({ purpose, text, given: true }));
    expect(await onPhone("p3", GIVE, { revision, choices: yes })).toMatchObject({ __typename: "Respondent" });
    const taken = await takeBack("p3", "BE_FOLLOWED");
    expect(stateOf(taken, "BE_FOLLOWED")).toBe("REFUSED");
    expect(taken.consentHistory.at(-1)).toMatchObject({
      purpose: "BE_FOLLOWED",
      given: false,
      receipt: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/) as string,
    });
    expect(await onPhone("p3", GIVE, { revision, choices: yes })).toMatchObject({ code: "CONSENT_SINCE_CHANGED" });
    expect(stateOf(await me("p3"), "BE_FOLLOWED")).toBe("REFUSED");
    expect(await onPhone("p3", GIVE, { revision, choices: [...yes, ...yes] })).toMatchObject({
      code: "CHOICES_INVALID",
    });
  });
});

describe("taking back", () => {
  it("makes quotes unusable at once", async () => {
    await choose("p4", "BE_QUOTED");
    await choose("p5");
    const [four, five] = [await responseOf("p4"), await responseOf("p5")];
    const { mayBeQuoted } = api.steps.survey.consent;
    expect(await mayBeQuoted([four, five, "nobody's"])).toEqual(new Set([four]));
    await takeBack("p4", "BE_QUOTED");
    expect(await mayBeQuoted([four, five])).toEqual(new Set());
  });

  it("ends invitations to later waves and to new questionnaires, each by itself", async () => {
    const { survey } = api.steps;
    await choose("p6", "BE_INVITED_AGAIN");
    await choose("p7", "BE_FOLLOWED");
    const later = await fieldIn(surveyId, "4");
    const { id: other } = await survey.createSurvey({
      ...questionnaire,
      questions: [{ ...(questionnaire.questions[2] ?? expect.unreachable()), variable: "listened" }],
      study: "thuis",
      slug: "anders",
    });
    await survey.publishSurvey(other);
    const fresh = await fieldIn(other, "4");
    const names = ["p6", "p7", "p8"];
    expect(await survey.consent.refusing(later, names)).toEqual(new Set(["p6"]));
    expect(await survey.consent.refusing(fresh, names)).toEqual(new Set(["p7"]));
    await expect(survey.createInvitations({ fieldingId: later, participants: names })).rejects.toMatchObject({
      code: "PARTICIPANTS_REFUSE",
      at: ["participants", "0"],
    });

    // By mail: who is not named is passed over, also where the message waits already.
    await api.steps.contact.bringIn("thuis", names.map((name) => `${name},${name}@post.test,nl`).join("\n"));
    await api.steps.contact.inviteByMail({ fieldingId: later, validFrom: new Date(api.clock().getTime() + 3_600_000) });
    await takeBack("p7", "BE_FOLLOWED");
    api.clock.pass({ minutes: 61 });
    const mailed = api.outbox.length;
    await api.steps.contact.deliver();
    expect(api.outbox.slice(mailed).map(({ to }) => to)).toEqual(["p8@post.test"]);
  });

  it("leaves the answers in the next snapshot, but not beside the data that were brought in", async () => {
    const everybody = Array.from({ length: 20 }, (_, i) => `p${i + 11}`);
    for (const participant of everybody) {
      await choose(participant, "LINK");
      await answer(participant, 2000);
    }
    await choose("p9", "LINK");
    await answer("p9", 4321);
    expect(await beside(4321)).toEqual([{ person: "p9", height: 150 }]);

    await takeBack("p9", "LINK");
    const [apart] = await beside(4321);
    expect(apart).toEqual({ person: expect.stringMatching(/^~/) as string, height: null });
    expect(JSON.stringify(await beside(null))).toContain('"p9"');

    const { consentRevision: revision, choices } = await me("p9");
    const text = choices.find(({ purpose }) => purpose === "LINK")?.text;
    await onPhone("p9", GIVE, { revision, choices: [{ purpose: "LINK", text, given: true }] });
    expect(await beside(4321)).toEqual([{ person: "p9", height: 150 }]);
  });

  it("stopping takes back whatever looks ahead; having everything deleted the rest, and a yes is refused after", async () => {
    await choose("p10", "LINK", "BE_QUOTED", "BE_FOLLOWED");
    await answer("p10", 777);
    const stop = `mutation ($all: Boolean!) { stopTakingPart(deleteAnswers: $all) { __typename ... on Respondent { ${CHOICES} } } }`;
    const stopped = await onPhone("p10", stop, { all: false });
    expect(["LINK", "BE_QUOTED", "BE_FOLLOWED"].map((purpose) => stateOf(stopped, purpose))).toEqual([
      ...["GIVEN", "REFUSED", "REFUSED"],
    ]);
    const { consentRevision: revision, choices } = stopped;
    const text = choices.find(({ purpose }) => purpose === "BE_QUOTED")?.text;
    expect(
      await onPhone("p10", GIVE, { revision, choices: [{ purpose: "BE_QUOTED", text, given: true }] }),
    ).toMatchObject({ code: "STOPPED" });
    expect(await api.steps.survey.withdrawnOf(studyId)).toContain("p10");
    const deleted = await onPhone("p10", stop, { all: true });
    expect(stateOf(deleted, "LINK")).toBe("REFUSED");
    expect(deleted.consentHistory.at(-1)).toMatchObject({ given: false });
    expect(await beside(777)).toEqual([]);
    expect(JSON.stringify(await beside(null))).not.toContain('"p10"');
  });
});

it("tells researchers how many agree, down to a multiple of ten, and nobody else", async () => {
  const count = `{ study(slug: "thuis") { consentPurposes { purpose givenBy } } }`;
  const headers = await api.signIn("bas@instituut.nl", ["RESEARCHER"]);
  const { body } = await api.ask<{ study: { consentPurposes: object[] } }>(count, { headers });
  // 22 said yes to LINK and stand by it; to the others fewer than ten.
  expect(body.data?.study.consentPurposes).toContainEqual({ purpose: "LINK", givenBy: 20 });
  expect(body.data?.study.consentPurposes).toContainEqual({ purpose: "BE_QUOTED", givenBy: null });
  const member = await api.ask<{ study: object }>(count, { headers: await api.signIn("els@wijk.nl", ["MEMBER"]) });
  expect(member.body.data?.study).toEqual({ consentPurposes: null });
});

/** Of the newest snapshot, which is taken now: by person, what stands in the rows of an income; all persons where null. */
async function beside(income: number | null): Promise<{ person: string; height: number | null }[]> {
  api.clock.pass({ minutes: 2 });
  await api.steps.snapshot.take(studyId);
  const [snapshot] = await api.steps.snapshot.allOf(studyId);
  const { measurePath, manifest } = await api.steps.snapshot.open(snapshot ?? expect.unreachable());
  const at = (name: string) => `v${manifest.variables.findIndex((variable) => variable.name === name)}`;
  const reading = await openDuckDB(":memory:", { readOnly: false });
  const data = `read_parquet('${measurePath.replace("measure.duckdb", "data.parquet")}')`;
  const rows = await reading.rows<{ person: string; height: number | null }>(
    `select person, max(${at("height")}) as height from ${data}
      where ${income === null ? "true" : `person in (select person from ${data} where ${at("income")} = ${income})`}
      group by person order by person`,
  );
  reading.close();
  return rows;
}
