import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planValues, roundAt } from "../../api/flow/survey/plan/study-variables.ts";
import { makeFile } from "../../api/flow/snapshot/hand-over/make-file.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import { type ApiServer, cookieIn, startApi } from "../testkit/api-server.ts";
import { seededChance } from "../testkit/chance.ts";
import { studyPackage, writePackage } from "../testkit/study-package.ts";
import { recipient } from "../testkit/taken-away.ts";
import { questionnaire, secretIn } from "./survey-questionnaire.ts";

/*
 * A plan that its owner shares with the study they take part in, over HTTP: five variables of that study, protected as
 * all else, until the owner stops; then nothing of it is in any later snapshot or answer.
 */

const PLAN = `__typename ... on Problem { code } ... on Plan { rounds { id }
  studies { state study { slug } } studyOffer { text young words { nl } study { slug } } }`;
const OPEN = `mutation ($secret: String!) { openPlan(secret: $secret) { ${PLAN} } }`;
const SHARE = `mutation ($secret: String!, $text: ID!) { sharePlanWithStudy(secret: $secret, text: $text) { ${PLAN} } }`;
const STOP = `mutation ($secret: String!, $study: ID!) { stopSharingPlanWithStudy(secret: $secret, study: $study) {
  __typename ... on Problem { code } ... on PlanStoppedWithStudy { receipt plan { studies { state } } } } }`;
const CHOICES = `choices { purpose state ask } consentHistory { purpose given receipt }`;
const ME = `{ respondent { consentRevision ${CHOICES} } }`;
const GIVE = `mutation ($choices: [ConsentChoiceInput!]!, $revision: Int!) { giveConsents(choices: $choices, revision: $revision) {
  __typename ... on Problem { code } ... on Respondent { ${CHOICES} } } }`;
const ASK = `query ($query: ResultQuery!) { result(query: $query) { __typename
  ... on Result { id cells { value count } snapshots { number } } ... on Refusal { code } } }`;

interface Seen {
  __typename: string;
  code?: string;
  receipt?: string | null;
  studies: { state: string; study: { slug: string } }[];
  studyOffer: { text: string; young: boolean; words: { nl: string }; study: { slug: string } } | null;
  choices: { purpose: string; state: string; ask: boolean }[];
  consentHistory: { purpose: string; given: boolean; receipt: string | null }[];
  consentRevision: number;
}

const chance = seededChance("plans in a study");
const newSecret = () => chance(32).toString("base64url");
const PEOPLE = Array.from({ length: 80 }, (_, i) => `p${i + 1}`);
/** p1 to p45 in order, p46 to p76 not, the others share nothing. */
const SHARING = PEOPLE.slice(0, 76);
const housingOf = (participant: string) => (PEOPLE.indexOf(participant) < 45 ? "in_order" : "not");

let api: ApiServer;
let studyId: string;
let text: string;
let links: Map<string, string>;
const phones = new Map<string, Record<string, string>>();
const plans = new Map<string, string>();

beforeAll(async () => {
  api = await startApi();
  await api.steps.study.importStudy(await writePackage(studyPackage({ name: "thuis", persons: 80 })));
  const { survey, study, plans: keeping } = api.steps;
  ({ id: studyId } = (await study.studyBySlug("thuis")) ?? expect.unreachable());
  const { id: surveyId } = await survey.createSurvey({ ...questionnaire, study: "thuis", slug: "hoe" });
  await survey.publishSurvey(surveyId);
  const promisedOn = new Date("2026-08-01T00:00:00Z");
  const { id: fieldingId } = await survey.fieldSurvey({ surveyId, wave: "3", waveLabel: "Najaar", promisedOn });
  await ask("survey.consent is asked at the desk");
  const made = await survey.createInvitations({ fieldingId, participants: PEOPLE });
  links = new Map(made.map(({ invitation, link }) => [invitation.participant, link]));
  const begin = async (participant: string) => {
    const { holder } = await survey.openInvitation(secretIn(links.get(participant)));
    await survey.giveConsent(holder, true);
    await survey.saveAnswer(holder, "home", "own");
    await survey.saveAnswer(holder, "heard", 4);
    await survey.sendResponse(holder);
    const secret = newSecret();
    plans.set(participant, secret);
    await keeping.start(secret);
    const housing = { question: "plan-housing", value: housingOf(participant) };
    const income = { question: "plan-income", value: { missing: "DONT_KNOW" } };
    const words = { question: "plan-housing-words", value: "Alleen voor mij" };
    await keeping.keepRound(secret, randomUUID(), [housing, income, words]);
    if (SHARING.includes(participant) && participant !== "p1") await keeping.shareWithStudy(secret, holder, text);
  };
  for (let from = 0; from < PEOPLE.length; from += 10)
    await Promise.all(PEOPLE.slice(from, from + 10).map((participant) => begin(participant)));
}, 60_000);
afterAll(() => api?.stop());

