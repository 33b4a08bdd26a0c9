import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SurveyDraft } from "../../../schema/survey.ts";
import { type Desk, DESK, heading, openDesk } from "./desk.ts";
import { field, questionnaire } from "./questionnaire.ts";
import { expectGood, PHONE } from "./stage.ts";

let desk: Desk;
let path: string;

/** Three versions of one questionnaire and a draft that cannot be published. */
beforeAll(async () => {
  desk = await openDesk();
  await field(desk);
  const { survey } = desk.steps;
  const study = await desk.steps.study.studyBySlug("thuis");
  const [{ id } = { id: "" }] = await survey.surveysOf(study?.id ?? "");
  path = `/studies/thuis/surveys/${id}/versions`;

  const change = (make: (questions: SurveyDraft["questions"]) => void) => {
    const { questions } = structuredClone(questionnaire);
    make(questions);
    return survey.updateSurvey(id, { questions });
  };
  await change(([home]) => (home!.text.nl = "Waar woon je op dit moment?"));
  await survey.publishSurvey(id);
  await change((questions) => {
    questions[0]!.text.nl = "Waar woon je op dit moment?";
    questions[4]!.relevance = { text: "${home} = 'family'" };
    questions.push(...questions.splice(1, 1));
  });
  await survey.publishSurvey(id);
  await change((questions) => (questions[1]!.relevance = { text: "${hoem} = 'family'" }));
}, 300_000);
afterAll(() => desk?.close());

describe("the versions of a survey", () => {
  it("are compared on a desk, with what stands in the way of the next", async () => {
    const page = await desk.enter("RESEARCHER", { ...DESK, locale: "nl-NL" });
    await page.goto(`${desk.url}/studies/thuis/surveys`);
    await page.getByRole("link", { name: "Wat er veranderde tussen de versies" }).click();
    await heading(page, /^Versies van /).waitFor();
    await page.getByText("Vraag 2: Er is geen vraag met de variabele ‘hoem’.").waitFor();

    const compared = page.getByRole("region", { name: "Wat is er veranderd?" });
    await compared.getByText("2 veranderingen").waitFor();
    await compared.getByText("Van plaats 2 naar plaats 5.").waitFor();
    expect(await compared.locator("ins").allInnerTexts()).toEqual(["${home} = 'family'"]);

    await compared.getByLabel("Vergelijk met").selectOption("1");
    await compared.getByText("3 veranderingen").waitFor();
    expect(await compared.locator("del").allInnerTexts()).toEqual(["Waar woon je nu?"]);

    const wordings = page.getByRole("region", { name: "Anders gevraagd dan eerst" });
    await wordings.getByText("Waar woon je nu? (in Eerste keer)").waitFor();
    await wordings.getByText("Waar woon je op dit moment? (nog niet gevraagd)").waitFor();

    const all = page.getByRole("region", { name: "Alle versies" });
    expect((await all.getByRole("listitem").allInnerTexts()).map((line) => /^Versie (\d)/.exec(line)?.[1])).toEqual([
      ...["3", "2", "1"],
    ]);
    await all.getByText("Wat versie 1 vraagt").click();
    await all.getByText("Waar woon je nu?").waitFor();
    await expectGood(page);
    await page.context().close();
  });

  it("are good on a phone, in English, and unknown ones are said to be", async () => {
    const page = await desk.enter("RESEARCHER", { ...PHONE, locale: "en-GB" });
    await page.goto(desk.url + path);
    await heading(page, /^Versions of /).waitFor();
    await page.getByText("2 changes").waitFor();
    await expectGood(page);
    await page.goto(`${desk.url}/studies/thuis/surveys/none/versions`);
    await heading(page, "This survey does not exist").waitFor();
    await expectGood(page);
  });
});
