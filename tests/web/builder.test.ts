import { describe, expect, it } from "vitest";
import { definitionSchema } from "../../schema/survey.ts";
import {
  besidesOf,
  branchOf,
  type Branch,
  formulaOf,
  othersLike,
  relationsFor,
  SELF,
} from "../../web/features/builder/branch.ts";
import { calculatedBy, type Calculated, formulaFor, rangeFor } from "../../web/features/builder/calculation.ts";
import {
  ADDABLE,
  addAfter,
  change,
  type Draft,
  draftFrom,
  freeName,
  newQuestions,
  sentFrom,
} from "../../web/features/builder/draft.ts";
import { askedBefore, madeUpLast, usedFrom } from "../../web/features/builder/earlier.ts";
import { tried } from "../../web/features/builder/made-up.ts";
import { readingHints } from "../../web/features/builder/reading.ts";
import {
  addAfterNumber,
  addLine,
  asOne,
  changeAll,
  duplicate,
  hasLines,
  move,
  moveLineUp,
  moveTo,
  numberAt,
  remove,
  removeLine,
  writtenIn,
} from "../../web/features/builder/written.ts";

const EMPTY: Draft = { title: { nl: "Wonen", en: null }, consent: { nl: "Doe je mee?", en: null }, questions: [] };
const build = (...added: [(typeof ADDABLE)[number], string][]): Draft =>
  added.reduce<Draft>(
    (draft, [kind, words], at) =>
      addAfter(draft, draft.questions.length, newQuestions(kind, words, `q-${at}`, draft.questions)),
    EMPTY,
  );
const ids = ({ questions }: Draft) => questions.map(({ id }) => id);

describe("a draft", () => {
  it.each(ADDABLE)("can be saved as soon as a %s is added", (kind) => {
    const { questions, ...draft } = sentFrom(build([kind, "Hoe is het?"]));
    const read = (text: string | null | undefined) => (text ? { text } : null);
    const kept = questions.map(({ relevance, calculation, constraint, ...question }) => {
      expect(constraint).toBeNull();
      return { ...question, relevance: read(relevance), calculation: read(calculation) };
    });
    expect(definitionSchema.safeParse({ ...draft, questions: kept }).error?.issues).toBeUndefined();
  });

  it("gives each question a variable that nobody else has", () => {
    expect(freeName("Wáár woon je nu?", [])).toBe("waar_woon_je_nu");
    expect(freeName("Waar woon je nu?", ["Waar_woon_je_nu", "waar_woon_je_nu_2"])).toBe("waar_woon_je_nu_3");
    expect(freeName("3 × ?", [])).toBe("q");
    const twice = duplicate(build(["SINGLE", "Waar?"]), "q-0", "q-copy");
    expect(twice.questions.map(({ variable }) => variable)).toEqual(["waar", "waar_2"]);
  });

  it("is ordered, changed and mended without changing what was", () => {
    const draft = build(["SINGLE", "Een"], ["NUMBER", "Twee"], ["TEXT", "Drie"]);
    expect(ids(move(draft, "q-2", -1))).toEqual(["q-0", "q-2", "q-1"]);
    expect(move(draft, "q-2", 1)).toBe(draft);
    expect(move(draft, "q-0", -1)).toBe(draft);
    expect(ids(remove(draft, "q-1"))).toEqual(["q-0", "q-2"]);
    expect(ids(moveTo(draft, "q-0", 2))).toEqual(["q-1", "q-2", "q-0"]);
    expect([moveTo(draft, "q-0", 3), moveTo(draft, "q-0", 0)]).toEqual([draft, draft]);
    const added = newQuestions("TEXT", "Nog iets", "q-new", draft.questions);
    expect([0, 1, 3].map((number) => ids(addAfterNumber(draft, number, added)).indexOf("q-new"))).toEqual([0, 1, 3]);
    expect(change(draft, "q-1", { required: true }).questions[1]?.required).toBe(true);
    expect(draft.questions[1]?.required).toBe(false);
  });

  it("sends nothing that the cache put there", () => {
    const __typename = "Text";
    const marked = { title: { ...EMPTY.title, __typename }, consent: { ...EMPTY.consent, __typename }, draft: [] };
    expect(JSON.stringify(draftFrom(marked))).not.toContain("__typename");
  });

  it("leaves out words that nobody wrote", () => {
    const draft = change(build(["NUMBER", "Hoeveel?"]), "q-0", { help: { nl: " ", en: null }, concept: "" });
    expect(sentFrom(draft).questions[0]).toMatchObject({ help: null, concept: null });
  });
});

