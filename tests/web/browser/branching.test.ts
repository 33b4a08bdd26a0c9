import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SurveyDraft } from "../../../schema/survey.ts";
import { field, type Fieldwork } from "./questionnaire.ts";
import { expectGood, focused, openStage, type Stage, tabTo } from "./stage.ts";

/** Which questions come depends on the answers: a way with four questions and one with two. */
const branching: SurveyDraft = {
  title: { nl: "Wonen en geld", en: "Living and money" },
  consent: { nl: "We vragen hoe je woont.", en: "We ask how you live." },
  questions: [
    {
      id: "income",
      kind: "NUMBER",
      text: { nl: "Hoeveel geld krijg je per maand?", en: "How much money do you get a month?" },
      variable: "income",
      required: true,
      number: { minimum: 0, maximum: 9_999, integer: true, unit: { nl: "euro", en: "euros" } },
    },
    {
      id: "home",
      kind: "SINGLE",
      text: { nl: "Waar woon je nu?", en: "Where do you live now?" },
      variable: "home",
      required: true,
      options: [
        { code: "own", label: { nl: "Op mezelf", en: "On my own" } },
        { code: "family", label: { nl: "Bij familie", en: "With family" } },
      ],
    },
    {
      id: "rent",
      kind: "NUMBER",
      text: { nl: "Wat betaal je per maand om te wonen?", en: "What do you pay a month for living there?" },
      variable: "rent",
      required: true,
      relevance: { text: "${home} = 'own'" },
      constraint: {
        holds: { text: ". <= ${income}" },
        message: { nl: "Dit is meer dan je krijgt. Klopt het?", en: "This is more than you get. Is it right?" },
      },
      number: { minimum: 0, maximum: 9_999, integer: true, unit: { nl: "euro", en: "euros" } },
    },
    {
      id: "left",
      kind: "CALCULATION",
      text: { nl: "Wat overblijft" },
      variable: "left",
      number: { minimum: -9_999, maximum: 9_999, integer: true, unit: { nl: "euro", en: "euros" } },
      calculation: { text: "${income} - ${rent}" },
    },
    {
      id: "enough",
      kind: "TEXT",
      text: { nl: "Je houdt {left} over. Hoe is dat?", en: "You have {left} left. How is that?" },
      variable: "enough",
      relevance: { text: "${left} < 200" },
    },
    {
      id: "say",
      kind: "TEXT",
      text: { nl: "Je woont: {home}. Wat zou je anders willen?", en: "You live: {home}. What should be different?" },
      variable: "say",
    },
  ],
};

let stage: Stage;
let fieldwork: Fieldwork;

beforeAll(async () => {
  stage = await openStage();
  fieldwork = await field(stage, branching);
});
afterAll(() => stage?.close());

const heading = (page: Page, words: string) => page.getByRole("heading", { level: 1, name: words });

async function open(person: string, options: Parameters<Stage["visit"]>[0] = {}): Promise<Page> {
  const { link } = await fieldwork.invite(person);
  const page = await stage.visit(options);
  await page.goto(stage.linkTo(link));
  return page;
}

/** Types in the only box there is, and goes on. */
async function type(page: Page, written: string): Promise<void> {
  await tabTo(page, "");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(written);
  await page.keyboard.press("Enter");
}

