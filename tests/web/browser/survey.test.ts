import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { field, type Fieldwork } from "./questionnaire.ts";
import { expectGood, focused, openStage, type Stage, tabTo } from "./stage.ts";

let stage: Stage;
let fieldwork: Fieldwork;

beforeAll(async () => {
  stage = await openStage();
  fieldwork = await field(stage);
});
afterAll(() => stage?.close());

const heading = (page: Page, words: string) => page.getByRole("heading", { level: 1, name: words });
const next = (page: Page) => page.locator("button[type=submit]").click();

async function begin(page: Page, link: string): Promise<void> {
  await page.goto(stage.linkTo(link));
  await page.getByRole("button", { name: /^(Ja, ik doe mee|Yes, I will)/ }).click();
  await page.waitForURL("**/v/1");
}

describe("somebody with a personal link", () => {
  it("answers everything with the keyboard, at 320 pixels", async () => {
    const { link } = await fieldwork.invite("keyboard");
    const page = await stage.visit();
    await page.goto(stage.linkTo(link));
    await heading(page, "Hoe gaat het nu met je?").waitFor();
    expect(page.url()).toBe(`${stage.url}/v`);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("nl");
    await page.getByText("Dit is een voorbeeld.").waitFor();
    await page.getByText(/^Uiterlijk .* lees je hier/).waitFor();
    await expectGood(page);
    await tabTo(page, "Ja, ik doe mee");
    await page.keyboard.press("Enter");

    await heading(page, "Waar woon je nu?").waitFor();
    expect(await focused(page)).toBe("Waar woon je nu?");
    await tabTo(page, "Volgende");
    await page.keyboard.press("Enter");
    const group = page.getByRole("radiogroup", { name: "Waar woon je nu?" });
    expect(await focused(page)).toBe("Bij familie");
    const describedBy = (await group.getAttribute("aria-describedby"))?.split(" ") ?? [];
    const described = await page.evaluate(
      (ids) => ids.map((id) => document.getElementById(id)?.innerText).join(" "),
      describedBy,
    );
    expect(described).toContain("Geef eerst een antwoord.");
    await expectGood(page);
    await page.keyboard.press("ArrowDown");
    await page.getByRole("status").getByText("Bewaard", { exact: true }).waitFor();
    expect(await fieldwork.kept("keyboard")).toEqual({ home: "house" });
    await expectGood(page);
    await page.keyboard.press("Enter");

    await heading(page, "Bij wie kun je terecht?").waitFor();
    expect(await focused(page)).toBe("Bij wie kun je terecht?");
    await tabTo(page, "Een mentor");
    await page.keyboard.press("Space");
    await expectGood(page);
    await tabTo(page, "Volgende");
    await page.keyboard.press("Enter");

    await heading(page, "Hoe goed is er naar je geluisterd?").waitFor();
    await tabTo(page, /^0/);
    await page.keyboard.press("Space");
    for (let step = 0; step < 7; step++) await page.keyboard.press("ArrowRight");
    await expectGood(page);
    await page.keyboard.press("Enter");

    await heading(page, "Hoeveel uur werk je in een week?").waitFor();
    await page.keyboard.press("Tab");
    await tabTo(page, "");
    await page.keyboard.type("99");
    await page.keyboard.press("Enter");
    await page.getByText("Vul een getal in van 0 tot en met 80.").waitFor();
    await expectGood(page);
    await page.keyboard.press("Control+A");
    await page.keyboard.type("12");
    await page.keyboard.press("Enter");

    await heading(page, "Wat moet er anders?").waitFor();
    expect(await page.getByRole("link", { name: "0800-0113" }).getAttribute("href")).toBe("tel:08000113");
    await tabTo(page, "");
    await page.keyboard.type("Luister.");
    await page.getByText("Nog 32 tekens").waitFor();
    await expectGood(page);
    await tabTo(page, "Naar het overzicht");
    await page.keyboard.press("Enter");

    await heading(page, "Kloppen je antwoorden?").waitFor();
    await page.getByText("7 (0 is helemaal niet, 10 is heel goed)").waitFor();
    await page.getByText("12 uur").waitFor();
    await expectGood(page);
    await tabTo(page, /^Verander/);
    await tabTo(page, "Versturen");
    await page.keyboard.press("Enter");

    await heading(page, "Dank je wel. Je antwoorden zijn verstuurd.").waitFor();
    expect(await focused(page)).toBe("Dank je wel. Je antwoorden zijn verstuurd.");
    await page.getByText(/^Uiterlijk .* lees je hier/).waitFor();
    await expectGood(page);
    expect(await fieldwork.kept("keyboard")).toEqual({
      home: "house",
      helpers: ["mentor"],
      heard: 7,
      hours: 12,
      say: "Luister.",
    });
  });

  it("reads it in English, with text twice as large", async () => {
    const { link } = await fieldwork.invite("large");
    const page = await stage.visit({ locale: "en-GB", textSize: 200 });
    await page.goto(stage.linkTo(link));
    await heading(page, "How are you doing now?").waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
    await expectGood(page);
    await page.getByRole("button", { name: "Yes, I will take part" }).click();
    await page.getByLabel("With family").check();
    await expectGood(page);
    await next(page);
    await heading(page, "Who can you turn to?").waitFor();
    expect(await page.getByText("Een mentor").getAttribute("lang")).toBe("nl");
    await page.getByRole("button", { name: "Skip" }).click();
    await heading(page, "How well were you listened to?").waitFor();
    await page.getByRole("radio", { name: /^10 very well$/ }).check();
    await expectGood(page);
    for (const words of [
      "How many hours do you work in a week?",
      "What should be different?",
      "Are your answers right?",
    ]) {
      await next(page);
      await heading(page, words).waitFor();
      await expectGood(page);
    }
    expect(await fieldwork.kept("large")).toEqual({ home: "family", heard: 10 });
  });

  it("goes on with another phone where they stopped", async () => {
    const { link } = await fieldwork.invite("again");
    const first = await stage.visit();
    await begin(first, link);
    await first.getByLabel("Bij familie").check();
    await next(first);
    await first.getByLabel("Een vriend").check();
    await first.getByRole("status").getByText("Bewaard", { exact: true }).waitFor();
    await first.context().close();

    const second = await stage.visit();
    await second.goto(stage.linkTo(link));
    await heading(second, "Hoe goed is er naar je geluisterd?").waitFor();
    await second.getByText("Welkom terug. Je gaat verder bij vraag 3.").waitFor();
    await second.getByRole("link", { name: "Terug" }).click();
    await heading(second, "Bij wie kun je terecht?").waitFor();
    expect(await second.getByLabel("Een vriend").isChecked()).toBe(true);
    await second.goBack();
    await heading(second, "Hoe goed is er naar je geluisterd?").waitFor();
    await second.reload();
    await heading(second, "Hoe goed is er naar je geluisterd?").waitFor();
  });

  it("may say no, and may think again", async () => {
    const { link } = await fieldwork.invite("no");
    const page = await stage.visit();
    await page.goto(stage.linkTo(link));
    await page.getByRole("button", { name: "Nee, liever niet" }).click();
    await heading(page, "Je doet niet mee").waitFor();
    await expectGood(page);
    await page.getByRole("button", { name: "Ik wil toch meedoen" }).click();
    await page.getByLabel("Bij familie").check();
    await page.getByRole("status").getByText("Bewaard", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Over dit onderzoek" }).click();
    await page.getByRole("button", { name: "Ik wil niet meer meedoen" }).click();
    await expectGood(page);
    await page.getByRole("button", { name: "Ja, ik stop", exact: true }).click();
    await heading(page, "Je bent gestopt").waitFor();
    expect(await fieldwork.kept("no")).toEqual({ home: "family" });
    await expectGood(page);
    await page.getByRole("button", { name: "Ja, ik stop en haal alles weg" }).click();
    await heading(page, "Je bent gestopt en je antwoorden zijn weg").waitFor();
    expect(await fieldwork.kept("no")).toEqual({});
    await page.getByText("We hebben je antwoorden uit 1 vragenlijst weggehaald.").waitFor();
    await expectGood(page);
    // Behind the same link, later.
    await page.goto(stage.linkTo(link));
    await heading(page, "Je bent gestopt en je antwoorden zijn weg").waitFor();
  });
});
