import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedDemo, type SeededLinks } from "../../../prisma/seed.ts";
import { expectGood, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let links: SeededLinks;

beforeAll(async () => {
  stage = await openStage();
  const { database, stepsAt } = stage.services;
  links = await seedDemo({ database, clock: () => new Date(), stepsAt });
}, 300_000);
afterAll(() => stage?.close());

const heading = (page: Page, words: string) => page.getByRole("heading", { level: 1, name: words });
const TITLE = { nl: "Wat er met jouw antwoorden is gedaan", en: "What was done with your answers" };

describe("the first page", () => {
  it.each([320, 768, 1440])("says what this is, to everybody, at %i pixels", async (width) => {
    const page = await stage.visit({ viewport: { width, height: 800 } });
    await page.goto(stage.url);
    await heading(page, "Jij vertelt hoe het gaat. Hier hoor je wat ermee is gedaan.").waitFor();
    await page.getByRole("heading", { name: "Hoe vaak hoorden mensen iets terug?" }).waitFor();
    await page.getByText("Dit is een voorbeeld.").waitFor();
    await expectGood(page);
    await page.getByRole("button", { name: "EN, English" }).click();
    await heading(page, "You say how things are. Here you hear what was done with it.").waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
    await page.reload();
    await heading(page, "You say how things are. Here you hear what was done with it.").waitFor();
    await expectGood(page);
  });

  it("says of a page that is not there that it is not there", async () => {
    const page = await stage.visit();
    await page.goto(`${stage.url}/nergens`);
    await heading(page, "Deze pagina is er niet").waitFor();
    await expectGood(page);
  });
});

describe("somebody whose answers led to something", () => {
  it("sees question, answer, finding with the own answer marked, and what was done", async () => {
    const page = await stage.visit();
    await page.goto(stage.linkTo(links.answered));
    await heading(page, TITLE.nl).waitFor();
    expect(page.url()).toBe(`${stage.url}/v/echo`);
    const story = page.getByRole("article", { name: "Hoeveel begeleiders had je in het jaar dat je 18 werd?" });
    await story
      .getByRole("img", { name: /^Figuur: / })
      .first()
      .waitFor();
    await story.getByText("jouw antwoord", { exact: true }).first().waitFor();
    await story.getByText(/^Actie · .* · Gedaan op \d+ \w+ \d{4}$/).waitFor();
    await expectGood(page);
    await story.getByText("De cijfers", { exact: true }).first().click();
    await story.getByRole("rowheader", { name: /\(jouw antwoord\)/ }).waitFor();
    await expectGood(page);
  });

  it("says whether they recognise themselves, and it stays said", async () => {
    const page = await stage.visit();
    await page.goto(stage.linkTo(links.answered));
    const question = page.getByRole("group", { name: "Herken je jezelf hierin?" }).first();
    await question.getByLabel("Een beetje").check();
    await question.getByText("Bewaard. Dank je wel.").waitFor();
    await page.reload();
    await question.waitFor();
    expect(await question.getByLabel("Een beetje").isChecked()).toBe(true);
  });

  it("reads without network what was seen last, until it is closed on this phone", async () => {
    const page = await stage.visit();
    await page.goto(stage.linkTo(links.answered));
    const picture = page.getByRole("img", { name: /^Figuur: / }).first();
    await picture.waitFor();
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText(/^Geen verbinding\. Dit zag je het laatst op \d+ \w+ \d{4}/).waitFor();
    await picture.waitFor();
    await page.getByText("jouw antwoord", { exact: true }).first().waitFor();
    await expectGood(page);
    await page.getByRole("button", { name: "Sluit af op dit apparaat" }).click();
    await heading(page, "Wat op dit toestel stond, is weg").waitFor();
    await expectGood(page);
    await page.context().setOffline(false);
    await page.waitForURL(`${stage.url}/`);
    await page.goto(`${stage.url}/v/echo`);
    await heading(page, "Open je persoonlijke link").waitFor();
  });

  it("reads it in English with text twice as large, and closes it on a shared phone", async () => {
    const page = await stage.visit({ locale: "en-GB", textSize: 200 });
    await page.goto(stage.linkTo(links.answered));
    await heading(page, TITLE.en).waitFor();
    await page
      .getByRole("img", { name: /^Picture: / })
      .first()
      .waitFor();
    await expectGood(page);
    await page.getByRole("button", { name: "Close on this device" }).click();
    await page.waitForURL(`${stage.url}/`);
    await page.goto(`${stage.url}/v/echo`);
    await heading(page, "Open your personal link").waitFor();
    await expectGood(page);
  });
});

it("somebody who did not answer sees nothing of it", async () => {
  const page = await stage.visit();
  await page.goto(stage.linkTo(links.fresh));
  await page.getByRole("button", { name: "Ja, ik doe mee" }).click();
  await page.waitForURL("**/v/1");
  await page.goto(`${stage.url}/v/echo`);
  await heading(page, TITLE.nl).waitFor();
  await page.getByText("Je hebt je antwoorden nog niet verstuurd.").waitFor();
  expect(await page.getByRole("article").count()).toBe(0);
  await expectGood(page);
});
