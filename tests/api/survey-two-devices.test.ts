import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { answerOnTwoDevices, lostAndDoubled, openOnTwoDevices, PEOPLE } from "../testkit/two-devices.ts";

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

it("of everything that 200 people said on two devices each, nothing is lost and nothing is double", async () => {
  const { database } = api.test;
  const devices = await openOnTwoDevices({ survey: api.steps.survey, database, clock: api.clock }, "thuis");
  api.clock.pass({ minutes: 1 });
  const lived = await answerOnTwoDevices(api.url, devices);
  expect(lived.lost).toBeGreaterThan(500);
  expect(lived.again).toBeGreaterThan(500);
  expect(lived.said.size).toBe(PEOPLE);
  expect(await lostAndDoubled(database, devices, lived)).toEqual({ lost: [], doubled: 0 });
}, 600_000);