/** Turns asking for plans on, as the page of the desk does. */
async function ask(_why: string): Promise<void> {
  const write = (input: object) =>
    api.ask<{ writeConsentText: { consentPurposes: { purpose: string }[] } }>(
      `mutation ($input: WriteConsentTextInput!) { writeConsentText(input: $input) { __typename ... on Problem { code } } }`,
      { variables: { input: { study: "thuis", purpose: "SHARE_PLAN", ...input } }, headers },
    );
  const headers = await api.signIn("vera@instituut.nl", ["RESEARCHER"]);
  const before = (await api.steps.study.variables(studyId)).length;
  await write({ asked: false, words: { nl: "Nog niet." }, instead: 0 });
  expect(await api.steps.study.variables(studyId)).toHaveLength(before);
  await write({ asked: true, words: { nl: "Jullie mogen mijn plan zien." }, instead: 1 });
  expect(await api.steps.study.variables(studyId)).toHaveLength(before + 5);
  const purposes = await api.steps.survey.consent.purposesOf(studyId);
  text = purposes.find(({ purpose }) => purpose === "SHARE_PLAN")?.id ?? expect.unreachable();
}

async function onPhone(participant: string | null, query: string, variables: object = {}): Promise<Seen> {
  api.clock.pass({ seconds: 61 });
  if (participant !== null && !phones.has(participant)) {
    const open = `mutation ($secret: String!) { openInvitation(secret: $secret) { __typename } }`;
    const opened = await api.ask(open, { variables: { secret: secretIn(links.get(participant)) } });
    phones.set(participant, { cookie: cookieIn(opened.headers) });
  }
  const headers = { ...(participant === null ? {} : phones.get(participant)), "accept-language": "nl" };
  const { body, text: said } = await api.ask<Record<string, Seen>>(query, { variables: { ...variables }, headers });
  return Object.values(body.data ?? expect.unreachable(said))[0] ?? expect.unreachable(said);
}
const planOf = (participant: string) => plans.get(participant) ?? expect.unreachable();
const stop = (participant: string) => onPhone(null, STOP, { secret: planOf(participant), study: studyId });

async function freeze(): Promise<number> {
  api.clock.pass({ minutes: 2 });
  return (await api.steps.snapshot.take(studyId)).number;
}

/** By person in wave 3 of the newest snapshot: what its files say of the domains. */
async function newest() {
  const [snapshot] = await api.steps.snapshot.allOf(studyId);
  const { measurePath, manifest } = await api.steps.snapshot.open(snapshot ?? expect.unreachable());
  const at = manifest.variables.findIndex(({ name }) => name === "plan.housing");
  const { categories = [], missingCodes = [] } = manifest.variables[at] ?? {};
  const codes = [...categories.map(({ code }) => code), "EMPTY", ...missingCodes.map(({ code }) => code)];
  const reading = await openDuckDB(":memory:", { readOnly: false });
  const data = measurePath.replace("measure.duckdb", "data.parquet");
  const rows = await reading.rows<{ person: string; wave: string; v: number }>(
    `select person, wave, v${at}::INTEGER as v from read_parquet('${data}')`,
  );
  reading.close();
  const measured = await openDuckDB(measurePath, { readOnly: true });
  const kept = await measured.rows<{ v: number }>(`select v${at}::INTEGER as v from past_row`);
  measured.close();
  const of = new Map(rows.filter(({ wave }) => wave === "3").map(({ person, v }) => [person, codes[v]]));
  return { of, kept: kept.map(({ v }) => codes[v]), snapshot, manifest, folder: join(measurePath, ".."), rows };
}

