import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fillOnce } from "../../../api/platform/fill-once.ts";
import { makeTestDatabase, type TestDatabase } from "../../testkit/postgres.ts";

let made: TestDatabase;
beforeEach(async () => {
  made = await makeTestDatabase();
});
afterEach(() => made.drop());

const addWorkplace = (name: string) => made.database.workplace.create({ data: { name } });
const names = async () => (await made.database.workplace.findMany({ select: { name: true } })).map(({ name }) => name);

describe("filling an empty database", () => {
  test("happens once", async () => {
    expect((await fillOnce(made.database, () => addWorkplace("demo")))?.name).toBe("demo");
    expect(await fillOnce(made.database, () => addWorkplace("again"))).toBeNull();
    expect(await names()).toEqual(["demo"]);
  });

  test("never touches one that holds anything", async () => {
    await addWorkplace("somebody's own");
    expect(await fillOnce(made.database, () => addWorkplace("demo"))).toBeNull();
    expect(await names()).toEqual(["somebody's own"]);
  });

  test("starts from nothing where an earlier attempt stopped half-way", async () => {
    const stopped = fillOnce(made.database, async () => {
      await addWorkplace("half");
      throw new Error("killed");
    });
    await expect(stopped).rejects.toThrow("killed");
    await fillOnce(made.database, () => addWorkplace("whole"));
    expect(await names()).toEqual(["whole"]);
    expect(await fillOnce(made.database, () => addWorkplace("again"))).toBeNull();
  });
});
