import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiServer, cookieIn, startApi } from "../../testkit/api-server.ts";
import { questionnaire, secretIn } from "../survey-questionnaire.ts";

/* Somebody under 16, the guardian's own link, and the day on which it is for the young person alone. */

const PARTS = `consent saidYes guardian consentRevision takePartText choices { purpose text state ask } sentAt`;
const OPEN = `mutation ($secret: String!) { openInvitation(secret: $secret) { __typename } }`;
const ME = `{ respondent { ${PARTS} consentHistory { purpose given source } } }`;
const GIVE = `mutation ($choices: [ConsentChoiceInput!]!, $revision: Int!) {
  giveConsents(choices: $choices, revision: $revision) { __typename ... on Problem { code } ... on Respondent { ${PARTS} } } }`;
const SAVE = `mutation ($question: ID!, $value: JSON) { saveAnswer(question: $question, value: $value) { __typename ... on Problem { code } } }`;
const SEND = `mutation { sendResponse { __typename ... on Problem { code } ... on Respondent { sentAt } } }`;
const SEEN = `title { nl } questions revision choices { purpose text given words { nl } }`;
const LOOK = `mutation ($secret: String!) { openGuardianLink(secret: $secret) { __typename
  ... on Problem { code } ... on Guardianship { ${SEEN} } } }`;
const GUARDIAN = `mutation ($secret: String!, $choices: [ConsentChoiceInput!]!, $revision: Int!) {
  giveGuardianConsents(secret: $secret, choices: $choices, revision: $revision) { __typename
    ... on Problem { code message } ... on Guardianship { ${SEEN} } } }`;
const LINK = `mutation ($id: ID!) { createGuardianLink(invitation: $id) { __typename ... on Problem { code } ... on GuardianLink { link } } }`;
const MAIL = `mutation ($invitation: ID!) { mailGuardian(invitation: $invitation) { __typename ... on Problem { code } } }`;
const INVITE = `mutation ($input: CreateInvitationsInput!) { createInvitations(input: $input) { __typename
  ... on Problem { code path } ... on CreatedInvitations { invitations { link invitation { id } } } } }`;

interface Reply {
  __typename: string;
  code?: string;
  link: string;
  consent: boolean | null;
  consentRevision: number;
  revision: number;
  takePartText: string;
  choices: { purpose: string; text: string; state: string; given: boolean | null }[];
}

const TURNS_16 = "2026-03-20";
const TURNS_18 = "2028-03-20";

let api: ApiServer;
let fieldingId: string;
let researcher: Record<string, string>;

beforeAll(async () => {
  api = await startApi();
  const { survey } = api.steps;
  await api.test.database.study.create({ data: { slug: "thuis", title: "Thuis", createdAt: api.clock() } });
  const { id: studyId } = await api.test.database.study.findFirstOrThrow({ select: { id: true } });
  for (const { purpose, words } of await survey.consent.purposesOf(studyId))
    await survey.consent.writeWords(studyId, { purpose, words, asked: purpose !== "LINK", instead: 0 }, "vera");
  const { id: surveyId } = await survey.createSurvey({ ...questionnaire, study: "thuis", slug: "hoe" });
  await survey.publishSurvey(surveyId);
  ({ id: fieldingId } = await survey.fieldSurvey({
    surveyId,
    wave: "1",
    waveLabel: "Eerste",
    promisedOn: new Date("2026-08-01T00:00:00Z"),
  }));
  researcher = await api.signIn("vera@instituut.nl", ["RESEARCHER"]);
});
afterAll(() => api.stop());

