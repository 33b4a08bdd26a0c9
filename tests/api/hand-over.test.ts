import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import { type ApiServer, cookieIn, startApi } from "../testkit/api-server.ts";
import { hasRealData, REAL_DATA } from "../testkit/exact-study.ts";
import { recordImport, recordStudy } from "../testkit/recorded-study.ts";
import { studyPackage, writePackage } from "../testkit/study-package.ts";
import { type Archive, hardStudy, recipient } from "../testkit/taken-away.ts";
import { questionnaire, secretIn } from "./survey-questionnaire.ts";

/* A study takes its own data away, over HTTP: two stewards, one recipient, and a ledger of everything. */

const FIELDS = "id state progress canDecide canFetch canStop recipientKey endsAt sha256 failure fetches { by at }";
const ASK = `mutation ($input: AskHandOverInput!) { askHandOver(input: $input) { __typename
  ... on Problem { code path } ... on HandOver { ${FIELDS} } } }`;
const DECIDE = `mutation ($id: ID!, $decision: HandOverDecision!, $reason: String!) {
  decideHandOver(id: $id, decision: $decision, reason: $reason) { __typename
  ... on Problem { code path } ... on HandOver { ${FIELDS} decidedBy decidedBecause } } }`;
const STOP = `mutation ($id: ID!, $reason: String!) { stopHandOver(id: $id, reason: $reason) { __typename
  ... on Problem { code } ... on HandOver { ${FIELDS} stoppedBy stoppedBecause } } }`;
const OF_STUDY = `{ study(slug: "thuis") { handOvers { ${FIELDS} organisation purpose { nl } askedBy decidedBy } } }`;
const OWN = `{ respondent { handOvers { recipientName organisation purpose { nl en } at } } }`;

const PURPOSE = "Samen kijken hoe wonen en gehoord worden bij elkaar horen.";
const SENTENCE = "Alleen ik zeg dit";

type Headers = Record<string, string>;
interface Said {
  __typename: string;
  code?: string;
  path?: string[];
  id: string;
  state: string;
}

let api: ApiServer;
let anna: Headers;
let bas: Headers;
let carla: Headers;
let researcher: Headers;
let studyId: string;
let links: Map<string, string>;
let reader: Awaited<ReturnType<typeof recipient>>;

beforeAll(async () => {
  api = await startApi();
  const signIn = (email: string, role: "STEWARD" | "RESEARCHER") => {
    api.clock.pass({ minutes: 15 });
    return api.signIn(email, [role]);
  };
  anna = await signIn("anna@instituut.nl", "STEWARD");
  bas = await signIn("bas@instituut.nl", "STEWARD");
  carla = await signIn("carla@instituut.nl", "STEWARD");
  researcher = await signIn("vera@instituut.nl", "RESEARCHER");
  reader = await recipient();
  const { survey, study } = api.steps;
  await study.importStudy(await writePackage(studyPackage({ name: "thuis", title: "Thuis", persons: 30 })));
  ({ id: studyId } = (await study.studyBySlug("thuis")) ?? expect.unreachable());
  const { id: surveyId } = await survey.createSurvey({ ...questionnaire, study: "thuis", slug: "hoe" });
  await survey.publishSurvey(surveyId);
  const { id: fieldingId } = await survey.fieldSurvey({
    surveyId,
    wave: "3",
    waveLabel: "Najaar",
    promisedOn: new Date("2026-08-01T00:00:00Z"),
  });
  const participants = Array.from({ length: 20 }, (_, i) => `p${i + 1}`);
  const made = await survey.createInvitations({ fieldingId, participants });
  links = new Map(made.map(({ invitation, link }) => [invitation.participant, link]));
  for (const link of links.values()) {
    const { holder } = await survey.openInvitation(secretIn(link));
    await survey.giveConsent(holder, true);
    await survey.saveAnswer(holder, "home", "own");
    await survey.saveAnswer(holder, "heard", 4);
    await survey.saveAnswer(holder, "say", SENTENCE);
    await survey.sendResponse(holder);
  }
  await snapshot();
});
afterAll(() => api?.stop());

async function snapshot(): Promise<string> {
  api.clock.pass({ minutes: 2 });
  return (await api.steps.snapshot.take(studyId)).id;
}

const newest = async (): Promise<string> => (await api.steps.snapshot.allOf(studyId))[0]?.id ?? expect.unreachable();

async function say<T = Said>(query: string, variables: Record<string, unknown>, headers: Headers): Promise<T> {
  const { body } = await api.ask(query, { variables, headers: { "accept-language": "nl", ...headers } });
  expect(body.errors).toBeUndefined();
  return Object.values(body.data ?? {})[0] as T;
}

