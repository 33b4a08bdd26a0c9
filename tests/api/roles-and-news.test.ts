import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { studyPackage, writePackage } from "../testkit/study-package.ts";

/* A role that was guessed counts as an answer until a steward says what it is; and stewards hear by mail what waits. */

const VARIABLES = `{ study(slug: "wonen") { canConfirmRoles variables { id name role roleWaits } } }`;
const CONFIRM = `mutation ($variable: ID!, $role: VariableRole!) { confirmRole(variable: $variable, role: $role) {
  __typename ... on Problem { code } ... on Variable { role roleWaits } } }`;

interface Listed {
  canConfirmRoles: boolean;
  variables: { id: string; name: string; role: string; roleWaits: boolean }[];
}

let api: ApiServer;
let steward: Record<string, string>;
let studyId: string;

/** Nobody says what `region` is; `sex` is said to be background. */
async function bringIn(persons: number): Promise<void> {
  const fields = [
    { name: "region", type: "string", categories: ["north", "south"], level: "person" },
    { name: "sex", type: "string", categories: ["boy", "girl"], level: "person", role: "background" },
  ];
  const rows = Array.from({ length: persons }, (_, i) => {
    const own = `${i % 2 ? "north" : "south"},${i % 3 ? "boy" : "girl"}`;
    return [`p${i},1,${i % 5 < 2 ? "no" : "yes"},${own}`, `p${i},2,${i % 7 < 3 ? "no" : "yes"},${own}`];
  }).flat();
  api.clock.pass({ minutes: 1 });
  await api.steps.study.importStudy(await writePackage(studyPackage({ name: "wonen", fields, rows })));
}

async function say<T>(query: string, variables: object = {}, headers = steward): Promise<T> {
  const { body } = await api.ask(query, { variables: { ...variables }, headers });
  expect(body.errors).toBeUndefined();
  return Object.values(body.data ?? {})[0] as T;
}

const variable = async (name: string) =>
  (await say<Listed>(VARIABLES)).variables.find((each) => each.name === name) ?? expect.unreachable(name);

async function frozenRole(name: string): Promise<string | undefined> {
  const current = await api.steps.snapshot.current(studyId);
  const { manifest } = await api.steps.snapshot.open(current ?? expect.unreachable("no snapshot"));
  return manifest.variables.find((each) => each.name === name)?.role;
}

beforeAll(async () => {
  api = await startApi();
  steward = await api.signIn("anna@instituut.nl", ["STEWARD"]);
  await api.people.ensureAccount({ email: "steward@demo.invalid", roles: ["STEWARD"] });
  await bringIn(120);
  ({ id: studyId } = (await api.steps.study.studyBySlug("wonen")) ?? expect.unreachable());
});
afterAll(() => api.stop());

it("waits as an answer, is confirmed by a steward, and counts from the next snapshot on", async () => {
  expect(await variable("sex")).toMatchObject({ role: "BACKGROUND", roleWaits: false });
  const region = await variable("region");
  expect(region).toMatchObject({ role: "ANSWER", roleWaits: true });
  expect([await frozenRole("sex"), await frozenRole("region")]).toEqual(["BACKGROUND", "ANSWER"]);

  // A delivery that says nothing again leaves it waiting.
  await bringIn(140);
  expect(await variable("region")).toMatchObject({ role: "ANSWER", roleWaits: true });

  const { id } = await variable("region");
  expect(await say(CONFIRM, { variable: id, role: "WEIGHT" })).toMatchObject({ code: "ROLE_NOT_POSSIBLE" });
  const { id: stated } = await variable("sex");
  expect(await say(CONFIRM, { variable: stated, role: "ANSWER" })).toMatchObject({ code: "ROLE_STATED" });
  expect(await say(CONFIRM, { variable: "nothing", role: "ANSWER" })).toMatchObject({ code: "ROLE_STATED" });
  expect(await say(CONFIRM, { variable: id, role: "BACKGROUND" })).toEqual({
    __typename: "Variable",
    role: "BACKGROUND",
    roleWaits: false,
  });
  expect(await frozenRole("region")).toBe("ANSWER");
  await bringIn(160);
  expect(await frozenRole("region")).toBe("BACKGROUND");
  expect(await variable("region")).toMatchObject({ role: "BACKGROUND", roleWaits: false });
  const kept = await api.test.database.variable.findUniqueOrThrow({ where: { id } });
  expect(kept).toMatchObject({ roleState: "CONFIRMED", roleByName: "anna" });
});

it("is told to stewards by mail once, in neutral words, and to nobody else", async () => {
  await api.people.ensureAccount({ email: "vera@instituut.nl", roles: ["RESEARCHER"] });
  const mails = async () => {
    const before = api.outbox.length;
    const told = await api.steps.result.tellStewards();
    return { told, sent: api.outbox.slice(before) };
  };
  expect(await mails()).toEqual({ told: 0, sent: [] });

  // A role waits, a second pair of eyes is asked, a snapshot was refused.
  await api.test.database.variable.updateMany({ where: { name: "region" }, data: { roleState: "WAITING" } });
  const current = (await api.steps.snapshot.current(studyId)) ?? expect.unreachable();
  const asker = { userId: "b", name: "Bas", email: "bas@instituut.nl", roles: ["STEWARD"] as const, scopes: null };
  await api.steps.snapshot.proposeFinal({ ...asker, workplaces: [] }, current.id, "Klaar.");
  const { told, sent } = await mails();
  expect(told).toBe(2);
  expect(sent.map(({ to }) => to)).toEqual(["anna@instituut.nl"]);
  expect(sent[0]?.text).toContain("tweede paar ogen");
  expect(sent[0]?.text).toContain("second pair of eyes");
  expect(sent[0]?.text).not.toMatch(/wonen|region|Bas|Klaar/);
  expect(await mails()).toEqual({ told: 0, sent: [] });

  await api.test.database.snapshot.update({
    where: { id: current.id },
    data: { asked: false, notAskedReason: "DISCLOSIVE_BACKGROUND", notAskedVariables: ["region", "ok"] },
  });
  await api.test.database.askedShape.createMany({
    data: Array.from({ length: 60 }, (_, i) => ({
      ...{ asker: `user:${i}`, studyId, variable: "ok", shapeKey: `k${i}`, shape: '["count"]' },
      ...{ place: 1, askedAt: api.clock() },
    })),
  });
  const both = await Promise.all([mails(), mails()]);
  expect(both.map((each) => each.told).sort()).toEqual([0, 2]);
  expect(api.outbox.at(-1)?.text).toContain("wordt niet gebruikt");
  expect(api.outbox.at(-1)?.text).toContain("heel veel soorten vragen");
});