describe("when a question is asked", () => {
  const { questions } = build(["SINGLE", "Waar"], ["MULTIPLE", "Wie"], ["NUMBER", "Geld"]);
  it.each<[string, Branch]>([
    ["${waar} = 'yes'", { joined: "and", conditions: [{ variable: "waar", relation: "IS", value: "yes" }] }],
    [
      "selected(${wie}, 'no') and ${geld} > 200",
      {
        joined: "and",
        conditions: [
          { variable: "wie", relation: "CONTAINS", value: "no" },
          { variable: "geld", relation: "MORE", value: "200" },
        ],
      },
    ],
    [
      "${waar} != 'yes' or not(selected(${wie}, 'no')) or answered(${geld})",
      {
        joined: "or",
        conditions: [
          { variable: "waar", relation: "IS_NOT", value: "yes" },
          { variable: "wie", relation: "CONTAINS_NOT", value: "no" },
          { variable: "geld", relation: "ANSWERED", value: "" },
        ],
      },
    ],
  ])("is chosen and read back: %s", (formula, branch) => {
    expect(formulaOf(branch, questions)).toBe(formula);
    expect(branchOf(formula)).toEqual(branch);
  });

  it("is always, where nothing is chosen", () => {
    expect(formulaOf({ joined: "or", conditions: [] }, questions)).toBeNull();
    expect(branchOf(null)?.conditions).toEqual([]);
  });

  it.each(["${waar} = 'yes' and (${geld} > 1 or ${geld} < 0)", "${geld} + 1 > 3", "not a formula"])(
    "stays a formula where lists cannot say it: %s",
    (formula) => expect(branchOf(formula)).toBeNull(),
  );

  it("reads a comma as people write it", () => {
    const conditions = [{ variable: "geld", relation: "LESS" as const, value: "2,5" }];
    expect(formulaOf({ joined: "and", conditions }, questions)).toBe("${geld} < 2.5");
  });
});

describe("which answer may stand", () => {
  const { questions } = build(
    ["DATE", "Begonnen"],
    ["DATE", "Gestopt"],
    ["SINGLE", "Waar"],
    ["MULTIPLE", "Wie"],
    ["NUMBER", "Geld"],
  );
  const checked = (variable: string) => {
    const own = questions.find((question) => question.variable === variable)!;
    return [{ ...own, variable: SELF }, ...questions.filter((question) => question !== own)];
  };
  it.each<[string, string, Branch["conditions"]]>([
    ["geld", ". >= 2.5", [{ variable: SELF, relation: "AT_LEAST", value: "2.5" }]],
    ["gestopt", ". >= ${begonnen}", [{ variable: SELF, relation: "AT_LEAST", value: "begonnen", beside: "ANSWER" }]],
    [
      "gestopt",
      ". <= today() and . > date('2020-02-29')",
      [
        { variable: SELF, relation: "AT_MOST", value: "", beside: "TODAY" },
        { variable: SELF, relation: "MORE", value: "2020-02-29" },
      ],
    ],
    [
      "wie",
      "not(selected(., ${waar}))",
      [{ variable: SELF, relation: "CONTAINS_NOT", value: "waar", beside: "ANSWER" }],
    ],
  ])("is chosen and read back: %s, %s", (variable, formula, conditions) => {
    const branch: Branch = { joined: "and", conditions };
    expect(formulaOf(branch, checked(variable))).toBe(formula);
    expect(branchOf(formula)).toEqual(branch);
  });

  it("keeps what is half typed as it stands", () => {
    const conditions = [{ variable: SELF, relation: "MORE" as const, value: "2," }];
    const formula = formulaOf({ joined: "and", conditions }, checked("geld"));
    expect(branchOf(formula)?.conditions).toEqual(conditions);
  });

  it("offers only what the answer can be compared with", () => {
    const [itself] = checked("gestopt");
    expect(relationsFor(itself!)).not.toContain("ANSWERED");
    expect(besidesOf(itself!, checked("gestopt"))).toEqual(["ANSWER", "TODAY"]);
    expect(othersLike(itself!, checked("gestopt")).map(({ variable }) => variable)).toEqual(["begonnen"]);
    expect(besidesOf(questions[4]!, questions)).toEqual([]);
  });

  it("can rest on what is computed to be so or not", () => {
    const conditions = [{ variable: "meerderjarig", relation: "HOLDS_NOT" as const, value: "" }];
    expect(branchOf("not(${meerderjarig})")?.conditions).toEqual(conditions);
    expect(formulaOf({ joined: "and", conditions }, [])).toBe("not(${meerderjarig})");
  });
});

