import { describe, expect, test } from "vitest";
import { keepingOf, loopOf, type Heard, type Promised } from "../../api/flow/feedback/keep-promises.ts";
import { looksAt } from "../../api/flow/feedback/looks-at.ts";
import { ownCode } from "../../api/flow/feedback/own-code.ts";
import { tellStories, type Frozen, type Telling } from "../../api/flow/feedback/tell-stories.ts";
import type { Finding, Outcome } from "../../api/flow/outcome/outcome.ts";
import type { ResultQuery } from "../../api/flow/result/result.ts";
import { questionVariables, type AnswerValue, type Question, type SentAnswer } from "../../api/flow/survey/survey.ts";
import { questionSchema, type QuestionDraft } from "../../schema/survey.ts";

const question = (draft: Pick<QuestionDraft, "id" | "kind" | "variable"> & Partial<QuestionDraft>) =>
  questionSchema.parse({ text: { nl: "?" }, ...draft });

const words = { nl: "…", en: null };
const heard = question({
  id: "q1",
  kind: "SCALE",
  variable: "heard",
  scale: { minimum: 1, maximum: 5, low: words, high: words },
});
const workers = question({
  id: "q2",
  kind: "NUMBER",
  variable: "workers",
  number: { minimum: 0, maximum: 30, integer: true },
  bandings: [{ name: "few or many", limits: [3, 5] }],
});
const who = question({
  id: "q3",
  kind: "MULTIPLE",
  variable: "who",
  options: [
    { code: "family", label: words },
    { code: "friends", label: words },
  ],
});
const decided = question({
  id: "q4",
  kind: "SINGLE",
  variable: "decided",
  options: [
    { code: "me", label: words },
    { code: "others", label: words },
  ],
});

const WAVES = ["17", "18", "21"];
const MARCH = new Date("2026-03-01T10:00:00Z");
const APRIL = new Date("2026-04-01T10:00:00Z");
const MAY = new Date("2026-05-01T10:00:00Z");

const answer = (question: Question, value: AnswerValue): SentAnswer => ({
  question,
  value,
  variables: questionVariables(question).map(({ name }) => name),
  fieldingId: "fielding",
  waveCode: "21",
  sentAt: MARCH,
});

const tell = (frozen: readonly Frozen[], tellings: readonly Telling[]) =>
  tellStories(
    { study: "own-feet", waves: WAVES },
    [answer(heard, 4), answer(workers, 5), answer(who, ["friends"])],
    frozen,
    tellings,
  );

const finding = (id: string, variable: string, outcomes = 0, study = "own-feet"): Finding => {
  const made: Finding = {
    id,
    studyId: "s",
    resultId: `r-${id}`,
    title: words,
    words,
    picture: "POINTS",
    variables: [{ study, variable }],
    quotes: [],
    publishedAt: MAY,
    outcomes: [],
  };
  made.outcomes = Array.from({ length: outcomes }, (_, index): Outcome => ({
    id: `${id}-${index}`,
    finding: made,
    themeId: null,
    workplaceId: "w",
    kind: "ACTION",
    what: words,
    who: "we",
    status: "NOT_DONE",
    reason: words,
    on: MAY,
    updatedAt: MAY,
  }));
  return made;
};

const count = (by: ResultQuery["by"], more: Partial<ResultQuery> = {}): ResultQuery => ({
  studies: ["own-feet"],
  measure: { count: true },
  by,
  ...more,
});

const cells = (...codes: (string | null)[][]) => ({
  cells: codes.map((keys) => ({ keys: keys.map((code) => ({ code })) })),
});

const telling = (id: string, variable: string, change: Partial<Telling> = {}): Telling => ({
  finding: finding(id, variable),
  query: count([{ variable: { name: variable } }]),
  snapshots: ["snapshot-2"],
  shown: cells(["1"], ["4"], [null]),
  ...change,
});

const FROZEN = [
  { id: "snapshot-1", asOf: new Date("2026-02-01T10:00:00Z") },
  { id: "snapshot-2", asOf: APRIL },
];

