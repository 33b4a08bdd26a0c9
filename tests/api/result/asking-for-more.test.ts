import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role, Viewer } from "../../../api/people/people.ts";
import { makeServices, type TestServices } from "../../testkit/services.ts";
import { studyPackage, writePackage } from "../../testkit/study-package.ts";

let house: TestServices;
let researcher: Viewer;
let steward: Viewer;

async function somebody(email: string, roles: readonly Role[]): Promise<Viewer> {
  const account = await house.steps.people.ensureAccount({ email, roles });
  return { userId: account.id, name: account.name, email, roles, scopes: null, workplaces: [] };
}

beforeAll(async () => {
  house = await makeServices();
  const fields = ["a1", "a2"].map((name) => ({ name, type: "string", categories: ["x", "y"], role: "answer" }));
  const rows = Array.from({ length: 40 }, (_, person) => `p${person},1,yes,${person % 2 ? "x,y" : "y,x"}`);
  await house.steps.study.importStudy(await writePackage(studyPackage({ name: "one", title: "One", fields, rows })));
  researcher = await somebody("asks@example.nl", ["RESEARCHER"]);
  steward = await somebody("guards@example.nl", ["STEWARD"]);
});
afterAll(() => house?.close());

const codeOf = (tried: Promise<unknown>): Promise<string | undefined> =>
  tried.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );

it("is asked with a reason, one at a time, by whoever can get more", async () => {
  const { oversight } = house.steps.result;
  const member = await somebody("member@example.nl", ["MEMBER"]);
  const wish = { study: "one", variable: "a1", reason: "For a second paper." };
  expect(await codeOf(oversight.askForMore(researcher, { ...wish, reason: " " }))).toBe("REQUEST_INVALID");
  expect(await codeOf(oversight.askForMore(researcher, { ...wish, study: "nowhere" }))).toBe("UNKNOWN_STUDY");
  expect(await codeOf(oversight.askForMore(researcher, { ...wish, variable: "a3" }))).toBe("UNKNOWN_VARIABLE");
  expect(await codeOf(oversight.askForMore(member, wish))).toBe("WORKPLACE_LIMIT");
  const tried = await Promise.all([1, 2, 3].map(() => codeOf(oversight.askForMore(researcher, wish))));
  expect(tried.sort()).toEqual(["ALREADY_ASKED", "ALREADY_ASKED", "done"]);
  expect(await oversight.waitingRequests()).toMatchObject([
    { asker: { id: `user:${researcher.userId}` }, variable: { name: "a1" }, reason: wish.reason, granted: null },
  ]);
});

it("is declined with a reason that the asker reads, and may be asked again", async () => {
  const { oversight } = house.steps.result;
  const [request] = await oversight.waitingRequests();
  const id = request?.id ?? expect.unreachable("one waits");
  expect(await codeOf(oversight.answerRequest(steward, { id, granted: false, reason: "" }))).toBe("REQUEST_INVALID");
  expect(await codeOf(oversight.answerRequest(steward, { id: "none", granted: false, reason: "No." }))).toBe(
    "UNKNOWN_REQUEST",
  );
  await oversight.answerRequest(steward, { id, granted: false, reason: "Twenty will do." });
  expect(await codeOf(oversight.answerRequest(steward, { id, granted: true, reason: "Yes." }))).toBe(
    "ALREADY_ANSWERED",
  );
  const [budget] = await oversight.budgets(researcher, "one", ["a1"]);
  expect(budget).toMatchObject({
    most: 20,
    mayGetMore: true,
    request: { granted: false, answer: "Twenty will do.", answeredBy: steward.name },
  });
  expect(await oversight.waitingRequests()).toEqual([]);
});

it("is granted: the limit is higher, and only for what was asked", async () => {
  const { oversight } = house.steps.result;
  house.clock.pass({ seconds: 1 });
  const { id } = await oversight.askForMore(researcher, { study: "one", variable: "a1", reason: "A reviewer asks." });
  const granted = await oversight.answerRequest(steward, { id, granted: true, reason: "A good reason." });
  expect(granted).toMatchObject({ granted: true, answer: "A good reason.", answeredBy: steward.name });
  const [a1, a2] = await oversight.budgets(researcher, "one", ["a1", "a2"]);
  expect(a1).toMatchObject({ most: 40, mayGetMore: false, request: { id, granted: true } });
  expect(a2).toMatchObject({ most: 20, mayGetMore: true, request: null });
  const protection = await oversight.ofStudy("one");
  expect(protection?.grants).toMatchObject([{ variable: { name: "a1" }, reason: "A good reason." }]);
  expect(protection?.requests.map((request) => request.granted)).toEqual([true, false]);
  expect(await codeOf(oversight.askForMore(researcher, { study: "one", variable: "a1", reason: "More." }))).toBe(
    "ALREADY_GRANTED",
  );
});

it("is answered by another steward, and by a grant for all of the study", async () => {
  const { oversight } = house.steps.result;
  const own = await oversight.askForMore(steward, { study: "one", variable: "a2", reason: "For myself." });
  expect(await codeOf(oversight.answerRequest(steward, { id: own.id, granted: true, reason: "Yes." }))).toBe(
    "OWN_GRANT",
  );
  const other = await somebody("other@example.nl", ["STEWARD"]);
  await oversight.grant(other, { asker: `user:${steward.userId}`, study: "one", variable: null, reason: "All of it." });
  expect(await oversight.waitingRequests()).toEqual([]);
  const [budget] = await oversight.budgets(steward, "one", ["a2"]);
  expect(budget).toMatchObject({ most: 40, request: { id: own.id, granted: true, answer: "All of it." } });
});