async function share(): Promise<{ id: string; cells: { value: number | null }[]; snapshots: { number: number }[] }> {
  api.clock.pass({ minutes: 15 });
  const headers = await api.signIn("bas@instituut.nl", ["RESEARCHER"]);
  const measure = { share: { is: { variable: { name: "plan.housing" }, in: ["in_order"] } } };
  const query = { studies: ["thuis"], measure, waves: { from: "3", to: "3" } };
  const { body } = await api.ask(ASK, { variables: { query }, headers });
  return body.data?.["result"] as Awaited<ReturnType<typeof share>>;
}

describe("at a wave", () => {
  const day = (at: string) => new Date(`${at}T12:00:00Z`);
  const round = (at: string, housing?: unknown) => ({ madeAt: day(at), answers: { "plan-housing": housing } });
  const wave = (closed: string | null = null) =>
    ({ sentAt: day("2026-06-01"), closedAt: closed && day(closed) }) as never;
  it.each([
    ["the nearest", [round("2026-03-10"), round("2026-05-20"), round("2026-06-20")], wave(), "2026-05-20"],
    ["of two as near the later", [round("2026-05-30"), round("2026-06-03")], wave(), "2026-06-03"],
    ["up to 90 days before", [round("2026-03-03"), round("2026-03-02")], wave(), "2026-03-03"],
    ["up to 90 days after", [round("2026-08-30"), round("2026-08-31")], wave(), "2026-08-30"],
    [
      "nothing that came once it was closed",
      [round("2026-05-01"), round("2026-06-05")],
      wave("2026-06-04"),
      "2026-05-01",
    ],
    ["nothing at all", [round("2025-06-01")], wave(), null],
  ])("counts %s", (_what, rounds, at, found) => {
    expect(roundAt(rounds, at)?.madeAt ?? null).toEqual(found && day(found));
  });

  it("is a code, left empty, not known, not near, or not shared, each apart", () => {
    const housing = (rounds: ReturnType<typeof round>[] | null) => planValues(rounds, wave())["plan.housing"];
    expect(housing([round("2026-06-01", "partly")])).toBe("partly");
    expect(housing([round("2026-06-01")])).toBeNull();
    expect(housing([round("2026-06-01", { missing: "DONT_KNOW" })])).toEqual({ missing: "DONT_KNOW" });
    expect(housing([])).toEqual({ missing: "NO_ROUND_NEAR" });
    expect(housing(null)).toEqual({ missing: "NOT_SHARED" });
  });
});

