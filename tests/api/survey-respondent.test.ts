import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type ApiServer, cookieIn, startApi } from "../testkit/api-server.ts";
import { questionnaire, secretIn } from "./survey-questionnaire.ts";

/*
 * Somebody with a personal link, over real HTTP, as their phone does it.
 */

let api: ApiServer;
let researcher: Record<string, string>;
let fieldingId: string;
let people = 0;

type Result = Record<string, unknown> & { __typename: string; code?: string; message?: string; path?: string[] };

const PROBLEM = "... on Problem { code message path }";
const ME = `{ __typename consentText { nl } consent sentAt promisedOn study { slug }
  questions { id kind options { code } scale { maximum } maxLength } answers { question value } }`;

const resultOf = (answer: Answer, field: string): Result => {
  if (answer.body.errors) throw new Error(JSON.stringify(answer.body.errors));
  return answer.body.data?.[field] as Result;
};

const ask = async (field: string, query: string, variables: object, headers: Record<string, string>) =>
  resultOf(await api.ask(query, { variables: { ...variables }, headers }), field);

const invite = async (expiresAt?: string) => {
  const participants = [`person-${people++}`];
  const made = await ask(
    "createInvitations",
    `mutation ($input: CreateInvitationsInput!) { createInvitations(input: $input) { ${PROBLEM}
      ... on CreatedInvitations { invitations { link invitation { id participant status } } } } }`,
    { input: { fielding: fieldingId, participants, expiresAt } },
    researcher,
  );
  const [{ link, invitation }] = made.invitations as [{ link: string; invitation: { id: string } }];
  return { secret: secretIn(link), id: invitation.id, participant: participants[0] };
};

const open = (secret: string, headers: Record<string, string> = {}) =>
  api.ask(`mutation ($secret: String!) { openInvitation(secret: $secret) { ${PROBLEM} ... on Respondent ${ME} } }`, {
    variables: { secret },
    headers,
  });

/** A phone: what the browser on it sends along. */
const phone = async (secret: string): Promise<Record<string, string>> => ({
  cookie: cookieIn((await open(secret)).headers),
});

const agree = (device: Record<string, string>, agreed = true) =>
  ask(
    "giveConsent",
    `mutation ($agreed: Boolean!) { giveConsent(agreed: $agreed) { ${PROBLEM} ... on Respondent ${ME} } }`,
    { agreed },
    device,
  );

const save = (device: Record<string, string>, question: string, value: unknown) =>
  ask(
    "saveAnswer",
    `mutation ($question: ID!, $value: JSON) { saveAnswer(question: $question, value: $value) {
      __typename ${PROBLEM} ... on OwnAnswer { question value savedAt } ... on TakenBack { question } } }`,
    { question, value },
    device,
  );

const send = (device: Record<string, string>) =>
  ask("sendResponse", `mutation { sendResponse { ${PROBLEM} ... on Respondent ${ME} } }`, {}, device);

const me = async (device: Record<string, string>) =>
  (await api.ask(`{ respondent ${ME} }`, { headers: device })).body.data?.respondent as Result | null;

const statusOf = async (id: string) => {
  const surveys = await ask(
    "surveys",
    `{ surveys(study: "thuis") { fieldings { invited sent invitations { id status } } } }`,
    {},
    researcher,
  );
  const fieldings = (
    surveys as unknown as { fieldings: { invitations: { id: string; status: string }[] }[] }[]
  ).flatMap((survey) => survey.fieldings);
  return fieldings.flatMap(({ invitations }) => invitations).find((each) => each.id === id)?.status;
};