describe("a story is told of each answer", () => {
  test("and of no question that was skipped", () => {
    const stories = tell(FROZEN, [telling("f", "decided")]);
    expect(stories.map((story) => story.question.id)).toEqual(["q1", "q2", "q3"]);
    expect(stories.flatMap((story) => story.findings)).toEqual([]);
  });

  test("with the findings on that question, not on another, nor on the same name in another study", () => {
    const tellings = [
      telling("heard", "heard"),
      telling("workers", "workers"),
      telling("elsewhere", "heard", { finding: finding("elsewhere", "heard", 0, "other") }),
    ];
    const [first, second, third] = tell(FROZEN, tellings);
    expect(first?.findings.map((each) => each.finding.id)).toEqual(["heard"]);
    expect(second?.findings.map((each) => each.finding.id)).toEqual(["workers"]);
    expect(third?.findings).toEqual([]);
  });

  test("with the findings on one of the choices of a question with several", () => {
    const stories = tell(FROZEN, [
      telling("friends", "who.friends", { shown: cells(["true"], ["false"]) }),
      telling("family", "who.family", { shown: cells(["true"], ["false"]) }),
    ]);
    expect(stories[2]?.findings.map((each) => [each.finding.id, each.ownCode])).toEqual([
      ["friends", "true"],
      ["family", "false"],
    ]);
  });
});

describe("rings say how far a voice has travelled", () => {
  const ringsOf = (frozen: typeof FROZEN, tellings: Telling[]) => {
    const story = tell(frozen, tellings)[0];
    return [story?.counted, story?.rings];
  };

  test("0 while it waits for the next snapshot", () => {
    expect(ringsOf(FROZEN.slice(0, 1), [])).toEqual([false, 0]);
    expect(ringsOf([{ id: "same-moment", asOf: MARCH }], [])).toEqual([true, 1]);
  });
  test("1 once it is counted", () => expect(ringsOf(FROZEN, [])).toEqual([true, 1]));
  test("2 in a finding", () => expect(ringsOf(FROZEN, [telling("f", "heard")])).toEqual([true, 2]));
  test("3 once something was done, or somebody said why not", () => {
    expect(ringsOf(FROZEN, [telling("f", "heard", { finding: finding("f", "heard", 1) })])).toEqual([true, 3]);
  });
  test("a finding from before the answer is told, but the voice is not in it", () => {
    const early = telling("early", "heard", { snapshots: ["snapshot-1"], finding: finding("early", "heard", 1) });
    const story = tell(FROZEN, [early])[0];
    expect(story?.findings.map((each) => each.counted)).toEqual([false]);
    expect(story?.rings).toBe(1);
  });
});

describe("a finding looks at the answer", () => {
  const at = (query: ResultQuery) => looksAt(query, ["heard"], "21", WAVES);

  test("where it splits by, narrows by or measures it", () => {
    const is = { is: { variable: { name: "heard" }, in: ["4", "5"] } };
    expect(at(count([{ variable: { name: "heard" } }]))).toBe(true);
    expect(at(count([], { where: { not: { any: [is] } } }))).toBe(true);
    expect(at({ studies: ["own-feet"], measure: { share: { all: [is] } } })).toBe(true);
    expect(at({ studies: ["own-feet"], measure: { mean: { name: "heard" } } })).toBe(true);
    expect(at({ studies: ["own-feet"], measure: { quantile: { of: { name: "heard" }, p: 0.5 } } })).toBe(true);
    expect(at(count([{ variable: { name: "region" } }]))).toBe(false);
  });
  test("not where it looks at another wave", () => {
    expect(at(count([{ variable: { name: "heard", wave: "21" } }]))).toBe(true);
    expect(at(count([{ variable: { name: "heard", wave: "18" } }]))).toBe(false);
    expect(at(count([{ variable: { name: "heard" } }], { waves: { to: "18" } }))).toBe(false);
    expect(at(count([{ variable: { name: "heard" } }], { waves: { from: "18" } }))).toBe(true);
  });
});