describe("sharing a plan with a study", () => {
  it("is offered where the study's link was opened, in its words, and kept as a consent", async () => {
    expect((await onPhone(null, OPEN, { secret: planOf("p1") })).studyOffer).toBeNull();
    expect(await onPhone(null, SHARE, { secret: planOf("p1"), text })).toMatchObject({ code: "NO_STUDY_OPEN" });
    const { studyOffer, studies } = await onPhone("p1", OPEN, { secret: planOf("p1") });
    expect(studies).toEqual([]);
    expect(studyOffer).toEqual({
      ...{ text, young: false, study: { slug: "thuis" } },
      words: { nl: "Jullie mogen mijn plan zien." },
    });
    // Behind the personal link it is no question: there is no plan there.
    const me = await onPhone("p1", ME);
    expect(me.choices).toEqual([]);
    const choices = [{ purpose: "SHARE_PLAN", text, given: true }];
    expect(await onPhone("p1", GIVE, { choices, revision: me.consentRevision })).toMatchObject({
      code: "CHOSEN_AT_THE_PLAN",
    });
    expect(await onPhone("p1", SHARE, { secret: planOf("p1"), text: "other words" })).toMatchObject({
      code: "CONSENT_TEXT_CHANGED",
    });
    const shared = await onPhone("p1", SHARE, { secret: planOf("p1"), text });
    expect(shared).toMatchObject({ studyOffer: null, studies: [{ state: "SHARED", study: { slug: "thuis" } }] });
    expect(await onPhone("p1", SHARE, { secret: planOf("p1"), text })).toMatchObject({
      studies: [{ state: "SHARED" }],
    });
    const { choices: now, consentHistory } = await onPhone("p1", ME);
    expect(now).toEqual([{ purpose: "SHARE_PLAN", state: "GIVEN", ask: false }]);
    expect(consentHistory.filter(({ purpose }) => purpose === "SHARE_PLAN")).toHaveLength(1);
    // One plan a person.
    expect(await onPhone("p1", SHARE, { secret: planOf("p80"), text })).toMatchObject({ code: "ANOTHER_PLAN_SHARED" });
  });

  it("makes the domains variables of the next snapshot, and nothing that was written", async () => {
    await freeze();
    const { of, manifest, folder, rows } = await newest();
    expect([of.get("p1"), of.get("p46"), of.get("p77")]).toEqual(["in_order", "not", "NOT_SHARED"]);
    expect(manifest.variables.filter(({ name }) => name.startsWith("plan."))).toHaveLength(5);
    const housing = manifest.variables.find(({ name }) => name === "plan.housing");
    expect(housing).toMatchObject({ role: "ANSWER", concept: "housing", askedIn: [2] });
    expect(new Set(rows.filter(({ wave }) => wave !== "3").map(({ v }) => v))).toEqual(new Set([3]));
    expect(await readFile(join(folder, "data.parquet"), "latin1")).not.toContain("Alleen voor mij");
    const answer = await share();
    expect(answer).toMatchObject({ __typename: "Result", snapshots: [{ number: 2 }] });
    expect(answer.cells[0]?.value).toBeGreaterThan(0.3);
    const count = `{ study(slug: "thuis") { consentPurposes { purpose givenBy } } }`;
    const { body } = await api.ask(count, { headers: await api.signIn("vera@instituut.nl", ["RESEARCHER"]) });
    expect(JSON.stringify(body)).toContain('{"purpose":"SHARE_PLAN","givenBy":70}');
  });

  it("tells whoever shares what became of it, as of any answer", async () => {
    const open = await api.steps.survey.openInvitation(secretIn(links.get("p1")));
    const said = await api.steps.survey.answersBy(open.holder);
    expect(said.find(({ variables }) => variables.includes("plan.housing"))).toMatchObject({
      ...{ value: "in_order", waveCode: "3" },
      question: { text: { nl: "Wonen" } },
    });
    const other = await api.steps.survey.openInvitation(secretIn(links.get("p77")));
    expect(JSON.stringify(await api.steps.survey.answersBy(other.holder))).not.toContain("plan.");
  });

  it("is in what the study hands over only while it is shared", async () => {
    const { folder } = await newest();
    const reader = await recipient();
    const file = async () => {
      const to = await mkdtemp(join(tmpdir(), "weerklank-plan-"));
      try {
        await makeFile({
          handOver: {
            ...{ id: "h", snapshotId: "s", state: "MAKING", days: 7, progress: 0, tries: 1, fetches: [] },
            ...{ recipientName: "Dr. J. Bakker", organisation: "Almere", purpose: { nl: "Kijken.", en: "Looking." } },
            ...{ askedById: "a", askedByName: "anna", askedAt: new Date(0), decidedById: "b", decidedByName: "bas" },
            ...{ decidedAt: new Date(0), decidedBecause: "ja", stoppedByName: null, stoppedAt: null },
            ...{ stoppedBecause: null, failure: null, readyAt: null, endsAt: null, sha256: null },
            recipientKey: reader.key,
          },
          ...{ snapshot: folder, folder: join(to, "file"), sensitiveOf: new Map(), at: api.clock() },
          withdrawn: await api.steps.survey.withdrawnOf(studyId),
          keptBack: (await api.steps.survey.plansKeptBack(studyId)).map(({ pseudonym }) => pseudonym),
          ...{ signal: new AbortController().signal, onProgress: () => undefined },
        });
        const { rows } = await reader.open(await readFile(join(to, "file", "data.zip.age")));
        const said = rows("rows.csv").filter(({ wave }) => wave === "3");
        const of = (code: string) => said.filter((row) => row["plan.housing"] === code).length;
        return { inOrder: of("in_order"), not: of("not"), notShared: of("NOT_SHARED") };
      } finally {
        await rm(to, { recursive: true, force: true });
      }
    };
    expect(await file()).toEqual({ inOrder: 45, not: 31, notShared: 4 });
    await stop("p40");
    const before = api.clock();
    expect(await file()).toEqual({ inOrder: 44, not: 31, notShared: 5 });
    const kept = await api.steps.survey.plansKeptBack(studyId);
    expect(kept.map(({ pseudonym }) => pseudonym)).toContain("p40");
    expect(kept.every(({ since }) => since !== null && since <= before)).toBe(true);
  });
});

