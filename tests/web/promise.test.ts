import { describe, expect, it } from "vitest";
import { promiseState } from "../../web/features/feedback/promise.ts";

describe("a promise to come back on 2 March", () => {
  it.each([
    ["is ahead the day before", "2026-03-01T12:00:00Z", false, "AHEAD"],
    ["is ahead until the day is over in the Netherlands", "2026-03-02T22:59:00Z", false, "AHEAD"],
    ["is late from the next day on", "2026-03-02T23:01:00Z", false, "LATE"],
    ["stays late, however long", "2028-01-01T00:00:00Z", false, "LATE"],
    ["is kept once something came back", "2026-02-01T12:00:00Z", true, "KEPT"],
  ] as const)("%s", (_what, now, cameBack, state) => {
    expect(promiseState("2026-03-02", cameBack, new Date(now))).toBe(state);
  });
});
