import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { MANIFEST_FILE } from "../../api/flow/snapshot/manifest.ts";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { studyPackage, writePackage } from "../testkit/study-package.ts";

/* What a snapshot counts for after it was made: final by two stewards, or withdrawn. Over HTTP. */

const PROPOSE = `mutation ($snapshot: ID!, $reason: String!) { proposeFinal(snapshot: $snapshot, reason: $reason) {
  __typename ... on Problem { code path }
  ... on FinalProposal { id reason proposedBy proposedAt decision canDecide snapshot { id state } } } }`;
const DECIDE = `mutation ($proposal: ID!, $decision: FinalDecision!, $reason: String!) {
  decideFinal(proposal: $proposal, decision: $decision, reason: $reason) {
  __typename ... on Problem { code path }
  ... on FinalProposal { decision decidedBy decidedAt decidedBecause snapshot { state finalAt } } } }`;
const WITHDRAW = `mutation ($snapshot: ID!, $reason: TextInput!) { withdrawSnapshot(snapshot: $snapshot, reason: $reason) {
  __typename ... on Problem { code path }
  ... on Snapshot { id withdrawn { at reason { nl en } } } } }`;
const RESULT = `query ($query: ResultQuery!) { result(query: $query) { __typename
  ... on Result { id state notices citation cells { value } snapshots { id } }
  ... on Refusal { code message } } }`;

type Headers = Record<string, string>;
interface Said {
  __typename: string;
  code?: string;
  path?: string[];
  id: string;
}
interface Given {
  __typename: string;
  id: string;
  state: string;
  notices: string[];
  citation: string;
  cells: { value: number | null }[];
  code?: string;
  message?: string;
}

let api: ApiServer;
let anna: Headers;
let bas: Headers;
let researcher: Headers;

beforeAll(async () => {
  api = await startApi();
  const signIn = async (email: string, role: "STEWARD" | "RESEARCHER") => {
    api.clock.pass({ minutes: 15 });
    return api.signIn(email, [role]);
  };
  anna = await signIn("anna@instituut.nl", "STEWARD");
  bas = await signIn("bas@instituut.nl", "STEWARD");
  researcher = await signIn("vera@instituut.nl", "RESEARCHER");
});
afterAll(() => api?.stop());

/** Brings a study of so many persons in, and gives its newest snapshot. */
async function bringIn(name: string, persons: number): Promise<string> {
  api.clock.pass({ minutes: 1 });
  const rows = Array.from({ length: persons }, (_, i) => [`p${i},1,${i % 3 ? "no" : "yes"}`, `p${i},2,yes`]).flat();
  await api.steps.study.importStudy(await writePackage(studyPackage({ name, title: `Study ${name}`, rows })));
  return current(name);
}

async function current(name: string): Promise<string> {
  const found = await api.steps.study.studyBySlug(name);
  return (await api.steps.snapshot.current(found?.id ?? ""))?.id ?? expect.unreachable("no snapshot");
}

async function say<T = Said>(query: string, variables: Record<string, unknown>, headers: Headers): Promise<T> {
  const { body } = await api.ask(query, { variables, headers: { "accept-language": "nl", ...headers } });
  expect(body.errors).toBeUndefined();
  return Object.values(body.data ?? {})[0] as T;
}

const propose = (snapshot: string, headers: Headers, reason = "Alles is nagekeken.") =>
  say(PROPOSE, { snapshot, reason }, headers);
const decide = (proposal: string, decision: string, headers: Headers, reason = "Ik zie hetzelfde.") =>
  say(DECIDE, { proposal, decision, reason }, headers);
const withdraw = (snapshot: string, headers: Headers, nl = "De antwoorden van golf 2 waren verwisseld.") =>
  say(WITHDRAW, { snapshot, reason: { nl } }, headers);
const ask = (studies: string[], more: object = {}) =>
  say<Given>(RESULT, { query: { studies, measure: { count: true }, ...more } }, researcher);

