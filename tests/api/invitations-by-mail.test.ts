import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MailNotSent, type Message } from "../../api/platform/mail.ts";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { PROMISED, questionnaire } from "./survey-questionnaire.ts";

/*
 * Inviting by mail over HTTP: addresses come in as a list, everybody gets a link of their own that nobody else sees,
 * and the table says how far link and mail are.
 */

const BRING_IN = `mutation ($list: String!) { bringInAddresses(study: "thuis", list: $list) { __typename
  ... on Problem { code message } ... on AddressesBroughtIn { added changed same optedOut problems { line message } } } }`;
const INVITE = `mutation ($input: InviteByMailInput!) { inviteByMail(input: $input) { __typename
  ... on Problem { code path } ... on MailRound { id people waiting } } }`;
const RENEW = `mutation ($id: ID!) { renewInvitation(id: $id) { __typename
  ... on Problem { code } ... on Invitation { id status usesLeft renewedAt } } }`;
const BOUNCE = `mutation ($id: ID!) { reportBounce(id: $id) { __typename ... on Problem { code } } }`;
const LEAVE = `mutation ($secret: String!) { leaveMessages(secret: $secret) { __typename ... on Problem { code } } }`;
const OPEN = `mutation ($secret: String!) { openInvitation(secret: $secret) { __typename ... on Problem { code message } } }`;
const SEE = `query ($id: ID!, $status: [InvitationStatus!], $mail: [MailState!], $first: Int) { survey(id: $id) {
  study { reachable } fieldings { mailRounds { people waiting mailed bounced optedOut failed }
  invitationTable(status: $status, mail: $mail, first: $first) { total counts { status mail count }
    rows { mail invitation { id participant status usesLeft } } } } } }`;

interface Table {
  total: number;
  counts: { status: string; mail: string; count: number }[];
  rows: { mail: string; invitation: { id: string; participant: string; status: string; usesLeft: number | null } }[];
}
interface Round {
  people: number;
  waiting: number;
  mailed: number;
  bounced: number;
  optedOut: number;
  failed: number;
}

const outbox: Message[] = [];
const refused = new Set<string>();
let busy = false;
let api: ApiServer;
let researcher: Record<string, string>;

beforeAll(async () => {
  api = await startApi({
    mail: {
      async send(message) {
        if (refused.has(message.to)) throw new MailNotSent("ADDRESS");
        if (busy) throw new MailNotSent("LATER");
        outbox.push(message);
      },
      close() {},
    },
  });
  await api.test.database.study.create({
    data: { slug: "thuis", title: "Thuis na jeugdzorg", createdAt: api.clock() },
    select: { id: true },
  });
  await api.people.ensureAccount({ email: "onderzoeker@instituut.nl", roles: ["RESEARCHER"] });
  api.people.askSignInLink("onderzoeker@instituut.nl", "nl");
  await api.people.settle();
  const opened = await api.post("/api/auth/magic-link/verify", { token: secretsIn(outbox.at(-1))[0] });
  researcher = {
    cookie: opened.headers
      .getSetCookie()
      .map((each) => each.split(";")[0])
      .join("; "),
  };
});
afterAll(() => api.stop());