describe("a questionnaire that branches", () => {
  it("is answered with the keyboard at 320 pixels, there and back and another way", async () => {
    const page = await open("keyboard");
    await page.getByText("Er zijn hoogstens 5 vragen. Welke je krijgt, hangt af van je antwoorden.").waitFor();
    await expectGood(page);
    await tabTo(page, "Ja, ik doe mee");
    await page.keyboard.press("Enter");

    await heading(page, "Hoeveel geld krijg je per maand?").waitFor();
    await page.getByText("Vraag 1, hierna hoogstens nog 4").first().waitFor();
    await expectGood(page);
    await type(page, "800");

    await heading(page, "Waar woon je nu?").waitFor();
    await tabTo(page, "Op mezelf");
    await page.keyboard.press("Space");
    await page.getByText("Vraag 2, hierna hoogstens nog 3").first().waitFor();
    await page.keyboard.press("Enter");

    await heading(page, "Wat betaal je per maand om te wonen?").waitFor();
    expect(await focused(page)).toBe("Wat betaal je per maand om te wonen?");
    await type(page, "900");
    await page.getByText("Dit is meer dan je krijgt. Klopt het?").waitFor();
    await expectGood(page);
    expect(await fieldwork.kept("keyboard")).toEqual({ income: 800, home: "own" });
    await page.keyboard.press("Control+A");
    await page.keyboard.type("700");
    await page.keyboard.press("Enter");

    await heading(page, "Je houdt 100 euro over. Hoe is dat?").waitFor();
    await page.getByText("Vraag 4 van 5").first().waitFor();
    await type(page, "Krap");
    await page.getByRole("button", { name: "Volgende" }).waitFor();
    await tabTo(page, "Volgende");
    await page.keyboard.press("Enter");

    await heading(page, "Je woont: Op mezelf. Wat zou je anders willen?").waitFor();
    await tabTo(page, "Terug");
    await page.keyboard.press("Enter");
    await heading(page, "Je houdt 100 euro over. Hoe is dat?").waitFor();
    for (const words of ["Wat betaal je per maand om te wonen?", "Waar woon je nu?"]) {
      await tabTo(page, "Terug");
      await page.keyboard.press("Enter");
      await heading(page, words).waitFor();
    }
    await tabTo(page, "Op mezelf");
    await page.keyboard.press("ArrowDown");
    await page.getByText("Vraag 2 van 3").first().waitFor();
    await page.keyboard.press("Enter");
    await heading(page, "Je woont: Bij familie. Wat zou je anders willen?").waitFor();
    await expectGood(page);
    await tabTo(page, "Terug");
    await page.keyboard.press("Enter");
    await heading(page, "Waar woon je nu?").waitFor();

    // An address of a question that is not asked any more leads on.
    await page.goto(`${stage.url}/v/3`);
    await heading(page, "Je woont: Bij familie. Wat zou je anders willen?").waitFor();
    await tabTo(page, "Overslaan");
    await page.keyboard.press("Enter");

    await heading(page, "Kloppen je antwoorden?").waitFor();
    await expectGood(page);
    expect(await page.locator("dt").allInnerTexts()).toEqual([
      "Hoeveel geld krijg je per maand?",
      "Waar woon je nu?",
      "Je woont: Bij familie. Wat zou je anders willen?",
    ]);
    await tabTo(page, "Versturen");
    await page.keyboard.press("Enter");
    await heading(page, "Dank je wel. Je antwoorden zijn verstuurd.").waitFor();
    const missing = "NOT_ASKED";
    expect(await fieldwork.kept("keyboard")).toEqual({
      income: 800,
      home: "family",
      rent: { missing },
      left: { missing },
      enough: { missing },
    });
  });

  it("keeps what was hidden for coming back, and says in English what does not fit", async () => {
    const page = await open("english", { locale: "en-GB" });
    await page.getByRole("button", { name: "Yes, I will take part" }).click();
    await page.getByRole("textbox").fill("800");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByLabel("On my own").check();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("textbox").fill("300");
    await page.getByRole("button", { name: "Next" }).click();
    await heading(page, "You live: On my own. What should be different?").waitFor();
    await page
      .getByRole("button", { name: "Skip" })
      .or(page.getByRole("button", { name: "To the overview" }))
      .click();
    await heading(page, "Are your answers right?").waitFor();

    await page.getByRole("link", { name: /Where do you live now/ }).click();
    await page.getByLabel("With family").check();
    await heading(page, "Where do you live now?").waitFor();
    await page.getByLabel("On my own").check();
    await page.getByRole("button", { name: "Next" }).click();
    await heading(page, "What do you pay a month for living there?").waitFor();
    expect(await page.getByRole("textbox").inputValue()).toBe("300");

    await page.goto(`${stage.url}/v/1`);
    await page.getByRole("textbox").fill("100");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("status").getByText("Saved", { exact: true }).waitFor();
    await page.goto(`${stage.url}/v/check`);
    await page.getByText("One answer does not fit the others. Please look at it again:").waitFor();
    await page.getByText("This is more than you get. Is it right?").waitFor();
    await expectGood(page);
    await page.getByRole("button", { name: "Change" }).click();
    await heading(page, "What do you pay a month for living there?").waitFor();
    await page.getByRole("textbox").fill("90");
    await page.getByRole("button", { name: "Next" }).click();
    await heading(page, "You have 10 euros left. How is that?").waitFor();
    await page.goto(`${stage.url}/v/check`);
    await page.getByRole("button", { name: "Send" }).click();
    await heading(page, "Thank you. Your answers have been sent.").waitFor();
    expect(await fieldwork.kept("english")).toEqual({ income: 100, home: "own", rent: 90, left: 10 });
  });
});
