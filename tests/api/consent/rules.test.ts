import { describe, expect, it } from "vitest";
import {
  guardianState,
  isAsked,
  isOpenTo,
  purposeOfInviting,
  type Said,
  standsApart,
  stateOf,
} from "../../../api/flow/survey/consent/consent.ts";

const NOW = "words of now";
/** "self+" is a yes of the person to the words of now; "!" one to other words. */
const history = (...lines: string[]): Said[] =>
  lines.map((line) => ({
    source: line.startsWith("guardian") ? "GUARDIAN" : line.startsWith("young") ? "YOUNG" : "SELF",
    given: !line.endsWith("-"),
    text: line.endsWith("!") ? "other words" : NOW,
  }));

describe("what stands", () => {
  it.each`
    said                                         | young    | state        | ask
    ${[]}                                        | ${false} | ${"OPEN"}    | ${true}
    ${["self+"]}                                 | ${false} | ${"GIVEN"}   | ${false}
    ${["self-"]}                                 | ${false} | ${"REFUSED"} | ${false}
    ${["self+", "self-"]}                        | ${false} | ${"REFUSED"} | ${false}
    ${["self-", "self+"]}                        | ${false} | ${"GIVEN"}   | ${false}
    ${["self!"]}                                 | ${false} | ${"OPEN"}    | ${true}
    ${[]}                                        | ${true}  | ${"OPEN"}    | ${true}
    ${["young+"]}                                | ${true}  | ${"OPEN"}    | ${false}
    ${["guardian+"]}                             | ${true}  | ${"OPEN"}    | ${true}
    ${["young+", "guardian+"]}                   | ${true}  | ${"GIVEN"}   | ${false}
    ${["young+", "guardian!"]}                   | ${true}  | ${"OPEN"}    | ${false}
    ${["young+", "guardian-"]}                   | ${true}  | ${"REFUSED"} | ${false}
    ${["young-", "guardian+"]}                   | ${true}  | ${"REFUSED"} | ${false}
    ${["self+"]}                                 | ${true}  | ${"OPEN"}    | ${false}
    ${["young+", "guardian+"]}                   | ${false} | ${"OPEN"}    | ${true}
    ${["young-", "guardian+"]}                   | ${false} | ${"REFUSED"} | ${true}
    ${["young+", "guardian-"]}                   | ${false} | ${"REFUSED"} | ${true}
    ${["young-", "guardian-", "self+"]}          | ${false} | ${"GIVEN"}   | ${false}
    ${["young+", "guardian+", "self+", "self-"]} | ${false} | ${"REFUSED"} | ${false}
  `(
    "of $said, young $young: $state",
    ({ said, young, state, ask }: { said: string[]; young: boolean; state: string; ask: boolean }) => {
      const lines = history(...said);
      expect(stateOf(lines, NOW, young)).toBe(state);
      expect(isAsked(lines, NOW, young)).toBe(ask);
      expect(standsApart(lines, young)).toBe(state === "REFUSED");
    },
  );

  it("opens a questionnaire only once everybody whose word it takes said yes", () => {
    expect(isOpenTo(history("self+"), false)).toBe(true);
    expect(isOpenTo(history("young+"), true)).toBe(false);
    expect(isOpenTo(history("guardian+"), true)).toBe(false);
    expect(isOpenTo(history("young+", "guardian+"), true)).toBe(true);
    expect(isOpenTo(history("young+", "guardian+", "guardian-"), true)).toBe(false);
    // 16 since: what the guardian said does not open it, nor what was said before.
    expect(isOpenTo(history("young+", "guardian+"), false)).toBe(false);
    expect(guardianState(history("young+"), true)).toBe("NOT_YET");
    expect(guardianState(history("guardian+"), false)).toBe("NOT_NEEDED");
  });

  it("names the purpose that an invitation rests on", () => {
    const before = { here: false, same: false, other: false };
    expect(purposeOfInviting(before)).toBeNull();
    expect(purposeOfInviting({ ...before, here: true, same: true, other: true })).toBeNull();
    expect(purposeOfInviting({ ...before, same: true, other: true })).toBe("BE_FOLLOWED");
    expect(purposeOfInviting({ ...before, other: true })).toBe("BE_INVITED_AGAIN");
  });
});
