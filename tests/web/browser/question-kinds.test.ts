import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { SurveyDraft } from "../../../schema/survey.ts";
import { field, type Fieldwork } from "./questionnaire.ts";
import { expectGood, openStage, type Stage, tabTo } from "./stage.ts";

const LONG = "jeugdbeschermingsorganisatie";

const everyKind: SurveyDraft = {
  title: { nl: "Alle soorten vragen", en: "All kinds of questions" },
  consent: { nl: "Wij bewaren je antwoorden.", en: "We keep your answers." },
  questions: [
    { id: "first", kind: "STATEMENT", text: { nl: "Eerst iets over jou.", en: "First about you." }, variable: "first" },
    {
      id: "home",
      kind: "SINGLE",
      stem: { nl: "Denk aan deze maand.", en: "Think of this month." },
      text: { nl: "Waar woon je?", en: "Where do you live?" },
      variable: "home",
      required: true,
      dontKnow: true,
      ratherNotSay: true,
      options: [
        { code: "own", label: { nl: "Op mezelf", en: "On my own" } },
        { code: "house", label: { nl: `Bij een ${LONG}`, en: "In supported housing" } },
      ],
    },
    {
      id: "helpers",
      kind: "MULTIPLE",
      text: { nl: "Wie helpt je?", en: "Who helps you?" },
      variable: "helpers",
      options: [
        { code: "friend", label: { nl: "Een vriend", en: "A friend" } },
        { code: "mentor", label: { nl: "Een mentor", en: "A mentor" } },
        { code: "none", label: { nl: "Niemand", en: "Nobody" }, excludes: true },
      ],
    },
    {
      id: "matters",
      kind: "RANKING",
      text: { nl: "Wat is belangrijk?", en: "What matters?" },
      variable: "matters",
      options: [
        { code: "home", label: { nl: "Een eigen plek", en: "A place of my own" } },
        { code: "work", label: { nl: `Werk bij een ${LONG}`, en: "Work" } },
        { code: "love", label: { nl: "Liefde", en: "Love" } },
      ],
    },
    {
      id: "mood",
      kind: "SCALE",
      text: { nl: "Hoe voel je je?", en: "How do you feel?" },
      variable: "mood",
      scale: {
        minimum: 1,
        maximum: 5,
        low: { nl: "slecht", en: "bad" },
        high: { nl: "goed", en: "good" },
        faces: true,
      },
    },
    {
      id: "left",
      kind: "DATE",
      text: { nl: "Wanneer ging je weg?", en: "When did you leave?" },
      variable: "left_care",
      days: { from: "2000-01-01", to: "2026-12-31" },
    },
    {
      id: "moved",
      kind: "MONTH",
      text: { nl: "In welke maand verhuisde je?", en: "In what month did you move?" },
      variable: "moved",
      ratherNotSay: true,
      days: { from: "2000-01-01", to: "2026-12-31" },
    },
    { id: "town", kind: "TEXT", text: { nl: "In welke plaats?", en: "In what town?" }, variable: "town", short: true },
  ],
};

let stage: Stage;
let fieldwork: Fieldwork;
beforeAll(async () => {
  stage = await openStage();
  fieldwork = await field(stage, everyKind);
});
afterAll(() => stage?.close());

const heading = (page: Page, words: string) => page.getByRole("heading", { level: 1, name: words }).waitFor();

