import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desk, DESK, heading, openDesk, STUDY } from "./desk.ts";
import { expectGood, focused, PHONE } from "./stage.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 300_000);
afterAll(() => desk?.close());

/** Goes on with the Tab key until the control with this name has the focus. */
async function tab(page: Page, name: string): Promise<void> {
  const target = page.getByLabel(name, { exact: true }).or(page.getByRole("button", { name, exact: true }));
  await target.first().waitFor();
  for (let presses = 0; presses < 150; presses++) {
    if (await target.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${name}; it is at ${await focused(page)}`);
}

async function write(page: Page, field: string, text: string): Promise<void> {
  await tab(page, field);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

/** Chooses in a list by typing the beginning of an entry, as a keyboard does. */
async function choose(page: Page, field: string, entry: string): Promise<void> {
  await tab(page, field);
  await page.keyboard.type(entry);
}

async function press(page: Page, name: string): Promise<void> {
  await tab(page, name);
  await page.keyboard.press("Enter");
}

const saved = (page: Page) =>
  page
    .getByRole("status")
    .filter({ hasText: /^Bewaard$/ })
    .waitFor();

describe("a questionnaire", () => {
  it("is built with the keyboard, branches, is tried on a phone and published", async () => {
    const page = await desk.enter("RESEARCHER", { ...DESK, locale: "nl-NL" });
    await page.goto(`${desk.url}/studies/${STUDY}/surveys`);
    await page.getByRole("link", { name: "Maak een nieuwe vragenlijst" }).press("Enter");
    await heading(page, "Een nieuwe vragenlijst").waitFor();
    await press(page, "Maak de vragenlijst");
    await page.getByText("Vul dit in.").first().waitFor();
    await expectGood(page);
    await page.getByLabel("Titel", { exact: true }).focus();
    await write(page, "Titel", "Wonen en geld");
    await write(page, "Waar mensen ja op zeggen", "We vragen hoe je woont.");
    await write(page, "De eerste vraag", "Woon je op jezelf?");
    await press(page, "Maak de vragenlijst");

    await heading(page, "Schrijf aan Wonen en geld").waitFor();
    await choose(page, "Soort", "Getal");
    await write(page, "De woorden van de nieuwe vraag", "Wat betaal je om te wonen?");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^2\. Wat betaal je om te wonen/, expanded: true }).waitFor();
    await saved(page);

    const list = page.getByRole("region", { name: "Vragen", exact: true });
    const when = list.getByRole("group", { name: "Wanneer wordt dit gevraagd?" });
    await when.getByRole("button", { name: "Voeg een voorwaarde toe" }).press("Enter");
    await when.getByLabel("het antwoord", { exact: true }).selectOption({ label: "is" });
    await saved(page);

    const may = list.getByRole("group", { name: "Een antwoord mag alleen als" });
    await may.getByRole("button", { name: "Voeg een voorwaarde toe" }).press("Enter");
    await may.getByLabel("het antwoord", { exact: true }).selectOption({ label: "is hoogstens" });
    await may.getByLabel("dit", { exact: true }).fill("90");
    await may.getByLabel("Wat iemand leest als het niet klopt, in het Nederlands").fill("Dat is meer dan kan.");
    await expectGood(page);
    // What lists cannot say is written, and what is wrong with it stands at the place.
    await may.getByRole("button", { name: "Schrijf het als formule" }).press("Enter");
    const formula = may.getByLabel("Formule", { exact: true });
    expect(await formula.inputValue()).toBe(". <= 90");
    await formula.fill(". <= 90 and . * 2 > ${woont}");
    await may.getByText(/‘woont’/).waitFor();
    await formula.fill(". <= 90 and . * 2 >");
    await may.getByText("Hier ontbreekt iets. (teken 20)").waitFor();
    await formula.fill(". <= 90 and . * 2 > 0");
    await saved(page);

    await choose(page, "Soort", "Iets dat wordt");
    await write(page, "De woorden van de nieuwe vraag", "Wat het een jaar kost");
    await page.keyboard.press("Enter");
    const how = list.getByRole("group", { name: "Hoe wordt dit uitgerekend?" });
    expect(await how.getByLabel("Antwoord 1 van de som").locator("option:checked").innerText()).toBe(
      "Wat betaal je om te wonen?",
    );
    await how.getByLabel("Rekenwijze").selectOption({ label: "Een formule" });
    await how.getByLabel("Formule", { exact: true }).press("End");
    await page.keyboard.type(" * 12 + ");
    await how.getByText("Hulp bij formules").press("Enter");
    await how.getByRole("button", { name: "Voeg wat_betaal_je_om_te_wonen in" }).press("Enter");
    expect(await how.getByLabel("Formule", { exact: true }).inputValue()).toBe(
      "${wat_betaal_je_om_te_wonen} * 12 + ${wat_betaal_je_om_te_wonen}",
    );
    await page.getByLabel("Hoogste", { exact: true }).fill("1300");
    await saved(page);
    await expectGood(page);
    await page.getByRole("button", { name: /^3\. Wat het een jaar kost/ }).press("Enter");

    // What asks later cannot be looked at: the problem stands at the question, and goes with the way back.
    await list.getByRole("button", { name: "Vraag 2 omhoog" }).press("Enter");
    await list
      .getByText(/woon_je_op_jezelf/)
      .first()
      .waitFor();
    await page.getByText("Zo kun je nog niet publiceren").waitFor();
    await page.getByRole("button", { name: "Vraag 1:", exact: true }).press("Enter");
    expect(await focused(page)).toContain("1. Wat betaal je om te wonen?");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Maak ongedaan" }).press("Enter");
    await page.getByText("Zo kun je nog niet publiceren").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Doe het toch weer" }).press("Enter");
    await page.getByText("Zo kun je nog niet publiceren").waitFor();
    await page.getByRole("button", { name: "Maak ongedaan" }).press("Enter");
    await page.getByText("Zo kun je nog niet publiceren").waitFor({ state: "detached" });

    const tryOut = page.getByRole("region", { name: "Probeer het op een telefoon" });
    await tryOut.getByRole("button", { name: "Begin", exact: true }).press("Enter");
    await tryOut.getByLabel("Nee").press("Space");
    expect(await tryOut.locator("dd").allInnerTexts()).toEqual(["Nee", "Niet gevraagd", "Niet gevraagd"]);
    await tryOut.getByRole("button", { name: "Volgende" }).press("Enter");
    await tryOut.getByText("Dit waren alle vragen op deze weg.").waitFor();
    await tryOut.getByRole("button", { name: "Terug" }).press("Enter");
    await tryOut.getByLabel("Ja").press("Space");
    await tryOut.getByRole("button", { name: "Engels" }).press("Enter");
    await tryOut.getByRole("button", { name: "Next" }).press("Enter");
    await tryOut.getByText("Wat betaal je om te wonen?").waitFor();
    await tryOut.getByRole("textbox").fill("95");
    await tryOut.getByText("This answer does not fit the question. Please look at it again.").waitFor();
    await tryOut.getByRole("textbox").fill("80");
    expect((await tryOut.locator("dd").allInnerTexts()).at(-1)).toBe("1.040");
    await expectGood(page);

    await saved(page);
    await page.getByRole("button", { name: "Publiceer", exact: true }).press("Enter");
    await page.getByText("Versie 1 is gepubliceerd").waitFor();
    const { survey, study } = desk.steps;
    const found = (await survey.surveysOf((await study.studyBySlug(STUDY))!.id)).find(
      ({ slug }) => slug === "wonen-en-geld",
    );
    const [version] = await survey.versionsOf([found!.id]);
    expect(version?.definition.questions[1]?.constraint).toMatchObject({
      holds: { call: "and" },
      message: { nl: "Dat is meer dan kan.", en: "This answer does not fit the question. Please look at it again." },
    });
    expect(version?.definition.questions[1]?.relevance).toEqual({
      call: "=",
      of: [{ answer: "woon_je_op_jezelf" }, "yes"],
    });

    // From there it goes out, without anything but this page.
    const go = page.getByRole("link", { name: "Naar de vragenlijsten" });
    await go.last().press("Enter");
    const own = page.getByRole("region", { name: "Wonen en geld", exact: true });
    await own.getByRole("button", { name: "Zet uit" }).press("Enter");
    await own.getByText("Vul dit in.").waitFor();
    await expectGood(page);
    await own.getByLabel("Naam van de nieuwe meting").fill("Voorjaar");
    await own.getByLabel("Dan hoort iedereen iets").fill("2020-01-01");
    await own.getByRole("button", { name: "Zet uit" }).press("Enter");
    await own.getByText("Beloof een dag na vandaag, binnen vijf jaar.").waitFor();
    await own.getByLabel("Dan hoort iedereen iets").fill(`${new Date().getFullYear() + 1}-06-01`);
    await own.getByRole("button", { name: "Zet uit" }).press("Enter");
    await own.getByText("De vragenlijst staat uit in Voorjaar. Nodig nu mensen uit.").waitFor();
    await own.getByRole("heading", { name: "Uitgezet in Voorjaar (versie 1)" }).waitFor();
    expect(await own.getByLabel("In welke meting").getByRole("option", { name: "Voorjaar" }).count()).toBe(0);
  });

  it("says who wrote in between, and what cannot be saved; at 320 pixels", async () => {
    const { id } = await desk.steps.survey.createSurvey({
      study: STUDY,
      slug: "samen",
      title: { nl: "Samen" },
      consent: { nl: "Doe je mee?" },
      questions: [{ id: "een", kind: "TEXT", text: { nl: "Hoe gaat het?" }, variable: "samen_hoe" }],
    });
    const page = await desk.enter("RESEARCHER", { ...PHONE, locale: "nl-NL" });
    await page.goto(`${desk.url}/studies/${STUDY}/surveys/${id}/edit`);
    await heading(page, "Schrijf aan Samen").waitFor();
    await page.getByRole("button", { name: /^1\. Hoe gaat het/ }).click();
    const words = page.getByLabel("Vraag, in het Nederlands", { exact: true });
    await words.fill("");
    await page.getByText("Dit kan zo niet worden bewaard").waitFor();
    await expectGood(page);
    await words.fill("Hoe ervaar je de participatie?");
    await page.getByText("In plaats van ‘participatie’ kun je vaak zeggen: meedoen.").waitFor();
    await saved(page);

    // A question with lines is one to whoever writes, also when it is opened again.
    await page
      .getByLabel("Soort", { exact: true })
      .selectOption({ label: "Vraag met regels: bij elke regel één antwoord" });
    await page.getByLabel("De woorden van de nieuwe vraag").fill("Hoe gaat het hiermee?");
    await page.getByLabel("De woorden van de nieuwe vraag").press("Enter");
    await page.getByLabel("Nieuwe regel", { exact: true }).fill("Op school");
    await page.getByLabel("Nieuwe regel", { exact: true }).press("Enter");
    await page.getByLabel("Nieuw antwoord", { exact: true }).fill("Soms");
    await page.getByLabel("Nieuw antwoord", { exact: true }).press("Enter");
    await page.getByLabel("Regel 1, in het Nederlands", { exact: true }).fill("Thuis");
    await page.getByRole("button", { name: "Regel 3 omhoog" }).press("Enter");
    await saved(page);
    await page.reload();
    await page.getByRole("button", { name: /^2\. Hoe gaat het hiermee/ }).press("Enter");
    expect(await page.getByLabel("Regel 2, in het Nederlands", { exact: true }).inputValue()).toBe("Op school");
    await expectGood(page);
    const asked = (await desk.steps.survey.survey(id))!.draft.questions.slice(1);
    expect(asked.map(({ kind, stem, text, options }) => [kind, stem?.nl, text.nl, options.length])).toEqual(
      ["Thuis", "Op school", "Tweede regel"].map((line) => ["SINGLE", "Hoe gaat het hiermee?", line, 3]),
    );
    await page.getByRole("button", { name: "Haal weg: vraag 2" }).press("Enter");
    await page.getByRole("button", { name: /^1\. Hoe ervaar/ }).click();
    await saved(page);

    await desk.steps.survey.updateSurvey(id, { title: { nl: "Van de ander" } });
    await words.fill("Doe je graag mee?");
    await page.getByText("Iemand anders heeft deze vragenlijst intussen veranderd").waitFor();
    await expectGood(page);
    await page.getByRole("button", { name: "Neem wat er nu staat" }).click();
    await saved(page);
    expect(await page.getByLabel("Titel, in het Nederlands").inputValue()).toBe("Van de ander");
    await page.getByRole("button", { name: "Maak ongedaan" }).click();
    await saved(page);
    const kept = (await desk.steps.survey.survey(id))!.draft;
    expect([kept.title.nl, kept.questions[0]?.text.nl]).toEqual(["Samen", "Doe je graag mee?"]);
  });
});
