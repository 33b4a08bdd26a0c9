import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MailNotSent, type Message } from "../../api/platform/mail.ts";
import { type ApiServer, cookieIn, secretIn, startApi } from "../testkit/api-server.ts";
import { seededChance } from "../testkit/chance.ts";

/*
 * Alarms over HTTP: nothing is taken in that nobody reads; it goes to one person and, in time, to the next; the sender
 * sees every step; nobody else sees anything.
 */

const ALARM = `__typename ... on Problem { code path } ... on Alarm { id state dueAt closedAt clearedOn region { nl }
  answers { question { id } said { nl } } steps { at kind name words } }`;
const FORM = `{ alarmForm { inUse hours questions { id required dontKnow } } }`;
const SOUND = `mutation ($secret: String!, $answers: [AlarmAnswerInput!]!) { soundAlarm(secret: $secret, answers: $answers) { ${ALARM} } }`;
const OPEN = `mutation ($secret: String!) { openAlarm(secret: $secret) { ${ALARM} } }`;
const ADD = `mutation ($secret: String!, $words: String!) { addToAlarm(secret: $secret, words: $words) { ${ALARM} } }`;
const MINE = `{ alarmsForMe { id state region { nl } } }`;
const READ = `mutation ($id: ID!) { readAlarm(id: $id) { ${ALARM} } }`;
const STEP = `mutation ($id: ID!, $step: AlarmHandlerStep!, $words: String!) { stepInAlarm(id: $id, step: $step, words: $words) { ${ALARM} } }`;
const ROUTE = `mutation ($region: ID!, $handlers: [String!]!, $hours: Int!) { routeAlarms(region: $region, handlers: $handlers, hours: $hours) {
  __typename ... on Problem { code path } ... on AlarmRoute { region hours handlers { id name } } } }`;

interface Seen {
  __typename: string;
  code?: string;
  path?: string[];
  id: string;
  state: string;
  dueAt: string | null;
  clearedOn: string | null;
  region: { nl: string } | null;
  answers: { question: { id: string }; said: { nl: string } }[];
  steps: { at: string; kind: string; name: string | null; words: string | null }[];
}

const WORDS = "Ze sluiten mijn broertje elke avond op.";
const chance = seededChance("alarms");
const newSecret = () => chance(32).toString("base64url");

const outbox: Message[] = [];
const refused = new Map<string, "ADDRESS" | "LATER">();
let api: ApiServer;
type Headers = Record<string, string>;
let steward: Headers, anna: Headers, bo: Headers, cas: Headers;

async function signIn(name: string, roles: ("MEMBER" | "STEWARD")[]): Promise<Headers> {
  const email = `${name}@gemeente.nl`;
  await api.people.ensureAccount({ email, name, roles });
  api.people.askSignInLink(email, "nl");
  await api.people.settle();
  const opened = await api.post("/api/auth/magic-link/verify", { token: secretIn(outbox.at(-1)) });
  return { cookie: cookieIn(opened.headers) };
}

beforeAll(async () => {
  api = await startApi({
    mail: {
      async send(message) {
        const why = refused.get(message.to);
        if (why) throw new MailNotSent(why);
        outbox.push(message);
      },
      close() {},
    },
  });
  steward = await signIn("steward", ["STEWARD"]);
  anna = await signIn("anna", ["MEMBER"]);
  bo = await signIn("bo", ["MEMBER"]);
  cas = await signIn("cas", ["MEMBER"]);
});
afterAll(() => api.stop());
beforeEach(() => api.clock.pass({ minutes: 61 }));

async function ask(query: string, variables: Record<string, unknown>, headers: Headers = {}): Promise<Seen> {
  const { body, text } = await api.ask<Record<string, Seen>>(query, { variables, headers });
  return Object.values(body.data ?? expect.unreachable(text))[0] ?? expect.unreachable(text);
}
const form = async () => (await api.ask<{ alarmForm: { inUse: boolean; hours: number } }>(FORM)).body.data?.alarmForm;
const mine = async (headers: Headers) =>
  (await api.ask<{ alarmsForMe: { id: string; state: string }[] }>(MINE, { headers })).body.data?.alarmsForMe ?? [];
const answers = (region: unknown = "utrecht", what: unknown = WORDS) => [
  { question: "what", value: what },
  { question: "since", value: { missing: "DONT_KNOW" } },
  { question: "region", value: region },
  { question: "contact", value: "06 12345678" },
];
const sound = (secret: string, given: object[] = answers()) => ask(SOUND, { secret, answers: given });
const route = (region: string, handlers: string[], hours = 24, headers = steward) =>
  ask(ROUTE, { region, handlers, hours }, headers);
