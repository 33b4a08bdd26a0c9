import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role, Viewer } from "../../../api/people/people.ts";
import type { ResultQuery, StoredResult } from "../../../api/flow/result/result.ts";
import { makeServices, type TestServices } from "../../testkit/services.ts";
import { studyPackage, writePackage } from "../../testkit/study-package.ts";

/** Members of a workplace may know the people: a group has at least 20, and what others were given is not for them. */

let house: TestServices;

/** 240 persons; 40 live in the village, 14 of them women. */
beforeAll(async () => {
  house = await makeServices();
  const rows = Array.from({ length: 240 }, (_, person) =>
    [
      `p${person}`,
      1,
      person % 3 ? "yes" : "no",
      person < 40 ? "village" : "city",
      person < 40 ? (person < 14 ? "f" : "m") : person % 2 ? "f" : "m",
    ].join(","),
  );
  const coded = (name: string, ...categories: string[]) => ({
    name,
    type: "string",
    categories,
    role: "background",
    level: "person",
  });
  const fields = [coded("town", "village", "city"), coded("sex", "f", "m")];
  await house.steps.study.importStudy(await writePackage(studyPackage({ name: "town", title: "Town", fields, rows })));
});
afterAll(() => house?.close());

async function somebody(email: string, roles: readonly Role[], workplace?: string): Promise<Viewer> {
  const { id, name } = await house.steps.people.ensureAccount({ email, roles });
  const workplaces = workplace ? [(await house.steps.people.ensureWorkplace(workplace, [id])).id] : [];
  return { userId: id, name, email, roles, scopes: null, workplaces };
}

const is = (name: string, code: string) => ({ is: { variable: { name }, in: [code] } });
const women: ResultQuery = {
  studies: ["town"],
  measure: { count: true },
  where: { all: [is("town", "village"), is("sex", "f")] },
};

it("gives a member no group of fewer than 20, also when a researcher was given it before", async () => {
  const researcher = await somebody("researcher@example.nl", ["RESEARCHER"]);
  const given = await house.steps.result.ask(researcher, women);
  expect(given).toMatchObject({ kind: "result", rules: "weerklank-protection 2" });
  for (const asker of [
    await somebody("member@example.nl", ["MEMBER"], "Workplace"),
    await somebody("no-workplace@example.nl", ["MEMBER"]),
    await somebody("both@example.nl", ["RESEARCHER", "MEMBER"], "Workplace"),
  ]) {
    expect(await house.steps.result.ask(asker, women)).toMatchObject({
      kind: "refusal",
      code: "TOO_FEW_PERSONS",
      rule: "at least 20 persons",
    });
  }
  expect(await house.steps.result.ask(researcher, women)).toEqual(given);
});

it("keeps a member's answer as one of its own, with the small group and the one beside it withheld", async () => {
  const query: ResultQuery = {
    studies: ["town"],
    measure: { count: true },
    by: ["town", "sex"].map((name) => ({ variable: { name } })),
  };
  const answers: StoredResult[] = [];
  for (const asker of [
    await somebody("researcher@example.nl", ["RESEARCHER"]),
    await somebody("member@example.nl", ["MEMBER"], "Workplace"),
  ]) {
    const given = await house.steps.result.ask(asker, query);
    if (given.kind === "refusal") expect.unreachable(given.code);
    else answers.push(given);
  }
  const [researchers, members] = answers;
  expect(members?.id).not.toBe(researchers?.id);
  expect(members?.rules).toBe("weerklank-protection 2, workplace");
  const hidden = (result: StoredResult | undefined) =>
    result?.released.cells.filter(({ withheld }) => withheld).map(({ keys }) => keys.map(({ code }) => code).join());
  expect(hidden(members)).toEqual(expect.arrayContaining(["village,f", "village,m", "city,f"]));
  expect(hidden(researchers)).not.toContain("village,m");
});