describe("the own answer is marked", () => {
  const mark = (asked: typeof heard, answer: string | number | string[], query: ResultQuery, ...codes: string[][]) =>
    ownCode(asked, answer, { query, shown: cells(...codes) }, "21", WAVES);

  test("by its code", () => {
    expect(mark(decided, "me", count([{ variable: { name: "decided" } }]), ["me"], ["others"])).toBe("me");
    expect(mark(heard, 4, count([{ variable: { name: "heard" } }]), ["3"], ["4"])).toBe("4");
  });
  test("in the right dimension", () => {
    const query = count([{ variable: { name: "region" } }, { variable: { name: "heard" } }]);
    expect(mark(heard, 4, query, ["4", "3"], ["4", "4"])).toBe("4");
    expect(mark(heard, 4, query, ["4", "3"], ["4", "5"])).toBeNull();
  });
  test("by its band, from one limit up to, not including, the next", () => {
    const query = count([{ variable: { name: "workers" } }]);
    const bands = [["(,3)"], ["[3,5)"], ["[5,)"]];
    expect([0, 2, 3, 4, 5, 30].map((value) => mark(workers, value, query, ...bands))).toEqual([
      "(,3)",
      "(,3)",
      "[3,5)",
      "[3,5)",
      "[5,)",
      "[5,)",
    ]);
  });
  test("among the rare codes where it was put with them", () => {
    expect(mark(decided, "me", count([{ variable: { name: "decided" } }]), ["others"], ["~other"])).toBe("~other");
  });
  test("not where the split looks at another time", () => {
    for (const variable of [
      { name: "heard", wave: "18" },
      { name: "heard", at: "PREVIOUS" as const },
      { name: "heard", at: "FIRST" as const },
      { name: "heard", at: "LAST" as const },
    ]) {
      expect(mark(heard, 4, count([{ variable }]), ["4"])).toBeNull();
    }
    expect(mark(heard, 4, count([{ variable: { name: "heard" } }], { waves: { to: "18" } }), ["4"])).toBeNull();
  });
});

describe("a promise", () => {
  const promised: Promised = {
    study: "own-feet",
    variables: ["heard"],
    madeAt: MARCH,
    promisedOn: new Date("2026-05-01T00:00:00Z"),
  };
  const heardOn = (moment: string, variable = "heard"): Heard => ({
    publishedAt: new Date(moment),
    variables: [{ study: "own-feet", variable }],
  });
  const on = (moment: string, ...said: Heard[]) => keepingOf(promised, said, new Date(moment));

  test("is open until its day is over in the Netherlands", () => {
    expect(on("2026-05-01T21:59:00Z")).toEqual({ kept: false, late: false });
    expect(on("2026-05-01T22:01:00Z")).toEqual({ kept: false, late: true });
  });
  test("is kept by a finding on its answers, on the day at the latest", () => {
    expect(on("2026-06-01T00:00:00Z", heardOn("2026-05-01T21:00:00Z"))).toEqual({ kept: true, late: false });
    expect(on("2026-06-01T00:00:00Z", heardOn("2026-05-02T10:00:00Z"))).toEqual({ kept: false, late: true });
    expect(on("2026-06-01T00:00:00Z", heardOn("2026-04-02T10:00:00Z", "workers"))).toEqual({ kept: false, late: true });
  });
  test("is not kept by what was known before anybody was asked", () => {
    expect(on("2026-06-01T00:00:00Z", heardOn("2026-02-02T10:00:00Z"))).toEqual({ kept: false, late: true });
  });

  test("counts in the loop once it was kept or its day has passed", () => {
    const open: Promised = { ...promised, variables: ["workers"], promisedOn: new Date("2027-01-01T00:00:00Z") };
    const late: Promised = { ...open, promisedOn: new Date("2026-04-15T00:00:00Z") };
    const said = [heardOn("2026-04-02T10:00:00Z")];
    expect(loopOf([promised, open, late], said, new Date("2026-05-20T00:00:00Z"))).toEqual({
      promises: 3,
      due: 2,
      kept: 1,
      share: 0.5,
    });
    expect(loopOf([open], [], MAY)).toEqual({ promises: 1, due: 0, kept: 0, share: null });
  });
});