const kinds = ({ steps }: Seen) => steps.map(({ kind, name }) => (name === null ? kind : `${kind} ${name}`));
const open = (secret: string) => ask(OPEN, { secret });

describe("before anybody is named", () => {
  it("says that it is not in use, and takes nothing in", async () => {
    expect(await form()).toMatchObject({ inUse: false });
    expect(await sound(newSecret())).toMatchObject({ code: "ALARM_NOT_IN_USE" });
    // Somebody for one region is nobody for the others.
    await route("utrecht", ["anna@gemeente.nl"]);
    expect(await sound(newSecret())).toMatchObject({ code: "ALARM_NOT_IN_USE" });
    expect(await api.test.database.alarm.count()).toBe(0);
  });

  it("a steward names people who have an account, in order; nobody else does", async () => {
    expect(await route("", ["niemand@gemeente.nl"])).toMatchObject({
      code: "HANDLER_UNKNOWN",
      path: ["handlers", "0"],
    });
    expect(await route("atlantis", [])).toMatchObject({ code: "REGION_UNKNOWN" });
    expect(await route("", [], 0)).toMatchObject({ code: "HOURS_INVALID" });
    expect(await route("", ["anna@gemeente.nl", "anna@gemeente.nl"])).toMatchObject({ code: "HANDLERS_INVALID" });
    const denied = await api.ask(ROUTE, { variables: { region: "", handlers: [], hours: 1 }, headers: anna });
    expect(denied.body.errors?.[0]?.extensions["code"]).toBe("NOT_PERMITTED");
    const { handlers } = (await route("", ["bo@gemeente.nl"])) as unknown as { handlers: { id: string }[] };
    expect(await route("", [handlers[0]?.id ?? ""], 48)).toMatchObject({ handlers: [{ name: "bo" }], hours: 48 });
    expect(await form()).toEqual(expect.objectContaining({ inUse: true, hours: 48 }));
  });
});

describe("an alarm", () => {
  it("goes to who is named for the region, whom a mail tells that something waits and not what", async () => {
    const secret = newSecret();
    const sent = await sound(secret);
    expect(sent).toMatchObject({ state: "WAITING", region: { nl: "Utrecht" } });
    expect(sent.answers.map(({ question, said }) => [question.id, said.nl])).toEqual([
      ["what", WORDS],
      ["since", "Weet ik niet"],
      ["region", "Utrecht"],
      ["contact", "06 12345678"],
    ]);
    await api.steps.alarms.deliver();
    const message = outbox.at(-1);
    expect(message).toMatchObject({ to: "anna@gemeente.nl", subject: expect.stringContaining("er wacht iets op je") });
    expect(JSON.stringify(message)).not.toMatch(/utrecht|alarm |broertje|stopknop|0612|jongere/i);
    expect(kinds(await open(secret))).toEqual(["SENT", "ROUTED anna", "MAILED anna"]);
  });

  it("is one, however often it is sent, and another's words change nothing in it", async () => {
    const secret = newSecret();
    const both = await Promise.all([sound(secret), sound(secret), sound(secret)]);
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    const again = await sound(secret, answers("zeeland", "Iets anders"));
    expect(again.answers[0]?.said.nl).toBe(WORDS);
    expect(kinds(again).filter((kind) => kind === "SENT")).toHaveLength(1);
  });

  it("is seen by whom it was given to, each reading a step; to everybody else it is not there", async () => {
    const secret = newSecret();
    const { id } = await sound(secret);
    expect((await mine(anna)).map((each) => each.id)).toContain(id);
    for (const headers of [bo, cas, steward]) {
      expect((await mine(headers)).map((each) => each.id)).not.toContain(id);
      expect(await ask(READ, { id }, headers)).toMatchObject({ code: "ALARM_UNKNOWN" });
      expect(await ask(STEP, { id, step: "CLOSED", words: "x" }, headers)).toMatchObject({ code: "ALARM_UNKNOWN" });
    }
    await ask(READ, { id }, anna);
    api.clock.pass({ minutes: 5 });
    expect((await ask(READ, { id }, anna)).answers[0]?.said.nl).toBe(WORDS);
    const { steps } = await open(secret);
    const seen = steps.filter(({ kind }) => kind === "SEEN");
    expect(seen.map(({ name, at }) => [name, at])).toEqual([
      ["anna", new Date(api.clock().getTime() - 5 * 60_000).toISOString()],
      ["anna", api.clock().toISOString()],
    ]);
    const byToken = await api.people.createTokenFor("anna@gemeente.nl", "MEMBER", { name: "p", days: 1, scopes: null });
    const refusedToken = await api.ask(READ, {
      variables: { id },
      headers: { authorization: `Bearer ${byToken.secret}` },
    });
    expect(refusedToken.body.errors?.[0]?.extensions["code"]).toBe("NOT_PERMITTED");
  });

  it("is acknowledged, talked about, acted on and closed, in words that both read", async () => {
    const secret = newSecret();
    const { id } = await sound(secret);
    const step = (kind: string, words: string) => ask(STEP, { id, step: kind, words }, anna);
    expect(await step("ACTION", "Te vroeg")).toMatchObject({ code: "ALARM_NOT_ACKNOWLEDGED" });
    expect(await step("ACKNOWLEDGED", "  ")).toMatchObject({ code: "ALARM_WORDS_INVALID" });
    expect(await step("ACKNOWLEDGED", "Ik lees het en bel vandaag.")).toMatchObject({
      state: "ACKNOWLEDGED",
      dueAt: null,
    });
    expect(await ask(ADD, { secret, words: "x".repeat(4_001) })).toMatchObject({ code: "ALARM_WORDS_INVALID" });
    await ask(ADD, { secret, words: "Het gebeurde net weer." });
    await step("WROTE", "Dank je. Ben je nu veilig?");
    await step("ACTION", "Ik was er om drie uur.");
    const closed = await step("CLOSED", "De deur blijft open.");
    expect(closed.clearedOn).toBe(new Date(api.clock().getTime() + 90 * 86_400_000).toISOString());
    expect(await step("WROTE", "Nog iets")).toMatchObject({ code: "ALARM_CLOSED" });
    expect(await ask(ADD, { secret, words: "Nog iets" })).toMatchObject({ code: "ALARM_CLOSED" });
    const { steps } = await open(secret);
    expect(steps.filter(({ words }) => words !== null).map(({ kind, words }) => [kind, words])).toEqual([
      ["ACKNOWLEDGED", "Ik lees het en bel vandaag."],
      ["ADDED", "Het gebeurde net weer."],
      ["WROTE", "Dank je. Ben je nu veilig?"],
      ["ACTION", "Ik was er om drie uur."],
      ["CLOSED", "De deur blijft open."],
    ]);
    // Everything of it is gone once it was closed long enough.
    api.clock.pass({ days: 91 });
    await api.steps.alarms.deliver();
    expect(await open(secret)).toMatchObject({ code: "ALARM_UNKNOWN" });
    expect(await api.test.database.alarmStep.count({ where: { alarmId: id } })).toBe(0);
  });
});