describe("what is computed", () => {
  const start = build(["DATE", "Geboren"], ["DATE", "Weg"], ["NUMBER", "Loon"], ["SCALE", "Rust"], ["MULTIPLE", "Wie"]);
  const { questions } = change(start, "q-4", {
    options: [...start.questions[4]!.options, { code: "none", label: { nl: "Niemand", en: null }, excludes: true }],
  });
  it.each<[string, Calculated, object | null]>([
    ["${loon}", { form: "SUM", of: ["loon"] }, { minimum: 0, maximum: 100 }],
    ["${loon} + ${rust} + ${loon}", { form: "SUM", of: ["loon", "rust", "loon"] }, { minimum: 1, maximum: 205 }],
    ["${rust} - ${loon}", { form: "DIFFERENCE", of: ["rust", "loon"] }, { minimum: -99, maximum: 5 }],
    ["years(${geboren}, today())", { form: "YEARS", of: ["geboren", null] }, { minimum: 0, maximum: 120 }],
    ["years(${geboren}, ${weg})", { form: "YEARS", of: ["geboren", "weg"] }, { minimum: -46, maximum: 45 }],
    [
      "if(selected(${wie}, 'none'), 0, count-selected(${wie}))",
      { form: "COUNT", of: "wie" },
      { minimum: 0, maximum: 3 },
    ],
    [
      "${loon} >= 10",
      {
        form: "HOLDS",
        branch: { joined: "and", conditions: [{ variable: "loon", relation: "AT_LEAST", value: "10" }] },
      },
      null,
    ],
  ])("is chosen and read back, with what can come out: %s", (formula, calculated, range) => {
    expect(formulaFor(calculated, questions)).toBe(formula);
    expect(calculatedBy(formula, questions)).toEqual(calculated);
    expect(rangeFor(calculated, questions)).toEqual(range && expect.objectContaining(range));
  });

  // The last two count or add what is not there, or otherwise than the lists would.
  it.each([
    "round(${loon} div 2)",
    "years(${geboren}, today()) >= 18",
    "${loon} + (${rust} + ${loon})",
    "1 +",
    "count-selected(${wie})",
    "${weg_} + ${loon}",
  ])("stays a formula where lists would not give it: %s", (formula) =>
    expect(calculatedBy(formula, questions)).toBeNull(),
  );

  it("is shown in the try-out, in words", () => {
    const computed = newQuestions("CALCULATION", "Samen", "q-sum", start.questions.slice(2, 3));
    const asked: Draft = { ...EMPTY, questions: [...start.questions.slice(2, 3), ...computed] };
    const holds = change(asked, "q-sum", { calculation: "${loon} > 10", number: null });
    const saidIn = (draft: Draft) => tried(draft, new Map([["q-2", "12"]]), "2026-11-22", "nl").sent[1]?.said;
    expect([saidIn(asked), saidIn(holds)]).toEqual(["12", "ja"]);
  });
});

describe("what somebody said last time", () => {
  const { questions } = build(["SINGLE", "Woon je op jezelf"], ["NUMBER", "Wat kost het"], ["STATEMENT", "Dank"]);
  const earlier = askedBefore([
    { id: "a", versions: [{ id: "v" }], draft: [...questions] },
    { id: "b", versions: [], draft: build(["TEXT", "Nog niet gepubliceerd"]).questions.slice() },
  ]);
  const names = earlier.map(({ variable }) => variable);

  it("is chosen from lists like any answer, and comes back as it was chosen", () => {
    expect(names).toEqual(["last.woon_je_op_jezelf", "last.wat_kost_het"]);
    const chosen: Branch = {
      joined: "and",
      conditions: [
        { variable: "last.woon_je_op_jezelf", relation: "IS", value: "no" },
        { variable: "wat_kost_het", relation: "MORE", value: "last.wat_kost_het", beside: "ANSWER" },
      ],
    };
    const subjects = [...earlier, ...questions];
    const formula = formulaOf(chosen, subjects);
    expect(formula).toBe("${last.woon_je_op_jezelf} = 'no' and ${wat_kost_het} > ${last.wat_kost_het}");
    expect(branchOf(formula)).toEqual(chosen);
    const sum: Calculated = { form: "DIFFERENCE", of: ["wat_kost_het", "last.wat_kost_het"] };
    expect(calculatedBy(formulaFor(sum, subjects), subjects)).toEqual(sum);
  });

  it("is made up to try a draft that asks or speaks by it, and only there", () => {
    const [now] = newQuestions("TEXT", "En nu? Toen: {last.wat_kost_het|niets}", "q-now", []);
    const asked = change({ ...EMPTY, questions: [now!] }, "q-now", { relevance: "${last.woon_je_op_jezelf} = 'no'" });
    const used = usedFrom(earlier, asked);
    expect(used.map(({ variable }) => variable)).toEqual(names);
    expect(usedFrom(earlier, { ...EMPTY, questions })).toEqual([]);
    const wayWith = (answers: [string, string][]) =>
      tried(asked, new Map(), "2026-11-22", "nl", madeUpLast(used, new Map(answers))).way.steps.map(
        ({ question }) => question.text.nl,
      );
    expect(wayWith([])).toEqual([]);
    expect(wayWith([["last.woon_je_op_jezelf", "no"]])).toEqual(["En nu? Toen: niets"]);
    expect(
      wayWith([
        ["last.woon_je_op_jezelf", "no"],
        ["last.wat_kost_het", "12"],
      ]),
    ).toEqual(["En nu? Toen: 12"]);
  });
});