beforeAll(async () => {
  api = await startApi({ publicUrl: "https://weerklank.test" });
  researcher = await api.signIn("onderzoeker@instituut.test", ["RESEARCHER"]);
  await api.test.database.study.create({ data: { slug: "thuis", title: "Thuis", createdAt: api.clock() } });
  const survey = await ask(
    "createSurvey",
    `mutation ($input: CreateSurveyInput!) { createSurvey(input: $input) { ${PROBLEM} ... on Survey { id } } }`,
    { input: { ...questionnaire, study: "thuis", slug: "hoe-gaat-het" } },
    researcher,
  );
  await ask(
    "publishSurvey",
    `mutation ($id: ID!) { publishSurvey(id: $id) { ${PROBLEM} ... on SurveyVersion { number } } }`,
    { id: survey.id },
    researcher,
  );
  const fielding = await ask(
    "fieldSurvey",
    `mutation ($input: FieldSurveyInput!) { fieldSurvey(input: $input) { ${PROBLEM} ... on Fielding { id wave { code } } } }`,
    { input: { survey: survey.id, wave: "1", waveLabel: "Eerste meting", promisedOn: "2026-06-01" } },
    researcher,
  );
  fieldingId = fielding.id as string;
});
afterAll(() => api.stop());

/** Opening links is counted by the minute. */
const nextMinute = () => api.clock.pass({ seconds: 61 });

describe("a personal link", () => {
  it("is exchanged for a cookie that no script reads and no other site sends", async () => {
    nextMinute();
    const { secret, id } = await invite();
    expect(await statusOf(id)).toBe("CREATED");
    const opened = await open(secret);
    expect(resultOf(opened, "openInvitation")).toMatchObject({
      __typename: "Respondent",
      consent: null,
      sentAt: null,
      promisedOn: "2026-06-01",
      study: { slug: "thuis" },
      answers: [],
    });
    const [cookie = ""] = opened.headers.getSetCookie();
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).toMatch(/; Path=\/(;|$)/);
    expect(cookie).toMatch(/; Secure/);
    expect(await statusOf(id)).toBe("OPENED");
  });

  it("that is unknown, withdrawn or expired says so in the caller's language", async () => {
    nextMinute();
    const withdrawn = await invite();
    const expiring = await invite("2026-03-09T10:00:00Z");
    await ask(
      "revokeInvitation",
      `mutation ($id: ID!) { revokeInvitation(id: $id) { ... on Invitation { status } } }`,
      withdrawn,
      researcher,
    );
    api.clock.set("2026-03-09T10:00:00.000Z");
    for (const [secret, code] of [
      ["", "INVITATION_UNKNOWN"],
      ["x".repeat(43), "INVITATION_UNKNOWN"],
      [withdrawn.secret, "INVITATION_REVOKED"],
      [expiring.secret, "INVITATION_EXPIRED"],
    ] as const) {
      const dutch = await open(secret);
      const english = await open(secret, { "accept-language": "en" });
      expect(dutch.headers.getSetCookie()).toEqual([]);
      expect(resultOf(dutch, "openInvitation")).toMatchObject({
        code,
        message: expect.stringMatching(/^(Deze|Kijk) link/),
      });
      expect(resultOf(english, "openInvitation")).toMatchObject({ code, message: expect.stringMatching(/link/) });
      expect(resultOf(dutch, "openInvitation").message).not.toBe(resultOf(english, "openInvitation").message);
    }
    expect(await statusOf(withdrawn.id)).toBe("REVOKED");
    expect(await statusOf(expiring.id)).toBe("EXPIRED");
  });

  it("opens behind the address that somebody guesses hundreds of links from", async () => {
    nextMinute();
    const { secret } = await invite();
    const before = api.lines.length;
    const said = new Map<string, number>();
    const guess = Array.from(
      { length: 12 },
      (_, at) => `g${at}: openInvitation(secret: "guess ${at}") { ...on Problem { code } }`,
    );
    for (let round = 0; round < 20; round++) {
      const { body } = await api.ask<Record<string, { code: string }>>(`mutation { ${guess.join(" ")} }`);
      for (const { code } of Object.values(body.data ?? {})) said.set(code, (said.get(code) ?? 0) + 1);
    }
    expect(Object.fromEntries(said)).toEqual({ INVITATION_UNKNOWN: 120, TOO_MANY_TRIES: 120 });
    expect(resultOf(await open(secret), "openInvitation")).toMatchObject({ __typename: "Respondent" });
    const logged = api.lines.slice(before).filter((line) => line.includes("too_many_tries"));
    expect(logged).toHaveLength(1);
    expect(logged[0]).not.toMatch(/guess|127\.0\.0\.1/);
  });

  it("whose time runs out while somebody answers takes nothing more", async () => {
    nextMinute();
    const { secret } = await invite(new Date(api.clock().getTime() + 60_000).toISOString());
    const device = await phone(secret);
    await agree(device);
    expect(await save(device, "heard", 3)).toMatchObject({ __typename: "OwnAnswer" });
    api.clock.pass({ seconds: 60 });
    expect(await save(device, "heard", 4)).toMatchObject({ code: "INVITATION_EXPIRED" });
    expect(await send(device)).toMatchObject({ code: "INVITATION_EXPIRED" });
    expect(await agree(device, false)).toMatchObject({ consent: false, answers: [] });
  });
});