describe("what nobody acknowledges", () => {
  it("goes to the next person in time, once, and in the end stewards are told", async () => {
    await route("zeeland", ["anna@gemeente.nl", "bo@gemeente.nl"], 24);
    await route("", ["cas@gemeente.nl"], 2);
    const secret = newSecret();
    const { id, dueAt } = await sound(secret, answers("zeeland"));
    expect(dueAt).toBe(new Date(api.clock().getTime() + 24 * 3_600_000).toISOString());
    const rounds = async () => {
      await Promise.all([api.steps.alarms.deliver(), api.steps.alarms.deliver()]);
      await api.steps.alarms.deliver();
      return kinds(await open(secret)).slice(1);
    };
    api.clock.pass({ minutes: 24 * 60 - 1 });
    expect(await rounds()).toEqual(["ROUTED anna", "MAILED anna"]);
    api.clock.pass({ minutes: 1 });
    expect(await rounds()).toEqual(["ROUTED anna", "MAILED anna", "ESCALATED bo", "MAILED bo"]);
    expect((await mine(bo)).map((each) => each.id)).toContain(id);
    api.clock.pass({ days: 1 });
    expect((await rounds()).slice(4)).toEqual(["ESCALATED cas", "MAILED cas"]);
    api.clock.pass({ minutes: 120 });
    const before = outbox.length;
    expect((await rounds()).slice(6)).toEqual(["UNANSWERED"]);
    expect(outbox.slice(before)).toMatchObject([{ to: "steward@gemeente.nl" }]);
    api.clock.pass({ days: 3 });
    expect((await rounds()).slice(6)).toEqual(["UNANSWERED"]);
    expect(outbox).toHaveLength(before + 1);

    // Somebody who is named later is asked at once; who had it keeps it.
    const dirk = await signIn("dirk", ["MEMBER"]);
    await route("zeeland", ["dirk@gemeente.nl"], 24);
    expect((await rounds()).slice(7)).toEqual(["ESCALATED dirk", "MAILED dirk"]);
    await ask(STEP, { id, step: "ACKNOWLEDGED", words: "Ik ben er." }, dirk);
    api.clock.pass({ days: 3 });
    expect((await rounds()).slice(9)).toEqual(["ACKNOWLEDGED dirk"]);
  });

  it("goes on at once where the mail is refused, and waits where the mail server does", async () => {
    await route("drenthe", ["anna@gemeente.nl", "bo@gemeente.nl"], 24);
    refused.set("anna@gemeente.nl", "ADDRESS").set("bo@gemeente.nl", "LATER");
    const secret = newSecret();
    await sound(secret, answers("drenthe"));
    for (let round = 0; round < 3; round++) await api.steps.alarms.deliver();
    expect(kinds(await open(secret)).slice(1)).toEqual(["ROUTED anna", "NOT_MAILED anna", "ESCALATED bo"]);
    refused.clear();
  });

  it("is taken up where a server died in the middle of it", async () => {
    await route("limburg", ["anna@gemeente.nl", "bo@gemeente.nl"], 24);
    const secret = newSecret();
    await sound(secret, answers("limburg"));
    await api.steps.alarms.deliver();
    api.clock.pass({ days: 2 });
    // Another server over the same database, which never saw it sent.
    const other = await startedBeside();
    await Promise.all([other.deliver(), api.steps.alarms.deliver()]);
    await other.deliver();
    expect(kinds(await open(secret)).slice(1)).toEqual(["ROUTED anna", "MAILED anna", "ESCALATED bo", "MAILED bo"]);
    await other.stop();
  });
});

