import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ApiServer, startApi } from "../testkit/api-server.ts";

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** What the specification leaves free (MAY) and we do not: with GET, queries would end up in logs and histories. */
const NO_GET = ["5A70", "D6D5", "6A70"];

const audits = serverAudits({ url: () => `${api.url}/graphql`, fetchFn: fetch });

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))("%s %s", async (id, _name, audit) => {
  const result = await audit.fn();
  expect(result.status === "ok" ? "ok" : result.reason).toBe(
    NO_GET.includes(id) ? "Response status code is not 200" : "ok",
  );
});