describe("a question with lines", () => {
  const start = build(["SINGLE", "Waar"], ["MATRIX", "Hoe gaat"], ["LIFE_DOMAINS", "Nu"], ["TEXT", "Nog iets"]);
  const lines = (draft: Draft) => writtenIn(draft.questions)[1] ?? [];

  it("stands together again after it was saved, and alone what has no lines", () => {
    const back = JSON.parse(JSON.stringify(start)) as Draft;
    expect(writtenIn(back.questions).map((parts) => [parts.length, hasLines(parts)])).toEqual([
      [1, false],
      [2, true],
      [5, true],
      [1, false],
    ]);
    expect(asOne(lines(start))?.text.nl).toBe("Hoe gaat");
    expect([0, 2, 8].map((at) => numberAt(start.questions, at))).toEqual([1, 2, 4]);
  });

  it("gets lines with codes and variables of their own, in their order", () => {
    const once = addLine(start, lines(start), "Op school");
    expect(lines(addLine(once, lines(once), "Op school")).map(({ id, variable }) => [id, variable])).toEqual([
      ["q-1-line_1", "hoe_gaat_line_1"],
      ["q-1-line_2", "hoe_gaat_line_2"],
      ["q-1-op_school", "hoe_gaat_op_school"],
      ["q-1-op_school_2", "hoe_gaat_op_school_2"],
    ]);
    expect(lines(moveLineUp(start, "q-1-line_2")).map(({ text }) => text.nl)).toEqual(["Tweede regel", "Eerste regel"]);
    expect(lines(removeLine(start, "q-1-line_1")).map(({ id }) => id)).toEqual(["q-1-line_2"]);
  });

  it("is changed, moved, doubled and taken away as one", () => {
    const changed = changeAll(start, lines(start), { text: { nl: "Hoe ging", en: null }, required: true });
    expect(lines(changed).map(({ stem, required }) => [stem?.nl, required])).toEqual([
      ["Hoe ging", true],
      ["Hoe ging", true],
    ]);
    expect(ids(move(start, "q-1-line_1", -1)).slice(0, 3)).toEqual(["q-1-line_1", "q-1-line_2", "q-0"]);
    const twice = writtenIn(duplicate(start, "q-1-line_1", "copy").questions)[2];
    expect(twice?.map(({ variable }) => variable)).toEqual(["hoe_gaat_line_1_2", "hoe_gaat_line_2_2"]);
    expect(writtenIn(remove(start, "q-1-line_2").questions)).toHaveLength(3);
  });

  it("falls apart where a line is asked of others only", () => {
    const apart = change(start, "q-1-line_2", { relevance: "${waar} = 'yes'" });
    expect(writtenIn(apart.questions).map((parts) => parts.length)).toEqual([1, 1, 1, 5, 1]);
  });
});

describe("reading hints", () => {
  it("say nothing of a short question in plain words", () => {
    expect(readingHints("Waar woon je nu? Je woont: {home|nog nergens en dat is een lange zin}.")).toEqual([]);
  });

  it("name long sentences, long words and words of offices", () => {
    const hints = readingHints(
      "Hoe vind je dat het gaat met alle dingen die je elke dag thuis en op school moet doen? Ervaren jongeren participatie in de jeugdbeschermingsorganisatie?",
    );
    expect(hints).toEqual([
      { kind: "LONG_SENTENCE", words: 19 },
      { kind: "JARGON", word: "ervaren", instead: "voelen, of vinden" },
      { kind: "JARGON", word: "participatie", instead: "meedoen" },
      { kind: "LONG_WORD", word: "jeugdbeschermingsorganisatie" },
    ]);
  });
});