const ask = async (change: Record<string, unknown> = {}, headers = anna) =>
  say(
    ASK,
    {
      input: {
        snapshot: await newest(),
        recipientName: "Dr. J. Bakker",
        organisation: "Universiteit van Almere",
        purpose: { nl: PURPOSE },
        recipientKey: reader.key,
        ...change,
      },
    },
    headers,
  );
const decide = (id: string, headers: Headers, decision = "AGREED", reason = "Sleutel gebeld en vergeleken.") =>
  say(DECIDE, { id, decision, reason }, headers);
const stop = (id: string, headers = anna) => say(STOP, { id, reason: "Toch niet nodig." }, headers);

/** Asked by anna, agreed to by bas, and made. */
async function handedOver(change: Record<string, unknown> = {}): Promise<string> {
  const { id } = await ask(change);
  expect(await decide(id, bas)).toMatchObject({ state: "MAKING" });
  await api.steps.handOvers.settleHandOvers();
  return id;
}

async function fetchFile(id: string, headers: Headers) {
  const response = await fetch(`${api.url}/hand-overs/${id}/data.zip.age`, { headers });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const code = response.ok ? null : (JSON.parse(new TextDecoder().decode(bytes)) as { code: string }).code;
  return { status: response.status, headers: response.headers, bytes, code };
}

const opened = async (id: string, headers = anna): Promise<Archive> =>
  reader.open((await fetchFile(id, headers)).bytes);

const stateOf = async (id: string): Promise<Record<string, unknown>> => {
  const { handOvers } = await say<{ handOvers: { id: string }[] }>(OF_STUDY, {}, researcher);
  return (handOvers.find((each) => each.id === id) ?? expect.unreachable()) as Record<string, unknown>;
};

const filesLeft = (): Promise<string[]> => readdir(api.folder.handOvers);

/** What the phone of a participant gets back. */
async function onPhone<T>(participant: string, query: string): Promise<T> {
  const open = `mutation ($secret: String!) { openInvitation(secret: $secret) { __typename } }`;
  api.clock.pass({ seconds: 61 });
  const answered = await api.ask(open, { variables: { secret: secretIn(links.get(participant)) } });
  return say<T>(query, {}, { cookie: cookieIn(answered.headers) });
}