describe("who stops", () => {
  it("is in no file of the next snapshot, with a receipt, and in no later answer", async () => {
    const given = await share();
    const stopped = await stop("p1");
    expect(stopped).toMatchObject({
      plan: { studies: [] },
      receipt: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/) as string,
    });
    expect(await stop("p1")).toMatchObject({ code: "PLAN_NOT_SHARED" });
    const { choices, consentHistory } = await onPhone("p1", ME);
    expect(choices).toEqual([{ purpose: "SHARE_PLAN", state: "REFUSED", ask: false }]);
    expect(consentHistory.at(-1)).toMatchObject({ purpose: "SHARE_PLAN", given: false, receipt: stopped.receipt });
    expect(await api.test.database.planInStudy.count({ where: { participant: { pseudonym: "p1" } } })).toBe(0);

    await freeze();
    const after = await newest();
    expect([after.of.get("p1"), after.of.get("p40"), after.of.get("p2")]).toEqual([
      ...["NOT_SHARED", "NOT_SHARED", "in_order"],
    ]);
    // Two are too few to be told apart from; what was of then is asked as long.
    expect(after.snapshot?.notAsked?.reason).toBe("TOO_FEW_CHANGED");
    expect((await share()).id).toBe(given.id);

    // By the plan, by the personal link, by leaving the study, and by deleting the plan.
    for (const participant of ["p2", "p3", "p4", "p5"]) await stop(participant);
    const back = { choices: [{ purpose: "SHARE_PLAN", given: false }], revision: 0 };
    for (const participant of ["p6", "p7"]) expect((await onPhone(participant, GIVE, back)).code).toBeUndefined();
    const leave = `mutation { stopTakingPart(deleteAnswers: false) { __typename } }`;
    await onPhone("p8", leave);
    const remove = `mutation ($secret: String!) { deletePlan(secret: $secret) { __typename } }`;
    for (const participant of ["p9", "p10"]) await onPhone(null, remove, { secret: planOf(participant) });
    expect(await onPhone("p9", ME)).toMatchObject({ choices: [{ purpose: "SHARE_PLAN", state: "REFUSED" }] });
    expect(await api.test.database.planInStudy.count()).toBe(65);

    await freeze();
    const last = await newest();
    expect(last.snapshot?.notAsked).toBeNull();
    for (let i = 1; i <= 10; i++) expect(last.of.get(`p${i}`)).toBe("NOT_SHARED");
    expect([...last.of.values()].filter((code) => code === "in_order")).toHaveLength(34);
    expect(last.kept).not.toContain("in_order");
    const later = await share();
    expect(later.id).not.toBe(given.id);
    expect(later.snapshots).toEqual([{ number: last.snapshot?.number }]);
  });

  it("removes a time, and it is gone like the rest; a corrected one is corrected", async () => {
    const secret = planOf("p20");
    const rounds = async () =>
      ((await onPhone(null, OPEN, { secret })) as unknown as { rounds: { id: string }[] }).rounds.map(({ id }) => id);
    const [round = ""] = await rounds();
    await api.steps.plans.removeRound(secret, round);
    await freeze();
    expect((await newest()).of.get("p20")).toBe("NO_ROUND_NEAR");
    expect((await newest()).snapshot?.notAsked?.reason).toBe("TOO_FEW_CHANGED");
    await api.steps.plans.keepRound(secret, randomUUID(), [
      { question: "plan-housing", value: "not" },
      { question: "plan-income", value: { missing: "DONT_KNOW" } },
    ]);
    await freeze();
    expect((await newest()).of.get("p20")).toBe("not");
    expect((await newest()).snapshot?.notAsked).toBeNull();
  });

  it("is as it was at a moment, but for a correction and a no, which count at once", async () => {
    const { survey, plans: keeping } = api.steps;
    const secret = planOf("p60");
    const housing = async (before: Date) => {
      for await (const rows of survey.answersOf(studyId, before)) {
        const row = rows.find(({ pseudonym, wave }) => pseudonym === "p60" && wave === "3");
        if (row !== undefined) return row.values["plan.housing"];
      }
      return expect.unreachable();
    };
    const keep = (round: string, value: string) =>
      keeping.keepRound(secret, round, [{ question: "plan-housing", value }]);
    const { rounds } = (await onPhone(null, OPEN, { secret })) as unknown as { rounds: { id: string }[] };
    expect(rounds).toHaveLength(1);
    await keeping.removeRound(secret, rounds[0]?.id ?? "");
    const [asOf, later] = [api.clock(), randomUUID()];
    await keep(later, "partly");
    api.clock.pass({ seconds: 1 });
    // Made at that very moment: the answers of a wave that are sent then are not in it either.
    expect(await housing(asOf)).toEqual({ missing: "NO_ROUND_NEAR" });
    expect(await housing(api.clock())).toBe("partly");
    const then = api.clock();
    api.clock.pass({ seconds: 1 });
    await keep(randomUUID(), "in_order");
    await keep(later, "not");
    expect(await housing(then)).toBe("not");
    await stop("p60");
    expect(await housing(then)).toEqual({ missing: "NOT_SHARED" });
  });

  it("under other words shares nothing until asked again", async () => {
    const { consent } = api.steps.survey;
    const words = { nl: "Andere woorden." };
    await consent.writeWords(studyId, { purpose: "SHARE_PLAN", words, asked: true, instead: 2 }, "vera");
    const { studies, studyOffer } = await onPhone("p50", OPEN, { secret: planOf("p50") });
    expect(studies).toMatchObject([{ state: "LAPSED" }]);
    await freeze();
    expect(new Set((await newest()).of.values())).toEqual(new Set(["NOT_SHARED"]));
    await onPhone("p50", SHARE, { secret: planOf("p50"), text: studyOffer?.text });
    await freeze();
    expect((await newest()).of.get("p50")).toBe("not");
  });

  it("under 16 shares with a guardian's yes beside the own", async () => {
    const { survey } = api.steps;
    const { holder } = await survey.openInvitation(secretIn(links.get("p78")));
    await survey.consent.noteBirthdays(studyId, [{ pseudonym: "p78", on: "2030-01-01" }]);
    const { studyOffer } = await onPhone("p78", OPEN, { secret: planOf("p78") });
    expect(studyOffer?.young).toBe(true);
    const secret = secretIn(await survey.consent.createGuardianLink(holder.invitationId));
    const shared = await onPhone("p78", SHARE, { secret: planOf("p78"), text: studyOffer?.text });
    expect(shared.studies).toMatchObject([{ state: "GIVEN_BY_YOUNG" }]);
    await freeze();
    expect((await newest()).of.get("p78")).toBe("NOT_SHARED");
    const { revision } = await survey.consent.guardianship(secret);
    const yes = [{ purpose: "SHARE_PLAN" as const, text: studyOffer?.text, given: true }];
    await survey.consent.guardianChooses(secret, yes, revision);
    await freeze();
    expect((await newest()).of.get("p78")).toBe("not");
    await survey.consent.guardianChooses(secret, [{ purpose: "SHARE_PLAN", given: false }], revision + 1);
    await freeze();
    expect((await newest()).of.get("p78")).toBe("NOT_SHARED");
  });
});
