import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { chooseLanguages } from "../../../api/flow/survey/questionnaire/formats/draft/languages.ts";
import { toDraft } from "../../../api/flow/survey/questionnaire/formats/draft/to-draft.ts";
import { readFiles } from "../../../api/flow/survey/questionnaire/formats/read-files.ts";
import { writeXlsForm } from "../../../api/flow/survey/questionnaire/formats/xlsform/write-xlsform.ts";
import { parseExpression } from "../../../schema/logic/parse.ts";
import { definitionSchema, type SurveyDefinition, type SurveyDraft } from "../../../schema/survey.ts";

/* What is taken away as XLSForm and brought in again is the same questionnaire. */

const say = (nl: string, en: string | null = null) => ({ nl, en });
const question = (id: string, kind: string, rest: object = {}) => ({ id, kind, variable: id, text: say(id), ...rest });
const choices = (...codes: string[]) => codes.map((code) => ({ code, label: say(`Keuze ${code}`, `Choice ${code}`) }));
const calls = (call: string, ...of: unknown[]) => ({ call, of });
const answer = (name: string) => ({ answer: name });

const EVERYTHING = definitionSchema.parse({
  title: say("Na de jeugdhulp", "After care"),
  consent: say("Je doet mee als je dat wilt.\n\nStoppen kan altijd.", "You take part if you want to."),
  questions: [
    question("hello", "STATEMENT", { text: say("Welkom & **hoi** <jij>", "Welcome") }),
    question("q-home", "SINGLE", {
      variable: "home",
      text: say("Heb je een vaste plek?", "Do you have a place?"),
      help: say("Een plek waar je mag blijven.", "A place to stay."),
      concept: "housing",
      required: true,
      dontKnow: true,
      ratherNotSay: true,
      options: choices("yes", "no", "3"),
    }),
    question("helpers", "MULTIPLE", {
      options: [...choices("mother", "friend"), { code: "none", label: say("Niemand"), excludes: true }],
      relevance: calls("and", calls("=", answer("home"), "no"), calls("answered", answer("home"))),
      constraint: {
        holds: calls("<=", calls("count-selected", { self: true }), 2),
        message: say("Kies er twee.", "Choose two."),
      },
    }),
    question("order", "RANKING", {
      options: [...choices("a", "b"), { code: "c", label: say("Iets met {haken} en ${geld}") }],
    }),
    question("felt", "SCALE", {
      heavy: true,
      stem: say("Hoe was het deze {week}?", "How was this {week}?"),
      scale: { minimum: 1, maximum: 5, low: say("slecht", "bad"), high: say("goed", "good"), faces: true },
      bandings: [{ name: "laag", limits: [3] }],
    }),
    question("age", "NUMBER", { number: { minimum: 12, maximum: 30, integer: true, unit: say("jaar", "years") } }),
    question("rent", "NUMBER", {
      number: { minimum: 0.5, maximum: 5000, integer: false, unit: null },
      constraint: { holds: calls(">", { self: true }, answer("age")), message: say("Meer dan je leeftijd.") },
    }),
    question("born", "DATE", { days: { from: "1990-01-01", to: "2014-12-31" } }),
    question("moved", "MONTH", { days: { from: "2000-01-01", to: "2030-12-01" } }),
    question("short", "TEXT", { short: true, maxLength: 80 }),
    question("long", "TEXT", {
      text: say("Bij {home} past {last.felt|niets}. En toen?", "With {home} goes {last.felt}. And then?"),
    }),
    question("grown", "CALCULATION", { calculation: calls(">=", answer("age"), 18) }),
    question("years_here", "CALCULATION", {
      number: { minimum: 0, maximum: 30, integer: true, unit: null },
      calculation: calls("years", answer("moved"), calls("today")),
    }),
    question("group", "CALCULATION", {
      options: choices("old", "young"),
      calculation: calls("if", answer("grown"), "old", "young"),
    }),
    question("why", "TEXT", {
      relevance: calls("or", calls("missing", answer("home"), "DONT_KNOW"), calls(">", { last: "felt" }, 3)),
    }),
  ],
} as SurveyDraft);

const backAgain = async (definition: SurveyDefinition) => {
  const bytes = await writeXlsForm("na-de-zorg", definition);
  const read = await readFiles([{ name: "na-de-zorg.xlsx", bytes }]);
  return toDraft(read, chooseLanguages(read, {}));
};