async function startedBeside() {
  const { createAlarms } = await import("../../api/flow/survey/survey.ts");
  const { openQueue } = await import("../../api/platform/queue.ts");
  const { openSecretStore } = await import("../../api/platform/secrets.ts");
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const queue = openQueue(api.test.url, log);
  const alarms = await createAlarms({
    ...{ database: api.test.database, clock: api.clock, chance, log, queue, people: api.people, publicUrl: "" },
    secrets: openSecretStore(api.folder.secrets, chance),
  });
  return { deliver: alarms.deliver, stop: () => alarms.stop().finally(() => queue.close()) };
}

describe("what is not right", () => {
  it.each([
    ["a forged link", () => open(newSecret()), "ALARM_UNKNOWN"],
    ["words behind a forged link", () => ask(ADD, { secret: newSecret(), words: "x" }), "ALARM_UNKNOWN"],
    ["a secret that can be guessed", () => sound("geheim"), "ALARM_SECRET_INVALID"],
    ["an unknown region", () => sound(newSecret(), answers("atlantis")), "ANSWER_OUT_OF_RANGE"],
    ["no region", () => sound(newSecret(), answers(null)), "ANSWERS_MISSING"],
    ["no words", () => sound(newSecret(), answers("utrecht", "")), "ANSWERS_MISSING"],
    ["too many words", () => sound(newSecret(), answers("utrecht", "x".repeat(4_001))), "ANSWER_TOO_LONG"],
    ["another kind", () => sound(newSecret(), answers("utrecht", 7)), "ANSWER_WRONG_KIND"],
    ["an unknown question", () => sound(newSecret(), [{ question: "x", value: 1 }]), "QUESTION_UNKNOWN"],
  ])("%s", async (_what, tried, code) => {
    expect(await tried()).toMatchObject({ __typename: "Problem", code });
  });

  it("a flood from one address is stopped; the address is kept nowhere", async () => {
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < 22; i++) codes.push((await sound(newSecret(), [])).code);
    expect(codes.filter((code) => code === "TOO_MANY_TRIES")).toHaveLength(2);
    const rows = await api.test.database.rateLimit.findMany();
    expect(JSON.stringify(rows.map(({ key }) => key))).not.toContain("127.0.0.1");
  });

  it("guesses at links are counted", async () => {
    const answers = await Promise.all(
      Array.from({ length: 121 }, () => api.ask(OPEN, { variables: { secret: newSecret() } })),
    );
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
  });
});

describe("what is kept", () => {
  it("holds no words and no telephone number that can be read, and no link; nor does the log", async () => {
    const secret = newSecret();
    await sound(secret);
    const { database } = api.test;
    const kept = [
      await database.answer.findMany(),
      await database.alarm.findMany(),
      await database.response.findMany(),
      (await database.alarmStep.findMany()).map(({ words, name }) => [words, name]),
    ];
    const all = JSON.stringify(kept) + api.lines.join("\n");
    for (const said of [WORDS, "12345678", "broertje", secret]) expect(all).not.toContain(said);
    expect((await open(secret)).answers).toHaveLength(4);
  });

  it("is no questionnaire of a study, and no version of it ever changes", async () => {
    const [survey] = await api.test.database.survey.findMany({ where: { kind: "ALARM" } });
    expect(await api.steps.survey.survey(survey?.id ?? "")).toBeNull();
    const change = api.test.database.surveyVersion.updateMany({ data: { number: 9 } });
    await expect(change).rejects.toThrow(/never changes/);
  });
});
