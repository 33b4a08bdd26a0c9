import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ImapFlow } from "imapflow";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readReport } from "../../api/flow/contact/reports/read-report.ts";
import { MailNotSent, type Message } from "../../api/platform/mail.ts";
import { type Looked, type Mailbox, openImapMailbox, openMailboxFolder } from "../../api/platform/mailbox.ts";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { makeDataFolder } from "../testkit/data-folder.ts";
import { startImapServer, whyNoImap } from "../testkit/imap-server.ts";
import { ROOT } from "../testkit/record.ts";
import { PROMISED, questionnaire } from "./survey-questionnaire.ts";

/*
 * Reports of mail servers: read from a mailbox, understood whoever wrote them, counted once, and told to the researcher
 * without an address. The reports in tests/cases/bounces have the forms of Postfix, Exim, Exchange and Gmail.
 */

const ADDRESS = "bounce@post.instituut.example";
const TOKEN = "00112233445566778899aabbccddeeff";
const CASES = join(ROOT, "tests/cases/bounces");
const reportNamed = async (name: string, token = TOKEN): Promise<Buffer> =>
  Buffer.from((await readFile(join(CASES, `${name}.eml`), "utf8")).replace(new RegExp(TOKEN, "gi"), token));

describe("a report", async () => {
  const expected = JSON.parse(await readFile(join(CASES, "expected.json"), "utf8")) as Record<string, unknown>;

  it.each(Object.entries(expected))("%s says what it says, and nothing else is taken from it", async (name, told) => {
    const read = await readReport(await reportNamed(name), ADDRESS);
    expect(read).toEqual(typeof told === "string" ? told : { token: TOKEN, ...(told as object) });
  });

  it("is read or not read, wherever it was cut off, and never fails", async () => {
    for (const name of Object.keys(expected)) {
      const whole = await reportNamed(name);
      for (let end = 0; end < whole.length; end += 97)
        expect(["string", "object"]).toContain(typeof (await readReport(whole.subarray(0, end), ADDRESS)));
    }
  });

  const many = (what: string, bytes = 500_000): string => what.repeat(Math.ceil(bytes / what.length));
  const named = (lines: string, report: string): string => `To: bounce+${TOKEN}@post.instituut.example\r\n${lines}\r
Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r
--b\r\nContent-Type: message/delivery-status\r\n\r\n${report}\r\n--b--\r\n`;
  const FAILED = "Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n";
  it.each([
    ["a recipient without @", `Delivered-To: ${many("a", 100_000)}`, FAILED],
    ["a recipient that is nothing else than @", `Delivered-To: ${many("@", 100_000)}`, FAILED],
    ["a line of spaces", "X: y", `${FAILED}Diagnostic-Code: x${many(" ")}x\r\n`],
    ["a line of spaces before its colon", "X: y", `${FAILED}Diagnostic-Code${many(" ")}x\r\n`],
  ])("is read at once, though it has %s", async (_what, lines, report) => {
    const message = Buffer.from(named(lines, report));
    const begun = process.cpuUsage();
    expect(await readReport(message, ADDRESS)).toEqual({ token: TOKEN, isFinal: true, reason: "NO_SUCH_ADDRESS" });
    expect(process.cpuUsage(begun).user).toBeLessThan(3_000_000);
  });

  it("is for a person where it has more headers or more in each other than a report has", async () => {
    const begun = process.cpuUsage();
    expect(await readReport(Buffer.from(named(`X: ${many("a")}`, FAILED)), ADDRESS)).toBe("UNKNOWN");
    const deep = Array.from(
      { length: 200 },
      (_, at) => `Content-Type: multipart/mixed; boundary=c${at}\r\n\r\n--c${at}`,
    );
    const nested = `To: bounce+${TOKEN}@post.instituut.example\r\n${deep.join("\r\n")}\r\n\r\n`;
    expect(await readReport(Buffer.from(nested), ADDRESS)).toBe("UNKNOWN");
    expect(process.cpuUsage(begun).user).toBeLessThan(3_000_000);
  });
});