it("goes from one steward over another to one recipient, and everybody it concerns can read that", async () => {
  const mailed = api.outbox.length;
  const asked = await ask();
  expect(asked).toMatchObject({ state: "WAITING", recipientKey: reader.key, canDecide: false, canFetch: false });
  expect(api.outbox.slice(mailed).map(({ to }) => to)).toEqual([
    "anna@instituut.nl",
    "bas@instituut.nl",
    "carla@instituut.nl",
  ]);
  expect(await say("{ waitingHandOvers { id canDecide } }", {}, bas)).toEqual([{ id: asked.id, canDecide: true }]);
  expect((await fetchFile(asked.id, anna)).code).toBe("HAND_OVER_WAITS");

  expect(await decide(asked.id, bas)).toMatchObject({ state: "MAKING", decidedBy: "bas", canFetch: false });
  await api.steps.handOvers.settleHandOvers();
  const ready = await stateOf(asked.id);
  expect(ready).toMatchObject({
    state: "READY",
    progress: 1,
    organisation: "Universiteit van Almere",
    askedBy: "anna",
    decidedBy: "bas",
    recipientKey: null,
    fetches: [],
  });
  expect(ready["endsAt"]).toBe(new Date(api.clock().getTime() + 7 * 86_400_000).toISOString());

  expect(await onPhone("p3", OWN)).toEqual({ handOvers: [] });
  const at = api.clock().toISOString();
  const file = await fetchFile(asked.id, bas);
  expect(file.headers.get("cache-control")).toBe("no-store");
  expect(file.headers.get("content-length")).toBe(String(file.bytes.length));
  expect(new TextDecoder().decode(file.bytes.slice(0, 21))).toBe("age-encryption.org/v1");
  expect((await stateOf(asked.id))["fetches"]).toEqual([{ by: "bas", at }]);
  expect(api.outbox.at(-1)).toMatchObject({ to: "anna@instituut.nl", text: expect.stringContaining("is opgehaald") });
  for (const { text } of api.outbox.slice(mailed)) expect(text).not.toMatch(/Thuis|Bakker|Almere|wonen/);

  const own = { recipientName: "Dr. J. Bakker", organisation: "Universiteit van Almere" };
  expect(await onPhone("p3", OWN)).toEqual({ handOvers: [{ ...own, purpose: { nl: PURPOSE, en: null }, at }] });
  expect(api.lines.join()).not.toMatch(/Bakker|Almere|age1|p3"/);
});

it("has everybody under a key of its own, and no text, name or withdrawn person in any file", async () => {
  const stopped = `mutation { stopTakingPart(deleteAnswers: false) { __typename } }`;
  expect(await onPhone("p7", stopped)).toEqual({ __typename: "Respondent" });
  const [one, other] = [await opened(await handedOver()), await opened(await handedOver())];
  const persons = one.rows("persons.csv");
  expect(persons).toHaveLength(29);
  const keys = persons.map(({ person = "" }) => person);
  expect(new Set([...keys, ...other.rows("persons.csv").map(({ person = "" }) => person)]).size).toBe(58);
  expect(keys).toEqual([...keys].sort());
  expect(one.rows("rows.csv").filter(({ wave }) => wave === "3")).toHaveLength(19);
  for (const name of one.names) {
    expect(one.text(name)).not.toContain(SENTENCE);
    expect(one.text(name)).not.toMatch(/\bp\d+\b/);
  }
  expect(one.text("LEESMIJ.md")).toContain(PURPOSE);
});

it("is made anew, before anybody gets it, without who stopped since", async () => {
  const id = await handedOver();
  await onPhone("p9", `mutation { stopTakingPart(deleteAnswers: true) { __typename } }`);
  expect((await fetchFile(id, anna)).code).toBe("HAND_OVER_MADE_ANEW");
  await api.steps.handOvers.settleHandOvers();
  expect((await opened(id)).rows("persons.csv")).toHaveLength(28);
  // In the three that were fetched before, not in this one.
  expect((await onPhone<{ handOvers: object[] }>("p9", OWN)).handOvers).toHaveLength(3);
  expect((await onPhone<{ handOvers: object[] }>("p3", OWN)).handOvers).toHaveLength(4);
});

describe("is refused", () => {
  it("to whoever asked, to a second decision, and to who is no steward", async () => {
    const { id } = await ask();
    expect(await decide(id, anna)).toMatchObject({ code: "OWN_HAND_OVER" });
    expect(await decide(id, bas, "AGREED", " ")).toMatchObject({ code: "INVALID_INPUT", path: ["reason"] });
    const both = await Promise.all([decide(id, bas, "TURNED_DOWN"), decide(id, carla, "TURNED_DOWN")]);
    expect(both.map(({ code }) => code).sort()).toEqual(["ALREADY_DECIDED", undefined]);
    expect(await decide(id, bas)).toMatchObject({ code: "ALREADY_DECIDED" });
    expect((await fetchFile(id, anna)).code).toBe("HAND_OVER_OVER");
    expect(await stop(id)).toMatchObject({ code: "HAND_OVER_OVER" });
    expect(await decide("nergens", bas)).toMatchObject({ code: "UNKNOWN_HAND_OVER" });
  });

  it.each([
    [{ recipientKey: "age1kort" }, "KEY_NOT_VALID", "recipientKey"],
    [{ recipientKey: `age1${"q".repeat(58)}` }, "KEY_NOT_VALID", "recipientKey"],
    [{ recipientKey: "ssh-ed25519 AAAAC3Nz" }, "KEY_NOT_VALID", "recipientKey"],
    [{ recipientName: " " }, "INVALID_INPUT", "recipientName"],
    [{ purpose: { nl: "" } }, "INVALID_INPUT", "nl"],
    [{ days: 31 }, "INVALID_INPUT", "days"],
    [{ snapshot: "nergens" }, "UNKNOWN_SNAPSHOT", "snapshot"],
  ])("for %j", async (change, code, place) => {
    const refused = await ask(change);
    expect(refused).toMatchObject({ code });
    expect(refused.path).toContain(place);
  });

  it("with a secret key in place of the public one, which is kept nowhere", async () => {
    expect(await ask({ recipientKey: reader.secret })).toMatchObject({ code: "SECRET_KEY_SENT" });
    expect(api.lines.join()).not.toContain(reader.secret);
  });

  it("of a snapshot that is withdrawn, before and after it was made", async () => {
    const waiting = await ask();
    const id = await handedOver();
    const WITHDRAW = `mutation ($snapshot: ID!) { withdrawSnapshot(snapshot: $snapshot, reason: { nl: "Fout." }) { __typename } }`;
    const wrong = await newest();
    await say(WITHDRAW, { snapshot: wrong }, carla);
    expect(await ask({ snapshot: wrong })).toMatchObject({ code: "SNAPSHOT_WITHDRAWN" });
    expect(await decide(waiting.id, bas)).toMatchObject({ code: "SNAPSHOT_WITHDRAWN" });
    expect((await fetchFile(id, anna)).code).toBe("SNAPSHOT_WITHDRAWN");
    await snapshot();
  });

  it("to everybody but the two of it, at the screen, as long as they are stewards", async () => {
    const id = await handedOver();
    const codes = async (headers: Headers) => {
      const { status, code } = await fetchFile(id, headers);
      return [status, code];
    };
    expect(await codes({})).toEqual([403, "NOT_PERMITTED"]);
    expect(await codes(researcher)).toEqual([403, "NOT_PERMITTED"]);
    expect(await codes(carla)).toEqual([403, "NOT_ONE_OF_THE_TWO"]);
    const { secret } = await api.people.createTokenFor("anna@instituut.nl", "STEWARD", {
      name: "script",
      scopes: null,
      days: 1,
    });
    expect(await codes({ authorization: `Bearer ${secret}` })).toEqual([403, "NOT_ONE_OF_THE_TWO"]);
    expect((await fetchFile("nergens", anna)).status).toBe(404);
    const head = await fetch(`${api.url}/hand-overs/${id}/data.zip.age`, { method: "HEAD", headers: anna });
    expect(head.status).toBe(404);
    const roles = (to: string[]) =>
      api.test.database.user.update({ where: { email: "anna@instituut.nl" }, data: { roles: to as ["STEWARD"] } });
    await roles(["RESEARCHER"]);
    expect(await codes(anna)).toEqual([403, "NOT_PERMITTED"]);
    await roles(["STEWARD"]);
    expect((await stateOf(id))["fetches"]).toEqual([]);
  });
});

it("ends after its days, and when a steward stops it: the file is gone, the ledger stays", async () => {
  const ended = await handedOver({ days: 1 });
  await fetchFile(ended, anna);
  api.clock.pass({ days: 1 });
  expect((await fetchFile(ended, anna)).code).toBe("HAND_OVER_ENDED");
  expect(await filesLeft()).toContain(ended);
  await api.steps.handOvers.tendHandOvers();
  expect(await filesLeft()).not.toContain(ended);
  expect(await stateOf(ended)).toMatchObject({ state: "ENDED", fetches: [{ by: "anna" }] });

  const stopped = await handedOver();
  expect(await stop(stopped, carla)).toMatchObject({ state: "STOPPED", stoppedBy: "carla" });
  expect(await filesLeft()).not.toContain(stopped);
  expect((await fetchFile(stopped, anna)).code).toBe("HAND_OVER_OVER");

  const lost = await handedOver();
  await rm(join(api.folder.handOvers, lost), { recursive: true });
  expect((await fetchFile(lost, anna)).code).toBe("FILE_GONE");
  expect(await stateOf(lost)).toMatchObject({ state: "ENDED", fetches: [] });
});

it("is made once more where a process was killed in the middle, and never half there", async () => {
  const { id } = await ask();
  const half = join(api.folder.handOvers, ".making-1-000000000000-half");
  await mkdir(half);
  await writeFile(join(half, "data.zip.age"), "age-encryption.org/v1");
  // As a process leaves it that was killed: agreed to, begun, and nothing in its place.
  await api.test.database.handOver.update({
    where: { id },
    data: { state: "MAKING", tries: 1, progress: 0.4, decidedById: "somebody", fileGone: false },
  });
  expect((await fetchFile(id, anna)).code).toBe("HAND_OVER_NOT_READY");
  await api.steps.handOvers.resumeHandOvers();
  await api.steps.handOvers.settleHandOvers();
  expect(await stateOf(id)).toMatchObject({ state: "READY" });
  expect((await fetchFile(id, anna)).status).toBe(200);

  await api.test.database.handOver.update({ where: { id }, data: { state: "MAKING", tries: 3 } });
  await api.steps.handOvers.tendHandOvers();
  expect(await stateOf(id)).toMatchObject({ state: "FAILED", failure: expect.stringContaining("een paar keer mis") });
  expect(await filesLeft()).not.toContain(id);
  expect((await fetchFile(id, anna)).code).toBe("HAND_OVER_FAILED");
});

it("is made by nobody where two different people did not agree: the database says so too", async () => {
  const { id } = await ask();
  const { database } = api.test;
  const { askedById } = await database.handOver.findUniqueOrThrow({ where: { id }, select: { askedById: true } });
  for (const decidedById of [null, askedById])
    await expect(database.handOver.update({ where: { id }, data: { state: "MAKING", decidedById } })).rejects.toThrow(
      "HandOver_two_people",
    );
});

describe("comes in again as it went out, and gives the same data", () => {
  it("where people answered, and some stopped", async () => {
    const after = await broughtInAgain(studyId);
    expect(after.slug).toMatch(/^thuis-\d{4}-\d{2}-\d{2}$/);
    // Who stopped is in the snapshot of before as far as nothing was deleted.
    expect(await compared(studyId, after.studyId, "person <> 'p7'")).toEqual({
      left: ["say"],
      rows: 28 * 2 + 18,
      differing: 0,
    });
  });

  it("with everything that a variable can be", async () => {
    const data = hardStudy(60);
    const id = await recordStudy(api.test.database, "moeilijk", data);
    await recordImport(api.test.database, api.folder, id, "moeilijk", data, api.clock());
    await api.steps.snapshot.take(id);
    const after = await broughtInAgain(id);
    expect(await compared(id, after.studyId)).toEqual({ left: ["open"], rows: 104, differing: 0 });
  });

  it.runIf(hasRealData)("with real data, and the same figures", async () => {
    const real = await api.steps.study.importStudy(join(REAL_DATA, "teen-poverty"));
    const after = await broughtInAgain(real.studyId);
    expect(await compared(real.studyId, after.studyId)).toEqual({ left: [], rows: 1151 * 5, differing: 0 });
    const meaning = async (id: string) =>
      (await dataOf(id)).variables.map(({ name, type, level, role, limits, categories, missingCodes, codings }) => ({
        ...{ name, type, level, role, limits, categories, missingCodes },
        codings: codings.map(({ banding, limits: at }) => ({ banding, at })),
      }));
    const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
    expect((await meaning(after.studyId)).sort(byName)).toEqual((await meaning(real.studyId)).sort(byName));
  });
});

async function broughtInAgain(id: string) {
  const [{ id: from } = expect.unreachable()] = await api.steps.snapshot.allOf(id);
  const archive = await opened(await handedOver({ snapshot: from }));
  const folder = await mkdtemp(join(api.folder.root, "again-"));
  await archive.writeTo(folder);
  return api.steps.study.importStudy(folder);
}

async function dataOf(study: string) {
  const [snapshot = expect.unreachable()] = await api.steps.snapshot.allOf(study);
  const { manifest, measurePath } = await api.steps.snapshot.open(snapshot);
  const path = join(measurePath, "..", "data.parquet");
  return { variables: manifest.variables, path };
}

/** Rows of both without who they are of: what only one of them has. */
async function compared(before: string, after: string, where = "true") {
  const [one, other] = await Promise.all([dataOf(before), dataOf(after)]);
  const db = await openDuckDB(":memory:", { readOnly: false });
  const rows = ({ variables, path }: typeof one, which: string) => {
    const columns = other.variables.map(({ name }) => {
      const index = variables.findIndex((each) => each.name === name);
      return variables[index]?.measured ? `v${index}, m${index}` : `v${index}`;
    });
    return `select wave, ${columns.join(", ")} from read_parquet('${path}') where ${which}`;
  };
  try {
    const [found] = await db.rows<{ rows: bigint; differing: bigint }>(
      `with one as (${rows(one, where)}), other as (${rows(other, "true")}) select (select count(*) from other) as rows,
        (select count(*) from ((from one) except all (from other)))
        + (select count(*) from ((from other) except all (from one))) as differing`,
    );
    const names = new Set(other.variables.map(({ name }) => name));
    return {
      left: one.variables.map(({ name }) => name).filter((name) => !names.has(name)),
      rows: Number(found?.rows),
      differing: Number(found?.differing),
    };
  } finally {
    db.close();
  }
}

it("is told to who stands apart as well: their answers go under another name", async () => {
  const words = { nl: "Jullie mogen mijn antwoorden naast andere gegevens leggen." };
  await api.steps.survey.consent.writeWords(studyId, { purpose: "LINK", asked: true, words, instead: 0 }, "Vera");
  const no = `mutation { giveConsents(choices: [{ purpose: LINK, given: false }], revision: 1) { __typename } }`;
  expect(await onPhone("p5", no)).toEqual({ __typename: "Respondent" });
  await snapshot();
  const told = async () => (await onPhone<{ handOvers: object[] }>("p5", OWN)).handOvers.length;
  const before = await told();
  await opened(await handedOver());
  expect(await told()).toBe(before + 1);
});