async function press(page: Page, name: string | RegExp, key: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

it("every kind of question is answered with the keyboard, at 320 pixels", async () => {
  const { link } = await fieldwork.invite("all");
  const page = await stage.visit();
  await page.goto(stage.linkTo(link));
  await heading(page, "Alle soorten vragen");
  await press(page, "Ja, ik doe mee", "Enter");

  await heading(page, "Eerst iets over jou.");
  expect(await page.getByText(/^Vraag 1/).count()).toBe(0);
  await expectGood(page);
  await press(page, "Volgende", "Enter");

  await heading(page, "Denk aan deze maand. Waar woon je?");
  await page.getByText("Vraag 1 van 7").waitFor();
  await press(page, "Weet ik niet", "Space");
  await press(page, "Wil ik liever niet zeggen", "Space");
  expect(await page.getByRole("checkbox", { name: "Weet ik niet" }).isChecked()).toBe(false);
  await expectGood(page);
  await page.keyboard.press("Enter");

  await heading(page, "Wie helpt je?");
  await press(page, "Een vriend", "Space");
  await press(page, "Niemand", "Space");
  expect(await page.getByRole("checkbox", { name: "Een vriend" }).isChecked()).toBe(false);
  await expectGood(page);
  await page.keyboard.press("Enter");

  await heading(page, "Wat is belangrijk?");
  await press(page, "Een eigen plek", "Space");
  await press(page, "Liefde", "Space");
  await press(page, /^1\s+Een eigen plek/, "Space");
  await page.keyboard.press("Space");
  await page.getByRole("status").getByText("Jouw volgorde: 1: Liefde, 2: Een eigen plek").waitFor();
  await expectGood(page);
  await press(page, "Volgende", "Enter");

  await heading(page, "Hoe voel je je?");
  await press(page, /^1 van 5/, "Space");
  for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowRight");
  await expectGood(page);
  await page.keyboard.press("Enter");

  await heading(page, "Wanneer ging je weg?");
  await tabTo(page, "Dag");
  await page.keyboard.type("31");
  await tabTo(page, /^Maand|^Kies/);
  await page.keyboard.type("feb", { delay: 20 });
  await tabTo(page, "Jaar");
  await page.keyboard.type("2020");
  await page.keyboard.press("Enter");
  await page.getByText("Vul een dag in die bestaat.").waitFor();
  await expectGood(page);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("29");
  await page.keyboard.press("Enter");

  await heading(page, "In welke maand verhuisde je?");
  expect(await page.getByRole("textbox", { name: "Dag" }).count()).toBe(0);
  await tabTo(page, /^Maand|^Kies/);
  await page.keyboard.type("mei", { delay: 20 });
  await tabTo(page, "Jaar");
  await page.keyboard.type("2021");
  await expectGood(page);
  await page.keyboard.press("Enter");

  await heading(page, "In welke plaats?");
  await tabTo(page, "");
  await page.keyboard.type("Ede");
  await expectGood(page);
  await page.keyboard.press("Enter");

  await heading(page, "Kloppen je antwoorden?");
  for (const said of [
    "Wil ik liever niet zeggen",
    "Niemand",
    "1. Liefde",
    "2. Een eigen plek",
    "29 februari 2020",
    "mei 2021",
  ])
    await page.getByText(said, { exact: true }).waitFor();
  expect(await page.getByText("Eerst iets over jou.").count()).toBe(0);
  await expectGood(page);
  await press(page, "Versturen", "Enter");
  await heading(page, "Dank je wel. Je antwoorden zijn verstuurd.");
  expect(await fieldwork.kept("all")).toEqual({
    home: { missing: "RATHER_NOT_SAY" },
    helpers: ["none"],
    matters: ["love", "home"],
    mood: 4,
    left: 18_321,
    moved: 18_748,
    town: "Ede",
  });
});

it("every kind of question is good in English, with large text", async () => {
  const { link } = await fieldwork.invite("english");
  const page = await stage.visit({ viewport: { width: 640, height: 900 }, locale: "en-GB", textSize: 200 });
  await page.goto(stage.linkTo(link));
  await page.getByRole("button", { name: /^Yes, I will/ }).click();
  for (const { text, required } of everyKind.questions) {
    await heading(page, text.en ?? expect.unreachable());
    await expectGood(page);
    if (required) await page.getByRole("radio").first().check();
    await page.locator("button[type=submit]").click();
  }
  await heading(page, "Are your answers right?");
});