const secretsIn = (message: Message | undefined): string[] =>
  [...(message?.text ?? "").matchAll(/#([\w-]+)/g)].map(([, secret]) => secret ?? "");
const mailTo = (to: string): Message[] => outbox.filter((message) => message.to === to);

async function ask<Data>(query: string, variables: Record<string, unknown>, headers = researcher): Promise<Data> {
  const { body, text } = await api.ask<Data>(query, { variables, headers });
  return body.data ?? expect.unreachable(text);
}
async function bringIn(list: string): Promise<object> {
  const { bringInAddresses } = await ask<{ bringInAddresses: object }>(BRING_IN, { list });
  api.clock.pass({ minutes: 1 });
  return bringInAddresses;
}
const renew = async (id: string) =>
  (await ask<{ renewInvitation: { __typename: string } }>(RENEW, { id })).renewInvitation;
const open = async (secret = "") =>
  (await ask<{ openInvitation: { __typename: string; code?: string } }>(OPEN, { secret }, {})).openInvitation;

let number = 0;
async function field(): Promise<{ surveyId: string; fieldingId: string }> {
  const { survey } = api.steps;
  number++;
  const asked = { ...questionnaire, title: { nl: "Hoe is het nu thuis?" } };
  const variable = (each: string) => `${each}${number}`;
  const questions = asked.questions.map((each) => ({ ...each, variable: variable(each.variable) }));
  const { id: surveyId } = await survey.createSurvey({ ...asked, questions, study: "thuis", slug: `lijst-${number}` });
  await survey.publishSurvey(surveyId);
  const { id: fieldingId } = await survey.fieldSurvey({
    ...{ surveyId, wave: "1", waveLabel: "Eerste meting", promisedOn: PROMISED },
  });
  return { surveyId, fieldingId };
}

async function invite(input: Record<string, unknown>): Promise<{ __typename: string; code?: string; people?: number }> {
  const { inviteByMail } = await ask<{ inviteByMail: { __typename: string } }>(INVITE, { input });
  await api.steps.contact.settleMessages();
  return inviteByMail;
}

async function see(id: string, wish: Record<string, unknown> = {}) {
  const { survey } = await ask<{
    survey: { study: { reachable: number }; fieldings: [{ mailRounds: Round[]; invitationTable: Table }] };
  }>(SEE, { id, ...wish });
  const [{ mailRounds, invitationTable }] = survey.fieldings;
  return { reachable: survey.study.reachable, rounds: mailRounds, table: invitationTable };
}
const rowOf = async (surveyId: string, participant: string) =>
  (await see(surveyId)).table.rows.find((row) => row.invitation.participant === participant) ?? expect.unreachable();

describe("a list of addresses", () => {
  it("comes in line by line, says what is wrong where, and never quotes it", async () => {
    const list = [
      "pseudonym;mail;language",
      "p1;an@post.nl",
      '"p2";"bo@post.nl";en',
      "p3;geen adres",
      "p1;nog@post.nl",
      "cas@post.nl;cas@post.nl",
      "p4;dee@post.nl;fr",
    ].join("\r\n");
    const kept = await bringIn(list);
    expect(kept).toMatchObject({ added: 2, changed: 0, same: 0, problems: [4, 5, 6, 7].map((line) => ({ line })) });
    expect(JSON.stringify(kept)).not.toMatch(/post|geen adres|p\d/);
    expect(await bringIn("p1,an@post.nl\np2,bo@andere.nl,en")).toMatchObject({ added: 0, changed: 1, same: 1 });
    expect(await bringIn("\n\n")).toMatchObject({ code: "LIST_EMPTY" });
  });
});

describe("inviting by mail", () => {
  it("writes to each in their own language, with a link that only they see, and names no subject", async () => {
    const { surveyId, fieldingId } = await field();
    expect(await invite({ fielding: fieldingId })).toMatchObject({ __typename: "MailRound", people: 2 });
    const [[dutch], [english]] = [mailTo("an@post.nl"), mailTo("bo@andere.nl")];
    expect(dutch?.subject).toBe("Er staan vragen voor je klaar");
    expect(english?.subject).toBe("Questions are waiting for you");
    for (const message of [dutch, english])
      expect(JSON.stringify(message)).not.toMatch(/thuis|jeugdzorg|onderzoek|study|meting|p1|p2/i);
    expect((await rowOf(surveyId, "p1")).mail).toBe("MAILED");

    expect(await open(secretsIn(dutch)[0])).toMatchObject({ __typename: "Respondent" });
    expect((await rowOf(surveyId, "p1")).invitation.status).toBe("OPENED");
    expect(await invite({ fielding: fieldingId })).toMatchObject({ code: "NOBODY_TO_INVITE" });
    expect(await invite({ fielding: fieldingId, participants: ["p2", "p1"] })).toMatchObject({
      ...{ code: "ALREADY_INVITED", path: ["participants", "0", "1"] },
    });
    expect(await invite({ fielding: fieldingId, participants: ["p1", "p9"] })).toMatchObject({
      ...{ code: "ADDRESS_MISSING", path: ["participants", "1"] },
    });
    expect(mailTo("an@post.nl")).toHaveLength(1);
  });

  it("counts openings, waits for its day, and says why a link does not open", async () => {
    const { fieldingId, surveyId } = await field();
    const soon = new Date(api.clock().getTime() + 3 * 86_400_000).toISOString();
    await invite({ fielding: fieldingId, participants: ["p1"], uses: 2 });
    await invite({ fielding: fieldingId, participants: ["p2"], validFrom: soon });
    const secret = secretsIn(mailTo("an@post.nl").at(-1))[0];
    expect((await rowOf(surveyId, "p1")).invitation.usesLeft).toBe(2);
    await open(secret);
    await open(secret);
    expect(await open(secret)).toMatchObject({ code: "INVITATION_USED_UP" });
    expect((await rowOf(surveyId, "p1")).invitation).toMatchObject({ status: "USED_UP", usesLeft: 0 });

    expect(mailTo("bo@andere.nl")).toHaveLength(1);
    expect((await rowOf(surveyId, "p2")).mail).toBe("WAITING");
    expect((await rowOf(surveyId, "p2")).invitation.status).toBe("NOT_YET");
    const before = await api.steps.survey.addLink((await rowOf(surveyId, "p2")).invitation.id);
    expect(await open(before.split("#")[1])).toMatchObject({ code: "INVITATION_NOT_YET" });
    api.clock.pass({ minutes: 3 * 24 * 60 });
    await api.steps.contact.deliver();
    expect(mailTo("bo@andere.nl")).toHaveLength(2);
    for (const input of [{ uses: 0 }, { expiresAt: api.clock().toISOString() }])
      expect(await invite({ fielding: (await field()).fieldingId, ...input })).toMatchObject({ __typename: "Problem" });
  });

  it("opened at once as often as it may, never opens once more", async () => {
    const { fieldingId } = await field();
    await invite({ fielding: fieldingId, participants: ["p1"], uses: 3 });
    const secret = secretsIn(mailTo("an@post.nl").at(-1))[0];
    const opened = await Promise.all(Array.from({ length: 9 }, () => open(secret)));
    expect(opened.filter(({ __typename }) => __typename === "Respondent")).toHaveLength(3);
  });

  it("renewed, kills every link and session before, keeps the answers, and counts anew", async () => {
    const { fieldingId, surveyId } = await field();
    await invite({ fielding: fieldingId, participants: ["p1"], uses: 1 });
    const first = secretsIn(mailTo("an@post.nl").at(-1))[0] ?? "";
    const { holder } = await api.steps.survey.openInvitation(first);
    await api.steps.survey.giveConsent(holder, true);
    await api.steps.survey.saveAnswer(holder, "heard", 4);
    const { id } = (await rowOf(surveyId, "p1")).invitation;
    expect(await renew(id)).toMatchObject({ __typename: "Invitation", usesLeft: 1 });
    await api.steps.contact.settleMessages();
    expect(await open(first)).toMatchObject({ code: "INVITATION_UNKNOWN" });
    expect(await api.steps.survey.respondent(holder)).toBeNull();
    const second = secretsIn(mailTo("an@post.nl").at(-1))[0] ?? "";
    expect(second).not.toBe(first);
    const again = await api.steps.survey.openInvitation(second);
    expect((await api.steps.survey.respondent(again.holder))?.answers).toMatchObject([{ question: "heard", value: 4 }]);

    // Another address than the one that the first link went to would let somebody else read what was said.
    await bringIn("p1,an@elders.nl");
    expect(await renew(id)).toMatchObject({ code: "ADDRESS_CHANGED" });
    expect(mailTo("an@elders.nl")).toEqual([]);
  });

  it("tells what bounced, tries again what the server would not take now, and never sends twice", async () => {
    const { fieldingId, surveyId } = await field();
    await bringIn("b1,weg@post.nl\nb2,later@post.nl\nb3,terug@post.nl");
    refused.add("weg@post.nl");
    await invite({ fielding: fieldingId, participants: ["b1", "b3"] });
    expect((await rowOf(surveyId, "b1")).mail).toBe("BOUNCED");
    busy = true;
    await invite({ fielding: fieldingId, participants: ["b2"] });
    busy = false;
    expect((await rowOf(surveyId, "b2")).mail).toBe("WAITING");
    await api.test.database.$executeRaw`UPDATE queue.job SET start_after = now() WHERE state = 'retry'`;
    await Promise.all([api.steps.contact.deliver(), api.steps.contact.deliver(), api.steps.contact.deliver()]);
    expect(mailTo("later@post.nl")).toHaveLength(1);
    expect((await rowOf(surveyId, "b2")).mail).toBe("MAILED");

    const back = (await rowOf(surveyId, "b3")).invitation.id;
    await ask(BOUNCE, { id: back });
    expect((await rowOf(surveyId, "b3")).mail).toBe("BOUNCED");
    expect(await ask(BOUNCE, { id: back })).toMatchObject({ reportBounce: { code: "NOTHING_MAILED" } });
  });

  it("that was under way when the process died is not sent again, and the table says so", async () => {
    const { fieldingId, surveyId } = await field();
    await bringIn("d1,dood@post.nl");
    busy = true;
    await invite({ fielding: fieldingId, participants: ["d1"] });
    busy = false;
    await api.test.database.message.updateMany({ where: { state: "WAITING" }, data: { state: "SENDING" } });
    await api.test.database.$executeRaw`UPDATE queue.job SET start_after = now() WHERE state = 'retry'`;
    // Something else that is due makes the queue look.
    await bringIn("d2,leeft@post.nl");
    await invite({ fielding: fieldingId, participants: ["d2"] });
    expect((await rowOf(surveyId, "d1")).mail).toBe("FAILED");
    expect(mailTo("dood@post.nl")).toEqual([]);
    expect(mailTo("leeft@post.nl")).toHaveLength(1);
  });
});

describe("somebody who wants no messages", () => {
  it("says so with the link in the mail: no more messages, the address forgotten, the answers untouched", async () => {
    const { fieldingId, surveyId } = await field();
    await bringIn("l1,laat@post.nl");
    await invite({ fielding: fieldingId, participants: ["l1"] });
    const [link, leave] = secretsIn(mailTo("laat@post.nl")[0]);
    const { reachable } = await see(surveyId);
    expect(await ask(LEAVE, { secret: leave }, {})).toMatchObject({ leaveMessages: { __typename: "LeftMessages" } });
    expect(await ask(LEAVE, { secret: leave }, {})).toMatchObject({ leaveMessages: { __typename: "LeftMessages" } });
    expect(await ask(LEAVE, { secret: link }, {})).toMatchObject({ leaveMessages: { code: "LEAVE_LINK_UNKNOWN" } });
    expect((await see(surveyId)).reachable).toBe(reachable - 1);
    expect((await rowOf(surveyId, "l1")).mail).toBe("OPTED_OUT");
    expect(await bringIn("l1,laat@post.nl")).toMatchObject({ added: 0, optedOut: 1 });
    const other = await field();
    expect(await invite({ fielding: other.fieldingId, participants: ["l1"] })).toMatchObject({
      code: "ADDRESS_MISSING",
    });
    expect(await open(link)).toMatchObject({ __typename: "Respondent" });
    expect(mailTo("laat@post.nl")).toHaveLength(1);
  });

  it("and who stops taking part is forgotten, and cannot be brought in again", async () => {
    const { fieldingId } = await field();
    await bringIn("s1,stopt@post.nl");
    await invite({ fielding: fieldingId, participants: ["s1"] });
    const { holder } = await api.steps.survey.openInvitation(secretsIn(mailTo("stopt@post.nl")[0])[0] ?? "");
    const there = async () =>
      (await api.test.database.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM contact."Address"`)[0];
    const { count } = (await there()) ?? expect.unreachable();
    await api.steps.survey.stopTakingPart(holder, false);
    expect(await there()).toEqual({ count: count - 1 });
    expect(await bringIn("s1,stopt@post.nl")).toMatchObject({ added: 0, problems: [{ line: 1 }] });
  });
});

describe("thousands", () => {
  it("are invited in the background, with counts that add up, and shown some at a time", async () => {
    const { fieldingId, surveyId } = await field();
    const list = Array.from({ length: 1_200 }, (_, i) => `m${i},m${i}@veel.nl`).join("\n");
    expect(await bringIn(list)).toMatchObject({ added: 1_200 });
    const round = await invite({ fielding: fieldingId });
    const { rounds, table, reachable } = await see(surveyId, { mail: ["MAILED"], first: 50 });
    expect(round.people).toBe(reachable);
    expect(rounds[0]).toMatchObject({ people: reachable, waiting: 0, failed: 0 });
    expect(rounds[0]?.mailed).toBe(table.total);
    expect(table.total).toBeGreaterThan(1_199);
    expect(table.rows).toHaveLength(50);
    expect(table.counts.reduce((sum, { count }) => sum + count, 0)).toBe(reachable);
    const secrets = outbox.filter(({ to }) => to.endsWith("@veel.nl")).map((message) => secretsIn(message)[0]);
    expect(new Set(secrets).size).toBe(1_200);
  }, 60_000);
});

describe("addresses", () => {
  it("are in no line of the log, in no other table, and sealed where they are", async () => {
    expect(api.lines.join("\n")).not.toMatch(/post\.nl|veel\.nl|andere\.nl/);
    const { database } = api.test;
    const tables = await database.$queryRaw<{ name: string }[]>`
      SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
      WHERE table_schema IN ('public', 'contact', 'queue') AND table_type = 'BASE TABLE'`;
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const rows = await database.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`);
      const found = rows.filter(({ row }) => /post\.nl|veel\.nl|andere\.nl/.test(row));
      expect(`${name} ${found.length}`).toBe(`${name} 0`);
    }
    const sealed = await database.$queryRaw<{ sealed: Uint8Array }[]>`SELECT sealed FROM contact."Address"`;
    expect(sealed.some(({ sealed: bytes }) => /post\.nl|veel\.nl/.test(Buffer.from(bytes).toString("latin1")))).toBe(
      false,
    );
  });
});