it("is final only once a second steward agrees, and only what is asked from then on says so", async () => {
  const snapshot = await bringIn("final", 60);
  const before = await ask(["final"]);
  expect(before).toMatchObject({ __typename: "Result", state: "PRELIMINARY", notices: [] });

  const proposal = await propose(snapshot, anna);
  expect(proposal).toMatchObject({
    __typename: "FinalProposal",
    proposedBy: "anna",
    proposedAt: api.clock().toISOString(),
    decision: null,
    canDecide: false,
    snapshot: { state: "PRELIMINARY" },
  });
  expect(await propose(snapshot, bas)).toMatchObject({ code: "ALREADY_PROPOSED" });
  expect(await decide(proposal.id, "AGREED", anna)).toMatchObject({ code: "OWN_PROPOSAL" });
  expect(await decide(proposal.id, "AGREED", bas, "  ")).toMatchObject({ code: "INVALID_INPUT", path: ["reason"] });
  const waiting = "{ finalProposals { id canDecide } }";
  expect(await say(waiting, {}, bas)).toEqual([{ id: proposal.id, canDecide: true }]);

  const manifest = await manifestOf(snapshot);
  api.clock.pass({ days: 1 });
  expect(await decide(proposal.id, "AGREED", bas)).toMatchObject({
    decision: "AGREED",
    decidedBy: "bas",
    decidedAt: api.clock().toISOString(),
    decidedBecause: "Ik zie hetzelfde.",
    snapshot: { state: "FINAL", finalAt: api.clock().toISOString() },
  });
  expect(await decide(proposal.id, "TURNED_DOWN", bas)).toMatchObject({ code: "ALREADY_DECIDED" });
  expect(await propose(snapshot, anna)).toMatchObject({ code: "ALREADY_FINAL" });
  expect(await say(waiting, {}, bas)).toEqual([]);
  expect(await manifestOf(snapshot)).toBe(manifest);

  const after = await ask(["final"], { by: [{ wave: true }] });
  expect(after).toMatchObject({ state: "FINAL", notices: [] });
  expect(after.citation).toContain("definitieve gegevens");
  const again = await ask(["final"]);
  expect(again).toMatchObject({ id: before.id, state: "PRELIMINARY", cells: before.cells });
  expect(again.notices).toEqual([expect.stringContaining(`Sinds ${api.clock().toISOString().slice(0, 10)}`)]);
});

it("is not final where the second steward turns it down, and can be proposed again", async () => {
  const snapshot = await bringIn("turned-down", 60);
  const first = await propose(snapshot, anna);
  expect(await decide(first.id, "TURNED_DOWN", bas, "Golf 2 loopt nog.")).toMatchObject({
    decision: "TURNED_DOWN",
    snapshot: { state: "PRELIMINARY", finalAt: null },
  });
  expect(await propose(snapshot, bas)).toMatchObject({ __typename: "FinalProposal" });
  const history = `{ study(slug: "turned-down") { snapshots { finalProposals { proposedBy decision decidedBecause } } } }`;
  const seen = await say<{ snapshots: { finalProposals: object[] }[] | null }>(history, {}, researcher);
  expect(seen.snapshots?.[0]?.finalProposals).toEqual([
    { proposedBy: "bas", decision: null, decidedBecause: null },
    { proposedBy: "anna", decision: "TURNED_DOWN", decidedBecause: "Golf 2 loopt nog." },
  ]);
  expect(await say(`{ study(slug: "turned-down") { snapshots { id } } }`, {}, {})).toEqual({ snapshots: null });
});

it("does not become final once it was replaced", async () => {
  const old = await bringIn("replaced", 60);
  const proposal = await propose(old, anna);
  const newer = await bringIn("replaced", 90);
  expect(newer).not.toBe(old);
  expect(await decide(proposal.id, "AGREED", bas)).toMatchObject({ code: "SNAPSHOT_REPLACED" });
  expect(await propose(old, bas)).toMatchObject({ code: "SNAPSHOT_REPLACED" });
  expect(await decide(proposal.id, "TURNED_DOWN", bas)).toMatchObject({ decision: "TURNED_DOWN" });
});

it("lets one of two decisions at once count", async () => {
  const snapshot = await bringIn("at-once", 60);
  const proposal = await propose(snapshot, anna);
  const both = await Promise.all([decide(proposal.id, "AGREED", bas), decide(proposal.id, "TURNED_DOWN", bas)]);
  expect(both.map(({ code }) => code).sort()).toEqual(["ALREADY_DECIDED", undefined]);
  const other = await bringIn("at-once-too", 60);
  const two = await Promise.all([propose(other, anna), propose(other, bas)]);
  expect(two.map(({ code }) => code).sort()).toEqual(["ALREADY_PROPOSED", undefined]);
});