const SEE = `query ($id: ID!) { survey(id: $id) { fieldings { mailRounds { bounced } reports { on failing lastReadAt }
  invitationTable { rows { mail bounced delays newAddress invitation { id participant } } } } } }`;
const RENEW = `mutation ($id: ID!) { renewInvitation(id: $id) { __typename ... on Problem { code } } }`;
const BRING_IN = `mutation ($list: String!) { bringInAddresses(study: "thuis", list: $list) { __typename } }`;

interface Row {
  mail: string;
  bounced: string | null;
  delays: number;
  newAddress: boolean;
  invitation: { id: string; participant: string };
}

describe("a message that came back", () => {
  const outbox: Message[] = [];
  /** Runs while the mail server is asked, before it answers */
  let meanwhile: ((message: Message) => Promise<void>) | null = null;
  let api: ApiServer;
  let folder: string;
  let surveyId: string;
  let fieldingId: string;
  let researcher: Record<string, string>;

  beforeAll(async () => {
    api = await startApi({
      mail: {
        async send(message) {
          if (message.to === "kapot@post.example") throw new MailNotSent("ADDRESS", "5.1.1");
          outbox.push(message);
          await meanwhile?.(message);
        },
        close() {},
      },
      reportsTo: ({ root }) => {
        folder = join(root, "bounces");
        return { address: ADDRESS, mailbox: openMailboxFolder(folder) };
      },
    });
    const { survey, contact } = api.steps;
    await api.test.database.study.create({
      data: { slug: "thuis", title: "Thuis", createdAt: api.clock() },
      select: { id: true },
    });
    ({ id: surveyId } = await survey.createSurvey({ ...questionnaire, study: "thuis", slug: "hoe" }));
    await survey.publishSurvey(surveyId);
    ({ id: fieldingId } = await survey.fieldSurvey({
      ...{ surveyId, wave: "1", waveLabel: "Eerste", promisedOn: PROMISED },
    }));
    const days = ",nl,2026-02-28";
    await contact.bringIn(
      "thuis",
      ["weg", "laat", "vol", "snel", "kapot"].map((who) => `${who},${who}@post.example${days}`).join("\n"),
    );
    api.people.askSignInLink((await api.people.ensureAccount({ email: "v@i.nl", roles: ["RESEARCHER"] })).email, "nl");
    await api.people.settle();
    const opened = await api.post("/api/auth/magic-link/verify", { token: secretIn(outbox.at(-1)) });
    researcher = {
      cookie: opened.headers
        .getSetCookie()
        .map((each) => each.split(";")[0])
        .join("; "),
    };
  });
  afterAll(() => api.stop());

  const secretIn = (message: Message | undefined): string => /#([\w-]+)/.exec(message?.text ?? "")?.[1] ?? "";
  const mailTo = (who: string): Message[] => outbox.filter(({ to }) => to === `${who}@post.example`);
  const tokenOf = (message: Message | undefined): string =>
    /^bounce\+([0-9a-f]{32})@post\.instituut\.example$/.exec(message?.returnTo ?? "")?.[1] ?? expect.unreachable();
  async function comesIn(report: Buffer): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${outbox.length}-${report.length}-${(await readdir(folder)).length}.eml`), report);
  }
  async function see() {
    const { body } = await api.ask<{
      survey: {
        fieldings: [{ mailRounds: { bounced: number }[]; reports: object; invitationTable: { rows: Row[] } }];
      };
    }>(SEE, { variables: { id: surveyId }, headers: researcher });
    return body.data?.survey.fieldings[0] ?? expect.unreachable(JSON.stringify(body.errors));
  }
  const rowOf = async (who: string): Promise<Row> =>
    (await see()).invitationTable.rows.find(({ invitation }) => invitation.participant === who) ?? expect.unreachable();
  const planned = { baseline: "ENROLMENT", offsetDays: 1, windowDays: 60, reminderDays: [7, 7, 7] } as const;
  async function followPlan(days: number): Promise<void> {
    api.clock.pass({ minutes: days * 24 * 60 });
    await api.steps.contact.planDue();
    await api.steps.contact.deliver();
  }

  it("was sent from an address of its own, which is not the personal link, and tells at once what a server refused", async () => {
    await api.steps.contact.keepPlan(fieldingId, planned);
    await followPlan(2);
    const tokens = ["weg", "laat", "vol", "snel"].map((who) => tokenOf(mailTo(who)[0]));
    expect(new Set(tokens).size).toBe(4);
    for (const { text, returnTo } of outbox) if (returnTo) expect(text).not.toContain(tokenOf(outbox.at(-1)));
    const kept = await api.test.database.message.findMany({ select: { returnHash: true } });
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(tokens.join("|")));
    expect(await rowOf("kapot")).toMatchObject({ mail: "BOUNCED", bounced: "NO_SUCH_ADDRESS", newAddress: false });
    expect((await see()).reports).toEqual({ on: true, failing: false, lastReadAt: null });
  });

  it("for good is told with the reason alone, and no reminder follows; for now it is counted alone", async () => {
    await comesIn(await reportNamed("postfix-unknown", tokenOf(mailTo("weg")[0])));
    await comesIn(await reportNamed("postfix-delayed", tokenOf(mailTo("laat")[0])));
    await comesIn(await reportNamed("exim-full", tokenOf(mailTo("vol")[0])));
    expect(await api.steps.contact.readReports()).toBe(3);
    expect(await rowOf("weg")).toMatchObject({ mail: "BOUNCED", bounced: "NO_SUCH_ADDRESS", delays: 0 });
    expect(await rowOf("vol")).toMatchObject({ mail: "BOUNCED", bounced: "MAILBOX_FULL" });
    expect(await rowOf("laat")).toMatchObject({ mail: "MAILED", bounced: null, delays: 1 });
    expect((await see()).reports).toEqual({ on: true, failing: false, lastReadAt: api.clock().toISOString() });
    expect(await readdir(folder)).toEqual(["aside"]);

    await followPlan(8);
    expect(mailTo("weg")).toHaveLength(1);
    expect(mailTo("vol")).toHaveLength(1);
    expect(mailTo("laat")).toHaveLength(2);
    const kept = JSON.stringify([await see(), await api.test.database.deliveryReport.findMany(), api.lines]);
    expect(kept).not.toMatch(/post\.example|school\.example|provider\.example|bounce\+|@/);
  });

  it("counts once, however often its report is read and from however many places", async () => {
    const again = await reportNamed("postfix-delayed", tokenOf(mailTo("laat")[1]));
    await comesIn(again);
    await comesIn(again);
    await Promise.all([api.steps.contact.readReports(), api.steps.contact.readReports().catch(() => 0)]);
    // As after a crash between counting and removing.
    await comesIn(again);
    await api.steps.contact.readReports();
    expect((await rowOf("laat")).delays).toBe(1);
    expect(await api.test.database.deliveryReport.count({ where: { isFinal: false } })).toBe(2);
  });

  it("is not mistaken for an out-of-office, a report of nobody's, or what only a person can read", async () => {
    const token = tokenOf(mailTo("snel")[0]);
    for (const name of ["out-of-office", "arrived-at-one", "in-words-only"])
      await comesIn(await reportNamed(name, token));
    await comesIn(await reportNamed("postfix-unknown"));
    const before = await api.test.database.deliveryReport.count();
    expect(await api.steps.contact.readReports()).toBe(4);
    expect(await api.test.database.deliveryReport.count()).toBe(before);
    expect((await rowOf("snel")).mail).toBe("MAILED");
    expect(await readdir(join(folder, "aside"))).toHaveLength(1);
  });

  it("can be sent again to a new address, and the old report says nothing of that one", async () => {
    const report = await reportNamed("exchange-unknown", tokenOf(mailTo("weg")[0]));
    const { id } = (await rowOf("weg")).invitation;
    api.clock.pass({ minutes: 1 });
    await api.ask(BRING_IN, { variables: { list: "weg,terug@post.example,nl,2026-02-28" }, headers: researcher });
    expect(await rowOf("weg")).toMatchObject({ mail: "BOUNCED", newAddress: true });
    api.clock.pass({ minutes: 1 });
    const { body } = await api.ask(RENEW, { variables: { id }, headers: researcher });
    expect(body.data).toMatchObject({ renewInvitation: { __typename: "Invitation" } });
    await api.steps.contact.settleMessages();
    await comesIn(report);
    await api.steps.contact.readReports();
    expect(await rowOf("weg")).toMatchObject({ mail: "MAILED", bounced: null, newAddress: false });
    await followPlan(8);
    expect(mailTo("terug")).toHaveLength(2);
  });

  it("whose report is faster than the mail server's own answer stays what the report says", async () => {
    meanwhile = async (message) => {
      if (message.to !== "snel@post.example") return;
      await comesIn(await reportNamed("gmail-blocked", tokenOf(message)));
      await api.steps.contact.readReports();
    };
    await followPlan(8);
    meanwhile = null;
    expect(mailTo("snel")).toHaveLength(4);
    expect(await rowOf("snel")).toMatchObject({ mail: "BOUNCED", bounced: "REFUSED" });
  });
});

interface MailboxUnderTest {
  open(): Mailbox;
  deliver(message: Uint8Array): Promise<void> | void;
  /** How many messages stay where they came, and how many were put aside */
  counts(): Promise<[number, number]>;
  stop(): Promise<void>;
}

async function inFolder(): Promise<MailboxUnderTest> {
  const { folder, remove } = await makeDataFolder();
  const path = join(folder.root, "bounces");
  await mkdir(join(path, "aside"), { recursive: true });
  let number = 0;
  const emlIn = async (at: string) => (await readdir(at)).filter((name) => name.endsWith(".eml")).length;
  return {
    open: () => openMailboxFolder(path),
    deliver: (message) => writeFile(join(path, `${++number}.eml`), message),
    counts: async () => [await emlIn(path), await emlIn(join(path, "aside"))],
    stop: remove,
  };
}

async function inDovecot(): Promise<MailboxUnderTest> {
  const server = await startImapServer();
  return {
    open: () => openImapMailbox(server.url()),
    deliver: (message) => server.deliver(message),
    counts: async () => [server.count("INBOX"), server.count("INBOX.Aside")],
    stop: () => server.stop(),
  };
}

/** Has the mailbox emptied where everything is to be put aside but what says REMOVE; says what was shown. */
async function emptied(mailbox: Mailbox): Promise<{ shown: string[]; failure: unknown }> {
  const shown: string[] = [];
  const failure: unknown = await mailbox
    .empty(async (message) => {
      shown.push(Buffer.from(message).toString());
      return shown.at(-1)?.startsWith("REMOVE") ? "REMOVE" : "PUT_ASIDE";
    })
    .then(
      () => null,
      (error: unknown) => error,
    );
  return { shown, failure };
}

describe("a message that cannot be put away", () => {
  const PUT_AWAY = { name: "MailboxNotRead", why: "PUT_AWAY" };
  const messages = ["one", "REMOVE two", "three", "four"];

  it("in a folder keeps no other from being shown, and is told of at the end", async () => {
    const { folder, remove } = await makeDataFolder();
    const path = join(folder.root, "bounces");
    // Something else has its name where it is to go.
    await mkdir(join(path, "aside", "0.eml"), { recursive: true });
    for (const [at, each] of messages.entries()) await writeFile(join(path, `${at}.eml`), each);
    expect(await emptied(openMailboxFolder(path))).toMatchObject({ shown: messages, failure: PUT_AWAY });
    expect((await readdir(path)).sort()).toEqual(["0.eml", "aside"]);
    expect(await emptied(openMailboxFolder(path))).toMatchObject({ shown: ["one"], failure: PUT_AWAY });
    await remove();
  });

  it("on a server keeps no other from being shown, and is told of at the end, without the server's words", async () => {
    const server = ImapFlow.prototype;
    vi.spyOn(server, "connect").mockResolvedValue();
    vi.spyOn(server, "logout").mockResolvedValue();
    vi.spyOn(server, "mailboxOpen").mockResolvedValue({} as never);
    vi.spyOn(server, "search").mockResolvedValue(messages.map((_, at) => at));
    vi.spyOn(server, "fetchOne").mockImplementation(
      async (uid) => ({ source: Buffer.from(messages[Number(uid)] ?? "") }) as never,
    );
    const create = vi.spyOn(server, "mailboxCreate").mockResolvedValue({ path: "Aside" } as never);
    create.mockRejectedValueOnce(new Error("iemand is over quota"));
    const remove = vi.spyOn(server, "messageDelete").mockResolvedValue(false);
    const move = vi
      .spyOn(server, "messageMove")
      .mockResolvedValue({} as never)
      .mockResolvedValueOnce(false);
    try {
      const mailbox = openImapMailbox("imap://a:b@127.0.0.1:1/INBOX");
      const { shown, failure } = await emptied(mailbox);
      expect({ shown, failure }).toMatchObject({ shown: messages, failure: PUT_AWAY });
      expect(String(failure)).not.toMatch(/iemand/);
      expect(move.mock.calls.map(([uid]) => uid)).toEqual(["2", "3"]);
      // Either kind of no is enough, alone.
      remove.mockResolvedValue(true);
      expect((await emptied(mailbox)).failure).toBeNull();
      remove.mockResolvedValueOnce(false);
      expect((await emptied(mailbox)).failure).toMatchObject(PUT_AWAY);
      move.mockResolvedValueOnce(false);
      expect((await emptied(mailbox)).failure).toMatchObject(PUT_AWAY);
      move.mockRejectedValueOnce(new Error("no"));
      expect((await emptied(mailbox)).failure).toMatchObject(PUT_AWAY);
    } finally {
      vi.restoreAllMocks();
    }
  });
});

const missing = whyNoImap();
const KINDS = [
  { name: "a folder", make: inFolder, why: null },
  {
    name: missing === null ? "an IMAP server" : `an IMAP server, not tried: ${missing}`,
    make: inDovecot,
    why: missing,
  },
];

describe.each(KINDS)("$name", ({ make, why }) => {
  let box: MailboxUnderTest;
  beforeAll(async () => {
    if (why === null) box = await make();
  });
  afterAll(() => box?.stop());

  it.skipIf(why !== null)("shows each message until it was said where it goes, and none after", async () => {
    const messages = await Promise.all(
      ["postfix-unknown", "in-words-only", "exim-full"].map((name) => reportNamed(name)),
    );
    for (const message of messages) await box.deliver(message);
    const dies = box.open().empty(() => Promise.reject(new Error("the process died")));
    await expect(dies).rejects.toThrow("the process died");
    expect(await box.counts()).toEqual([3, 0]);

    const shown: string[] = [];
    const look = async (message: Uint8Array): Promise<Looked> => {
      shown.push(Buffer.from(message).toString());
      return shown.length === 2 ? "PUT_ASIDE" : "REMOVE";
    };
    expect(await box.open().empty(look)).toBe(3);
    expect(shown).toEqual(messages.map(String));
    expect(await box.counts()).toEqual([0, 1]);
    expect(await box.open().empty(look)).toBe(0);
  });
});

describe.skipIf(missing !== null)("an IMAP server that does not let in", () => {
  it("is told of without its words, its address or the password", async () => {
    const server = await startImapServer();
    try {
      const failure = await openImapMailbox(server.url("iemand@post.example", "verkeerd"))
        .empty(async () => "REMOVE")
        .catch((error: unknown) => error);
      expect(failure).toMatchObject({ name: "MailboxNotRead", why: "SIGN_IN" });
      expect(String(failure)).not.toMatch(/iemand|verkeerd|127/);
    } finally {
      await server.stop();
    }
  });
});

it("an IMAP server that is not there is told of as such", async () => {
  const failure = await openImapMailbox("imap://a:b@127.0.0.1:1/INBOX")
    .empty(async () => "REMOVE")
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: "MailboxNotRead", why: "CONNECTION" });
});