describe("answering", () => {
  it("begins with consent", async () => {
    nextMinute();
    const device = await phone((await invite()).secret);
    expect(await save(device, "home", "own")).toMatchObject({
      code: "CONSENT_NEEDED",
      message: "Zeg eerst of je mee wilt doen.",
    });
    expect(await save({ ...device, "accept-language": "en" }, "home", "own")).toMatchObject({
      message: "First say whether you want to take part.",
    });
    expect(await send(device)).toMatchObject({ code: "CONSENT_NEEDED" });
    expect(await agree(device)).toMatchObject({ consent: true });
    expect(await save(device, "home", "own")).toMatchObject({ question: "home", value: "own" });
  });

  it("goes on where it stopped, on another device, and closing one leaves the other", async () => {
    nextMinute();
    const { secret } = await invite();
    const [first, second] = [await phone(secret), await phone(secret)];
    await agree(first);
    await save(first, "home", "own");
    await save(second, "heard", 2);
    await save(first, "home", "family");
    const answers = [
      { question: "home", value: "family" },
      { question: "heard", value: 2 },
    ];
    expect(await me(first)).toMatchObject({ consent: true, answers });
    expect(await me(second)).toMatchObject({ consent: true, answers });

    const closed = await api.ask("mutation { closeRespondentSession }", { headers: first });
    expect(closed.body.data).toEqual({ closeRespondentSession: true });
    expect(closed.headers.getSetCookie()[0]).toMatch(/Expires=Thu, 01 Jan 1970/);
    expect(await me(first)).toBeNull();
    expect(await me(second)).toMatchObject({ answers });
  });

  it("is kept once however often it is sent, and taken back with null", async () => {
    nextMinute();
    const device = await phone((await invite()).secret);
    await agree(device);
    await Promise.all(Array.from({ length: 8 }, () => save(device, "say", "Ik ben er nog.")));
    expect(await me(device)).toMatchObject({ answers: [{ question: "say", value: "Ik ben er nog." }] });
    expect(await save(device, "say", null)).toEqual({ __typename: "TakenBack", question: "say" });
    expect(await save(device, "say", null)).toEqual({ __typename: "TakenBack", question: "say" });
    expect(await me(device)).toMatchObject({ answers: [] });
  });

  it.each([
    ["nowhere", 1, "QUESTION_UNKNOWN", "Deze vraag staat niet", "This question is not"],
    ["heard", 9, "ANSWER_OUT_OF_RANGE", "Vul een getal in van 1 tot en met 5.", "Fill in a number from 1 to 5."],
    ["heard", "9", "ANSWER_WRONG_KIND", "Vul een getal in.", "Fill in a number."],
    ["home", "elsewhere", "ANSWER_OUT_OF_RANGE", "Kies een van de antwoorden.", "Choose one of the answers."],
    ["helpers", { family: true }, "ANSWER_WRONG_KIND", "Kies uit de antwoorden.", "Choose from the answers."],
    ["say", "x".repeat(21), "ANSWER_TOO_LONG", "Dit is te lang.", "This is too long."],
  ])("refuses %s = %j and keeps what was there", async (question, value, code, nl, en) => {
    nextMinute();
    const device = await phone((await invite()).secret);
    await agree(device);
    await save(device, "heard", 3);
    expect(await save(device, question, value)).toMatchObject({ code, message: expect.stringContaining(nl) });
    expect(await save({ ...device, "accept-language": "en-GB" }, question, value)).toMatchObject({
      code,
      message: expect.stringContaining(en),
    });
    expect(await me(device)).toMatchObject({ answers: [{ question: "heard", value: 3 }] });
  });

  it("behind a code of one's own stays unseen, and that it is guessed at is logged once", async () => {
    nextMinute();
    const { secret } = await invite();
    const first = await phone(secret);
    await agree(first);
    await save(first, "say", "Alleen voor mij");
    await api.ask(`mutation { setOwnCode(code: "mijn eigen code") { __typename } }`, { headers: first });
    const other = await phone(secret);
    const before = api.lines.length;
    const guesses = Array.from(
      { length: 10 },
      (_, at) => `g${at}: giveOwnCode(code: "gok ${at}") { ...on Problem { code } }`,
    );
    const { body } = await api.ask<Record<string, { code: string }>>(`mutation { ${guesses.join(" ")} }`, {
      headers: other,
    });
    const codes = Object.values(body.data ?? {}).map(({ code }) => code);
    expect(codes).toEqual([...Array<string>(4).fill("OWN_CODE_WRONG"), ...Array<string>(6).fill("OWN_CODE_TOO_OFTEN")]);
    expect(await me(other)).toMatchObject({ answers: [] });
    const logged = api.lines.slice(before).filter((line) => line.includes("too_many_tries"));
    expect(logged).toHaveLength(1);
    expect(logged[0]).not.toMatch(/gok/);
  });

  it("is refused from a device that says a letter for its name", async () => {
    nextMinute();
    const device = await phone((await invite()).secret);
    await agree(device);
    for (const name of ["", "x".repeat(65), "Mijn telefoon", "\0"]) {
      const { body } = await api.ask<{ saveAnswer: { code: string } }>(
        `mutation ($given: AnsweredAtInput) { saveAnswer(question: "heard", value: 3, given: $given) { ...on Problem { code } } }`,
        { variables: { given: { at: api.clock().toISOString(), device: name, turn: 1 } }, headers: device },
      );
      expect(body.data?.saveAnswer).toEqual({ code: "DEVICE_INVALID" });
    }
    expect(await me(device)).toMatchObject({ answers: [] });
  });

  it("is for whoever holds a session, and nobody else", async () => {
    for (const headers of [{}, researcher, { cookie: "weerklank.respondent=made-up" }]) {
      const refused = await api.ask(`mutation { saveAnswer(question: "home", value: "own") { __typename } }`, {
        headers,
      });
      expect(refused.body.errors?.[0]).toMatchObject({
        message: "Open eerst je persoonlijke link.",
        extensions: { code: "NOT_PERMITTED" },
      });
      expect(await me(headers)).toBeNull();
    }
  });

  it("waits for nobody longer than two hours, and never longer than a day", async () => {
    nextMinute();
    const { secret } = await invite();
    const device = await phone(secret);
    await agree(device);
    for (let hour = 0; hour < 12; hour++) {
      api.clock.pass({ minutes: 110 });
      expect(await save(device, "heard", 1 + (hour % 5))).toMatchObject({ __typename: "OwnAnswer" });
    }
    api.clock.pass({ minutes: 121 });
    expect(await me(device)).toBeNull();
    const again = await phone(secret);
    expect(await me(again)).toMatchObject({ answers: [{ question: "heard", value: 2 }] });
    api.clock.pass({ minutes: 121 });
    expect(await me(again)).toBeNull();
  });
});