async function ask(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Reply> {
  api.clock.pass({ seconds: 61 });
  const { body } = await api.ask(query, { variables: { ...variables }, headers });
  expect(body.errors).toBeUndefined();
  return Object.values(body.data ?? {})[0] as Reply;
}

interface Young {
  headers: Record<string, string>;
  invitation: string;
  participant: string;
}

async function invite(participant: string, on: string | null): Promise<Young> {
  const input = { fielding: fieldingId, participants: [participant], turnSixteen: on && [{ participant, on }] };
  const made = (await ask(INVITE, { input }, researcher)) as unknown as {
    invitations: { link: string; invitation: { id: string } }[];
  };
  const [{ link, invitation } = expect.unreachable()] = made.invitations;
  const opened = await api.ask(OPEN, { variables: { secret: secretIn(link) } });
  return { headers: { cookie: cookieIn(opened.headers) }, invitation: invitation.id, participant };
}

const guardianOf = async ({ invitation }: Young): Promise<string> =>
  secretIn((await ask(LINK, { id: invitation }, researcher)).link);

/** Whether a plan is shared is said where the plan is. */
const chosenHere = (choices: Reply["choices"]) => choices.filter(({ purpose }) => purpose !== "SHARE_PLAN");

async function yes({ headers }: Young): Promise<Reply> {
  const { takePartText: text, consentRevision: revision, choices } = await ask(ME, {}, headers);
  const given = [
    { purpose: "TAKE_PART", text, given: true },
    ...chosenHere(choices).map((each) => ({ ...each, given: true })),
  ];
  return ask(
    GIVE,
    { revision, choices: given.map(({ purpose, text: of }) => ({ purpose, text: of, given: true })) },
    headers,
  );
}

async function guardianSays(secret: string, given: boolean): Promise<Reply> {
  const { choices, revision } = await ask(LOOK, { secret });
  return ask(GUARDIAN, { secret, revision, choices: choices.map(({ purpose, text }) => ({ purpose, text, given })) });
}

describe("under 16", () => {
  it("takes both: the questionnaire opens with the guardian's yes, and not before", async () => {
    const young = await invite("y1", TURNS_16);
    expect(await ask(ME, {}, young.headers)).toMatchObject({ consent: null, saidYes: null, guardian: "NOT_YET" });
    expect(await yes(young)).toMatchObject({ consent: null, saidYes: true, guardian: "NOT_YET" });
    expect(await ask(SAVE, { question: "heard", value: 4 }, young.headers)).toMatchObject({ code: "CONSENT_NEEDED" });

    const secret = await guardianOf(young);
    const seen = await ask(LOOK, { secret });
    expect(seen).toMatchObject({ __typename: "Guardianship", questions: 5, revision: 0 });
    // Only what is asked: not a word of the young person's, nor of what they chose.
    expect(seen.choices.map(({ purpose, given }) => [purpose, given])).toEqual([
      ["TAKE_PART", null],
      ["BE_FOLLOWED", null],
      ["BE_QUOTED", null],
      ["BE_INVITED_AGAIN", null],
      ["SHARE_PLAN", null],
    ]);
    expect(await guardianSays(secret, true)).toMatchObject({
      choices: [{ purpose: "TAKE_PART", given: true }, {}, {}, {}, {}],
    });
    const open = await ask(ME, {}, young.headers);
    expect(open).toMatchObject({ consent: true, guardian: "GIVEN" });
    expect(chosenHere(open.choices).every(({ state }) => state === "GIVEN")).toBe(true);
    expect(await ask(SAVE, { question: "heard", value: 4 }, young.headers)).toMatchObject({ __typename: "OwnAnswer" });
  });

  it("a guardian's yes alone opens nothing, and a no closes it and removes what was said", async () => {
    const young = await invite("y2", TURNS_16);
    const secret = await guardianOf(young);
    await guardianSays(secret, true);
    expect(await ask(ME, {}, young.headers)).toMatchObject({ consent: null, saidYes: null, guardian: "GIVEN" });
    expect(await yes(young)).toMatchObject({ consent: true });
    await ask(SAVE, { question: "heard", value: 4 }, young.headers);
    await guardianSays(secret, false);
    expect(await ask(ME, {}, young.headers)).toMatchObject({ consent: null, saidYes: true, guardian: "REFUSED" });
    expect(await ask(SAVE, { question: "heard", value: 4 }, young.headers)).toMatchObject({ code: "CONSENT_NEEDED" });
    const answers = { response: { invitationId: young.invitation } };
    expect(await api.test.database.answer.count({ where: answers })).toBe(0);
    await guardianSays(secret, true);
    expect(await ask(ME, {}, young.headers)).toMatchObject({ consent: true });
  });

  it("refuses forged and replaced links, replays, other words, and guardians of who is 16", async () => {
    const young = await invite("y3", TURNS_16);
    const first = await guardianOf(young);
    const secret = await guardianOf(young);
    const own = { secret: "A".repeat(43) };
    for (const forged of [own, { secret: first }, { secret: "" }])
      expect(await ask(LOOK, forged)).toMatchObject({ code: "GUARDIAN_LINK_UNKNOWN" });
    const { choices, revision } = await ask(LOOK, { secret });
    const take = choices[0] ?? expect.unreachable();
    const say = (choice: object) => ask(GUARDIAN, { secret, revision, choices: [choice] });
    expect(await say({ purpose: "TAKE_PART", text: "made-up", given: true })).toMatchObject({
      code: "CONSENT_TEXT_CHANGED",
    });
    const given = { purpose: "TAKE_PART", text: take.text, given: true };
    expect(await say(given)).toMatchObject({ __typename: "Guardianship", revision: 1 });
    expect(await say({ ...given, given: false })).toMatchObject({ revision: 2 });
    expect(await say(given)).toMatchObject({ code: "CONSENT_SINCE_CHANGED" });

    const grown = await invite("y4", null);
    expect(await ask(LINK, { id: grown.invitation }, researcher)).toMatchObject({ code: "GUARDIAN_NOT_NEEDED" });
    const input = { fielding: fieldingId, participants: ["y5"], turnSixteen: [{ participant: "y5", on: "2010-3-1" }] };
    expect(await ask(INVITE, { input }, researcher)).toMatchObject({
      code: "TURNS_SIXTEEN_INVALID",
      path: ["turnSixteen", "0"],
    });
  });

  it("has the guardian's link mailed, seen by the guardian alone, as often as nobody is pressed by", async () => {
    const mailed = () => api.outbox.filter(({ to }) => to === "ouder@post.example");
    const row = async () => {
      const [mail] = (await api.steps.contact.guardiansOf(fieldingId)).filter(
        ({ participant }) => participant === "m1",
      );
      return mail;
    };
    const mail = (invitation: string) => ask(MAIL, { invitation }, researcher);
    const young = await invite("m1", TURNS_16);
    const born = "2008-03-20";
    expect(await mail(young.invitation)).toMatchObject({ code: "GUARDIAN_ADDRESS_MISSING" });
    const lines = [
      `m1,jong@post.example,nl,,${TURNS_18},,Ouder@post.example`,
      `m2,zelf@post.example,nl,,${TURNS_18},,Zelf@post.example`,
      `m3,oud@post.example,nl,,${born},,ouder@post.example`,
      `m4,geen@post.example,nl,,,,ouder@post.example`,
    ];
    const { added, problems } = await api.steps.contact.bringIn("thuis", lines.join("\n").replace("Ouder", "ouder"));
    expect({ added, lines: problems.map(({ line }) => line) }).toEqual({ added: 1, lines: [2, 3, 4] });
    expect(await row()).toMatchObject({ canBeMailed: true, mail: "NONE" });

    // Pressed twice at once it is one message.
    const pressed = await Promise.all([mail(young.invitation), mail(young.invitation)]);
    expect(pressed.map(({ __typename }) => __typename)).toContain("MailedGuardian");
    await api.steps.contact.settleMessages();
    expect(mailed()).toHaveLength(1);
    expect(await row()).toMatchObject({ mail: "MAILED", bounced: null });
    expect(JSON.stringify(mailed())).not.toMatch(/m1|thuis|onderzoek|jong@|Hoe/i);
    const first = /#([\w-]+)/.exec(mailed()[0]?.text ?? "")?.[1] ?? "";
    expect(await ask(LOOK, { secret: first })).toMatchObject({ __typename: "Guardianship" });
    // Nothing in it opens or stops what the young person has.
    expect(mailed()[0]?.text.match(/#/g)).toHaveLength(1);
    for (const times of [2, 3]) {
      await mail(young.invitation);
      await api.steps.contact.settleMessages();
      expect(mailed()).toHaveLength(times);
    }
    expect(await ask(LOOK, { secret: first })).toMatchObject({ code: "GUARDIAN_LINK_UNKNOWN" });
    expect(await mail(young.invitation)).toMatchObject({ code: "GUARDIAN_MAILED_ENOUGH" });
    expect(JSON.stringify(api.lines)).not.toMatch(/ouder@/);
    // Beside the own mail: the young person's invitation was not mailed by it.
    expect((await api.steps.contact.tableOf(fieldingId, {})).rows.every(({ mail: state }) => state === "NONE")).toBe(
      true,
    );
  });

  it("leaves the link on paper as it is where no mail goes to a guardian", async () => {
    const young = await invite("m5", TURNS_16);
    const list = (guardian: string) =>
      api.steps.contact.bringIn("thuis", `m5,vijf@post.example,nl,,${TURNS_18},,${guardian}`);
    await list("voogd@post.example");
    const paper = await guardianOf(young);
    // Asked for while there was an address, and taken up when it is gone.
    const now = api.clock();
    const waiting = { key: "GUARDIAN 1", createdAt: now, since: now, dueAt: now, state: "WAITING" } as const;
    await list("");
    const { id } = await api.test.database.message.create({
      data: { ...waiting, invitationId: young.invitation, kind: "GUARDIAN" },
    });
    await api.steps.contact.deliver();
    expect(await api.test.database.message.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "NO_ADDRESS" });
    expect(await ask(LOOK, { secret: paper })).toMatchObject({ __typename: "Guardianship" });
  });

  it("keeps the day sealed, joined to nothing, and only while it lies ahead", async () => {
    await invite("y6", TURNS_16);
    const rows = await api.test.database.sixteenthBirthday.findMany({ select: { holder: true, sealed: true } });
    expect(rows.length).toBeGreaterThan(3);
    for (const { holder, sealed } of rows) {
      expect(Buffer.from(sealed).toString("latin1")).not.toContain("2026");
      expect(holder).not.toContain("y6");
    }
    const table = `{ survey(id: "${await surveyOf()}") { fieldings { underSixteen } } }`;
    const { body } = await api.ask<{ survey: { fieldings: { underSixteen: string[] }[] } }>(table, {
      headers: researcher,
    });
    expect(body.data?.survey.fieldings[0]?.underSixteen.sort()).toEqual(["m1", "m5", "y1", "y2", "y3", "y6"]);
  });

  it("turning 16, the guardian's word falls away and the person is asked, with nothing lost", async () => {
    const young = await invite("y7", TURNS_16);
    const secret = await guardianOf(young);
    await yes(young);
    await guardianSays(secret, true);
    await ask(SAVE, { question: "home", value: "own" }, young.headers);
    await ask(SAVE, { question: "heard", value: 4 }, young.headers);
    api.clock.set("2026-03-20T09:00:00.000Z");
    const again = await renewed(young);
    const now = await ask(ME, {}, again.headers);
    expect(now).toMatchObject({ consent: null, saidYes: null, guardian: "NOT_NEEDED" });
    expect(now.choices.every(({ state }) => state === "OPEN")).toBe(true);
    expect(await ask(SEND, {}, again.headers)).toMatchObject({ code: "CONSENT_NEEDED" });
    expect(await ask(LOOK, { secret })).toMatchObject({ code: "GUARDIAN_NOT_NEEDED" });
    // The guardians are not asked any more: nobody is listed, and the address is gone.
    expect(await api.steps.contact.guardiansOf(fieldingId)).toEqual([]);
    expect(await api.steps.contact.forgetGuardians()).toBe(1);
    expect(await api.steps.contact.forgetGuardians()).toBe(0);
    expect(await yes(again)).toMatchObject({ consent: true, saidYes: true });
    expect(await ask(SEND, {}, again.headers)).toMatchObject({ __typename: "Respondent" });
    expect(await api.test.database.answer.count({ where: { response: { invitationId: young.invitation } } })).toBe(2);
  });
});

const surveyOf = async (): Promise<string> =>
  (await api.test.database.survey.findFirstOrThrow({ select: { id: true } })).id;

/** Sessions end; the person opens a link again. */
async function renewed({ invitation, participant }: Young): Promise<Young> {
  const link = await api.steps.survey.addLink(invitation);
  const opened = await api.ask(OPEN, { variables: { secret: secretIn(link) } });
  return { headers: { cookie: cookieIn(opened.headers) }, invitation, participant };
}