it("that is withdrawn is asked no more, nor is the one before it, and what was given says so", async () => {
  const older = await bringIn("wrong", 60);
  const given = await ask(["wrong"]);
  const wrong = await bringIn("wrong", 90);
  const onWrong = await ask(["wrong"]);
  expect(onWrong.id).not.toBe(given.id);
  const proposal = await propose(wrong, anna);

  api.clock.pass({ days: 1 });
  expect(await withdraw(wrong, anna, " ")).toMatchObject({ code: "INVALID_INPUT", path: ["reason", "nl"] });
  expect(await withdraw(wrong, anna)).toMatchObject({
    withdrawn: {
      at: api.clock().toISOString(),
      reason: { nl: "De antwoorden van golf 2 waren verwisseld.", en: null },
    },
  });
  expect(await withdraw(wrong, bas)).toMatchObject({ code: "SNAPSHOT_WITHDRAWN" });
  expect(await decide(proposal.id, "AGREED", bas)).toMatchObject({ code: "SNAPSHOT_WITHDRAWN" });

  expect(await ask(["wrong"])).toMatchObject({ code: "NO_SNAPSHOT", message: expect.stringContaining("ingetrokken") });
  for (const snapshot of [older, wrong])
    expect(await ask(["wrong"], { by: [{ wave: true }], snapshots: [snapshot] })).toMatchObject({
      code: "SNAPSHOT_REPLACED",
    });
  const study = `{ study(slug: "wrong") { snapshot { id } withdrawnSnapshot { id withdrawn { reason { nl } } } } }`;
  expect(await say(study, {}, {})).toEqual({
    snapshot: null,
    withdrawnSnapshot: { id: wrong, withdrawn: { reason: { nl: "De antwoorden van golf 2 waren verwisseld." } } },
  });

  const kept = await say<Given>(
    "query ($id: ID!) { releasedResult(id: $id) { id cells { value } notices citation } }",
    { id: onWrong.id },
    researcher,
  );
  expect(kept).toMatchObject({ id: onWrong.id, cells: onWrong.cells });
  expect(kept.notices).toEqual([expect.stringContaining("De antwoorden van golf 2 waren verwisseld.")]);
  expect(kept.citation).toContain(kept.notices[0]);
  expect(await ask(["wrong"], { snapshots: [older] })).toMatchObject({ id: given.id, notices: [] });

  const put = await bringIn("wrong", 120);
  expect(await ask(["wrong"])).toMatchObject({ __typename: "Result", notices: [], snapshots: [{ id: put }] });
});

it("stays unasked where the data that come after it differ for a few persons only", async () => {
  const wrong = await bringIn("few", 60);
  await withdraw(wrong, anna);
  await expect(bringIn("few", 63)).rejects.toThrow("no snapshot");
  expect(await ask(["few"])).toMatchObject({ code: "NO_SNAPSHOT" });
});

it("says so on a finding to everybody who reads it", async () => {
  const snapshot = await bringIn("found", 60);
  const { id: result } = await ask(["found"]);
  const text = { nl: "Zo is het" };
  const finding = await say<{ id: string }>(
    `mutation ($input: CreateFindingInput!) { createFinding(input: $input) { ... on Finding { id } } }`,
    { input: { result, title: text, words: text, picture: "BARS" } },
    researcher,
  );
  await say(`mutation ($id: ID!) { publishFinding(id: $id) { __typename } }`, { id: finding.id }, researcher);
  await say(WITHDRAW, { snapshot, reason: { nl: "Verkeerd bestand.", en: "Wrong file." } }, anna);
  const read = async (language: string) =>
    say<{ result: { notices: string[] } }>(
      `query ($id: ID!) { finding(id: $id) { result { notices } } }`,
      { id: finding.id },
      { "accept-language": language },
    );
  expect((await read("nl")).result.notices).toEqual([expect.stringContaining("Verkeerd bestand.")]);
  expect((await read("en")).result.notices).toEqual([expect.stringContaining("Wrong file.")]);
});

async function manifestOf(id: string): Promise<string> {
  const snapshot = (await api.steps.snapshot.byId(id)) ?? expect.unreachable("no snapshot");
  const { measurePath } = await api.steps.snapshot.open(snapshot);
  return readFile(join(measurePath, "..", MANIFEST_FILE), "utf8");
}