describe("sending", () => {
  it("names what is missing, happens once, and closes the answers but not the link", async () => {
    nextMinute();
    const { secret, id } = await invite();
    const device = await phone(secret);
    await agree(device);
    await save(device, "helpers", []);
    expect(await send(device)).toMatchObject({ code: "ANSWERS_MISSING", path: ["home", "heard"] });
    await save(device, "home", "own");
    await save(device, "heard", 5);
    const sent = await send(device);
    expect(sent.sentAt).toBe(api.clock().toISOString());
    api.clock.pass({ minutes: 5 });
    expect((await send(device)).sentAt).toBe(sent.sentAt);
    expect(await save(device, "heard", 1)).toMatchObject({
      code: "ANSWERS_CLOSED",
      message: "Je hebt je antwoorden al verstuurd. Je kunt ze nog lezen, maar niet meer veranderen.",
    });
    expect(await save(device, "heard", null)).toMatchObject({ code: "ANSWERS_CLOSED" });
    expect(await statusOf(id)).toBe("SENT");

    const later = await phone(secret);
    expect(await me(later)).toMatchObject({
      sentAt: sent.sentAt,
      answers: [{ question: "home" }, { question: "helpers" }, { question: "heard", value: 5 }],
    });
  });

  it("can be undone: a no takes the answers away and out of the next snapshot", async () => {
    nextMinute();
    const { secret, id, participant } = await invite();
    const device = await phone(secret);
    await agree(device);
    await save(device, "home", "own");
    await save(device, "heard", 5);
    await send(device);
    const studyId = (await api.test.database.study.findUniqueOrThrow({ where: { slug: "thuis" } })).id;
    const collected = async () => {
      const pseudonyms: string[] = [];
      for await (const rows of api.steps.survey.answersOf(studyId, new Date("2030-01-01")))
        pseudonyms.push(...rows.map(({ pseudonym }) => pseudonym));
      return pseudonyms;
    };
    expect(await collected()).toContain(participant);
    expect(await agree(device, false)).toMatchObject({ consent: false, sentAt: null, answers: [] });
    expect(await collected()).not.toContain(participant);
    expect(await statusOf(id)).toBe("OPENED");
    expect(await save(device, "heard", 5)).toMatchObject({ code: "CONSENT_NEEDED" });

    const said = await api.test.database.consentSaid.findMany({
      where: { invitationId: id, purpose: "TAKE_PART" },
      select: { given: true, version: { select: { definition: true } } },
      orderBy: { id: "asc" },
    });
    const version = { definition: expect.objectContaining({ consent: { ...questionnaire.consent } }) as object };
    expect(said).toEqual([
      { given: true, version },
      { given: false, version },
    ]);
  });
});

describe("what is left behind", () => {
  it("has no secret in the record, nor in any line of the log", async () => {
    nextMinute();
    const { secret } = await invite();
    const device = await phone(secret);
    await agree(device);
    await save(device, "say", "Dit is van mij.");
    await save(device, "heard", "mis");
    const cookie = device.cookie?.split("=")[1] ?? "";
    expect(cookie).toMatch(/^[\w-]{43}$/);
    const { database } = api.test;
    const tables = await database.$queryRaw<{ name: string }[]>`
      SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const dump = JSON.stringify(await database.$queryRawUnsafe(`SELECT t::text AS row FROM "${name}" t`));
      expect(dump).not.toContain(secret);
      expect(dump).not.toContain(cookie);
    }
    for (const word of [secret, cookie, "Dit is van mij"]) expect(api.lines.join("\n")).not.toContain(word);
  });
});