describe("XLSForm, there and back", () => {
  test("everything that a questionnaire of ours can say comes back as it was", async () => {
    const { title, consent, questions, remarks } = await backAgain(EVERYTHING);
    expect(questions).toEqual(EVERYTHING.questions);
    expect({ title, consent }).toEqual({ title: EVERYTHING.title, consent: EVERYTHING.consent });
    // Nothing of ours is lost, so nothing is said to be.
    expect(remarks.filter(({ code }) => !["carried_over", "appearance"].includes(code))).toEqual([]);
  });

  test("other programs find what they know: types, lists, logic in their own words", async () => {
    const { sheets } = await readXlsx(await writeXlsForm("na-de-zorg", EVERYTHING));
    const [survey, list, settings, said] = ["survey", "choices", "settings", "weerklank"].map((name) => {
      const [head = [], ...rows] = sheets.find((sheet) => sheet.name === name)?.rows ?? [];
      return rows.map((row) => Object.fromEntries(head.map((column, at) => [String(column), row[at] ?? null])));
    });
    const rowOf = (name: string) => survey?.find((row) => row["name"] === name);
    expect(survey?.map((row) => row["type"])).toEqual([
      ...["note", "select_one home", "select_multiple helpers", "rank order", "range", "integer", "decimal"],
      ...["date", "date", "text", "text", "calculate", "calculate", "calculate", "text"],
    ]);
    expect(rowOf("helpers")).toMatchObject({
      relevant: "${home} = 'no' and ${home} != ''",
      constraint: "(not(selected(., 'none') and count-selected(.) > 1)) and (count-selected(.) <= 2)",
      "constraint_message::English (en)": "Choose two.",
    });
    expect(rowOf("age")).toMatchObject({ constraint: ". >= 12 and . <= 30" });
    expect(rowOf("felt")).toMatchObject({
      parameters: "start=1 end=5 step=1",
      "label::Nederlands (nl)": "Hoe was het deze {week}?\nfelt",
    });
    expect(rowOf("long")).toMatchObject({ "label::English (en)": "With ${home} goes …. And then?" });
    expect(rowOf("why")).toMatchObject({ relevant: null });
    expect(list?.filter((row) => row["list_name"] === "order").map((row) => row["name"])).toEqual(["a", "b", "c"]);
    expect(settings).toMatchObject([{ form_id: "na-de-zorg", default_language: "Nederlands (nl)" }]);
    // What they do not know is told to people, question by question.
    expect(new Set(said?.map((row) => row["name"]))).toEqual(
      new Set([null, "home", "felt", "years_here", "long", "why"]),
    );
  });

  /*
   * In ODK a skipped question is the empty text, a truth that was computed is the word "true" or "false", and there are
   * two outcomes; here there are three. Each of these was compared with ODK's own engine, 150 people each.
   */
  const MEANT: [ours: string, odk: string][] = [
    ["${kind} != 'own'", "${kind} != '' and ${kind} != 'own'"],
    ["${sure} != 'yes'", "${sure} != 'yes'"],
    ["not(selected(${who}, 'mother'))", "${who} != '' and not(selected(${who}, 'mother'))"],
    ["not(${years} > 17 or ${kind} = 'own')", "${years} <= 17 and (${kind} != '' and ${kind} != 'own')"],
    ["count-selected(${who}) < 2", "if(${who} != '', count-selected(${who}), '') < 2"],
    ["not(answered(${years}))", "${years} = ''"],
    ["${adult}", "${adult} = 'true'"],
    ["not(${adult})", "${adult} = 'false'"],
    ["coalesce(${adult}, true())", "${adult} = 'true' or not(${adult} = 'true' or ${adult} = 'false') and true()"],
    ["${since} = ${until}", "${since} != '' and ${until} != '' and ${since} = ${until}"],
  ];
  test.each(MEANT)("%s", async (ours, odk) => {
    const days = { from: "2000-01-01", to: "2030-01-01" };
    const read = parseExpression(ours);
    const definition = definitionSchema.parse({
      title: say("Logica"),
      consent: say("Ja?"),
      questions: [
        question("kind", "SINGLE", { options: choices("own", "other") }),
        question("sure", "SINGLE", { options: choices("yes", "no"), required: true }),
        question("who", "MULTIPLE", { options: choices("mother", "friend") }),
        question("years", "NUMBER", { number: { minimum: 0, maximum: 99, integer: true } }),
        question("since", "DATE", { days }),
        question("until", "DATE", { days }),
        question("adult", "CALCULATION", { calculation: calls(">=", answer("years"), 18) }),
        question("asked", "TEXT", { relevance: read.ok ? read.expression : expect.unreachable(read.text.en) }),
        question("checked", "NUMBER", {
          number: { minimum: 0, maximum: 99, integer: true },
          constraint: { holds: calls(">", { self: true }, answer("years")), message: say("Meer.") },
        }),
      ],
    });
    const { sheets } = await readXlsx(await writeXlsForm("logica", definition));
    const [head = [], ...rows] = sheets[0]?.rows ?? [];
    const of = (name: string) => {
      const row = rows.find((cells) => cells[head.indexOf("name")] === name) ?? [];
      return (column: string) => row[head.indexOf(column)];
    };
    expect(of("asked")("relevant")).toBe(odk);
    expect(of("adult")("calculation")).toBe("if(${years} >= 18, 'true', if(${years} < 18, 'false', ''))");
    // Whose years are not known is not refused here, so not there either.
    expect(of("checked")("constraint")).toBe("(. >= 0 and . <= 99) and (not(. <= ${years}))");
    expect((await backAgain(definition)).questions).toEqual(definition.questions);
  });
});
