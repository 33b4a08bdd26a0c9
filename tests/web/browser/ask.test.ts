import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DESK, heading, openDesk, STUDY, type Desk } from "./desk.ts";
import { expectGood, focused, tabTo } from "./stage.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 300_000);
afterAll(() => desk?.close());

const HOUSED = { is: { variable: { name: "wonen" }, in: ["op_orde"] } };
const answer = (page: Page) => page.getByRole("heading", { level: 2, name: "Het antwoord" });
const figure = (page: Page) => page.getByRole("img", { name: /^Figuur: / });

/** Chooses in the list that has the focus, as one does with a keyboard: by typing. */
async function choose(page: Page, label: string | RegExp, typed: string, value: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.type(typed, { delay: 20 });
  await page.waitForFunction((wanted) => (document.activeElement as HTMLSelectElement).value === wanted, value);
}

describe("a question", () => {
  it("is made and answered with the keyboard only, and its address gives it back", async () => {
    const page = await desk.enter("RESEARCHER");
    await page.goto(`${desk.url}/ask`);
    await heading(page, "Stel een vraag").waitFor();
    await page.getByRole("checkbox", { name: /^Op eigen benen/ }).waitFor();
    await tabTo(page, /^Op eigen benen/);
    await page.keyboard.press("Space");
    await page.getByRole("combobox", { name: "Wat meten we" }).waitFor();
    await choose(page, /^Kies wat je wilt weten/, "Welk", "share");
    await choose(page, /^Kies een vraag of kenmerk/, "Wonen", "wonen");
    await tabTo(page, "op orde");
    await page.keyboard.press("Space");
    await tabTo(page, "Per meting");
    await page.keyboard.press("Space");
    await page
      .getByText("Voor welk deel van de mensen geldt: “Wonen: ik heb een vaste, veilige plek” is op orde, per meting?")
      .waitFor();
    await tabTo(page, "Laat het antwoord zien");
    await page.keyboard.press("Enter");

    await figure(page).waitFor();
    expect(await focused(page)).toBe("Het antwoord");
    const rows = page.getByRole("region", { name: /^De cijfers bij/ }).getByRole("row");
    expect(await rows.count()).toBe(1 + 5);
    await page.getByText("te weinig om te laten zien").first().waitFor();
    await page.getByText(/^Zo zie je meer/).waitFor();
    await expectGood(page);

    const title = await page.locator("figcaption strong").innerText();
    await page.reload();
    await figure(page).waitFor();
    expect(await page.locator("figcaption strong").innerText()).toBe(title);
  });

  it("is undone by the button and by the browser's way back, and begun anew", async () => {
    const page = await desk.enter("RESEARCHER");
    await page.goto(desk.askAt({ studies: [STUDY], measure: { count: true } }));
    const perWave = page.getByRole("checkbox", { name: "Per meting" });
    await perWave.check();
    await page.getByRole("button", { name: "Verdeel naar een kenmerk" }).click();
    await page.getByRole("combobox", { name: "Verdeel naar" }).selectOption("zorg");
    await page.getByText("per meting, naar “Waar je woonde toen je 17 was”?").waitFor();
    await page.getByRole("button", { name: "Laatste keuze terug" }).click();
    await page.getByText("per meting, naar …?").waitFor();
    await page.goBack();
    await page.getByText("Hoeveel mensen zijn er, per meting?").waitFor();
    await page.getByRole("button", { name: "Begin opnieuw" }).click();
    await page.getByText("Wat wil je weten?").waitFor();
    expect(await page.getByRole("button", { name: "Begin opnieuw" }).count()).toBe(0);
  });

  it("says what is still to be chosen instead of asking", async () => {
    const page = await desk.enter("RESEARCHER");
    await page.goto(
      desk.askAt({ studies: [STUDY], measure: { share: { is: { variable: { name: "wonen" }, in: [] } } } }, true),
    );
    await page
      .getByRole("alert")
      .getByText(/^Maak af voor wie het moet gelden/)
      .waitFor();
    expect(await answer(page).count()).toBe(0);
    await page.getByRole("checkbox", { name: "op orde", exact: true }).check();
    await page.getByRole("button", { name: "Laat het antwoord zien" }).click();
    await figure(page).waitFor();
  });

  it("is shown with conditions in groups, turned round, and by limits", async () => {
    const page = await desk.enter("RESEARCHER");
    await page.goto(
      desk.askAt({ studies: [STUDY], measure: { count: true }, where: { is: { variable: { name: "cijfer" } } } }),
    );
    await page.getByRole("combobox", { name: "Vanaf" }).first().selectOption("6");
    await page.getByRole("combobox", { name: "Geldt" }).selectOption("not");
    await page.getByText("“Cijfer dat ik mijn leven geef (0 tot 10)” is niet 6 punten of meer.").waitFor();
    await page.getByRole("button", { name: "Nog een voorwaarde" }).click();
    await page.getByRole("combobox", { name: "Vraag of kenmerk" }).nth(1).selectOption("geslacht");
    await page.getByRole("checkbox", { name: "vrouw" }).check();
    await page.getByRole("combobox", { name: "Hoe horen ze bij elkaar" }).selectOption("any");
    await page.getByText(/is niet 6 punten of meer of “Geslacht \(in het register\)” is vrouw/).waitFor();
    await expectGood(page);
  });

  it("can be taken away as GraphQL, and run elsewhere with the same answer", async () => {
    const page = await desk.enter("RESEARCHER");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(desk.askAt({ studies: [STUDY], measure: { share: HOUSED }, by: [{ wave: true }] }, true));
    await figure(page).waitFor();
    await page.getByText("Deze vraag in GraphQL").click();
    const copied = async (what: string) => {
      await page.getByRole("button", { name: `Kopieer: ${what}` }).click();
      await page.getByText("Gekopieerd").first().waitFor();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const query = await copied("Vraag");
    const variables: unknown = JSON.parse(await copied("Variabelen"));
    await expectGood(page);
    const again = await page.evaluate(
      async (body) =>
        (
          await fetch("/graphql", {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(body),
          })
        ).json(),
      { query, variables },
    );
    await page.getByText(again.data.result.id, { exact: true }).waitFor();
    expect(again.data.result.cells).toHaveLength(5);
  });

  it("is taken along as files, and found again years later by its id", async () => {
    const page = await desk.enter("RESEARCHER");
    await page.goto(desk.askAt({ studies: [STUDY], measure: { share: HOUSED }, by: [{ wave: true }] }, true));
    await figure(page).waitFor();
    const title = await page.locator("figcaption strong").innerText();
    const links = await page.getByRole("region", { name: "Meenemen" }).getByRole("link").all();
    for (const link of links) {
      const answer = await page.request.get(new URL((await link.getAttribute("href")) ?? "", desk.url).href);
      expect([answer.status(), (await answer.body()).length > 100]).toEqual([200, true]);
    }
    expect(links).toHaveLength(5);
    await page.getByRole("link", { name: "CSV", exact: true }).focus();
    const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    const id = /^weerklank-(.+)\.csv$/.exec(file.suggestedFilename())?.[1] ?? expect.unreachable();

    await page.goto(`${desk.url}/results/${id}`);
    await heading(page, "Een antwoord dat eerder is gegeven").waitFor();
    await figure(page).waitFor();
    expect(await page.locator("figcaption strong").innerText()).toBe(title);
    await page.getByText(`Weerklank, resultaat ${id}`).waitFor();
    expect(await page.getByText("Er zijn nieuwere gegevens").count()).toBe(0);
    await expectGood(page);

    await page.goto(`${desk.url}/results/none`);
    await heading(page, "Dit antwoord is nooit gegeven").waitFor();
    const nobody = await desk.visit(DESK);
    await nobody.goto(`${desk.url}/results/${id}`);
    await nobody.getByRole("main").getByRole("link", { name: "Inloggen" }).waitFor();
    await expectGood(nobody);
  });

  it("that is refused gets a polite answer, and a change that helps is one press", async () => {
    const page = await desk.enter("MEMBER");
    await page.goto(desk.askAt({ studies: [STUDY], measure: { share: HOUSED }, waves: { from: "99" } }, true));
    await page.getByText("Deze vraag kunnen we zo niet beantwoorden").waitFor();
    await expectGood(page);
    await page.getByRole("button", { name: "Neem alle metingen mee" }).click();
    await figure(page).waitFor();
    expect(page.url()).not.toContain("99");
  });

  it("can be made by anybody, and answered after signing in", async () => {
    const page = await desk.visit(DESK);
    await page.goto(desk.askAt({ studies: [STUDY], measure: { count: true } }, true));
    await page.getByText("Log in om een antwoord te krijgen").waitFor();
    await expectGood(page);
  });

  it("that cannot be read, or is about an unknown study, is said to be so", async () => {
    const page = await desk.visit(DESK);
    await page.goto(`${desk.url}/ask?q=%7B`);
    await page.getByText(/^De vraag in dit adres kunnen we niet lezen/).waitFor();
    await page.goto(desk.askAt({ studies: ["nergens"] }));
    await page.getByText(/^Dit onderzoek kennen we niet/).waitFor();
    await expectGood(page);
  });
});

it("is answered in the words that its study has in the language of the page", async () => {
  const page = await desk.enter("RESEARCHER", { ...DESK, locale: "en-GB" });
  await page.goto(
    desk.askAt({ studies: [STUDY], measure: { count: true }, by: [{ variable: { name: "wie_besliste" } }] }, true),
  );
  await page.getByRole("heading", { level: 2, name: "The answer" }).waitFor();
  const rows = page.getByRole("region", { name: /^The figures of/ });
  await rows.getByRole("row", { name: /^Me and others together/ }).waitFor();
  expect(await page.getByText("Ik en anderen samen").count()).toBe(0);
});

describe.each([
  ["nl-NL", 320],
  ["en-GB", 1440],
])("an answer in %s at %i pixels", (locale, width) => {
  it("has chart and table, and nothing in the way of anybody", async () => {
    const page = await desk.enter("RESEARCHER", { viewport: { width, height: 800 }, locale });
    await page.goto(
      desk.askAt(
        { studies: [STUDY], measure: { share: HOUSED }, by: [{ wave: true }, { variable: { name: "zorg" } }] },
        true,
      ),
    );
    await page.getByRole("img").first().waitFor();
    for (const picture of await page.locator("input[name=picture]").all()) {
      await picture.check();
      await expectGood(page);
    }
  });
});
