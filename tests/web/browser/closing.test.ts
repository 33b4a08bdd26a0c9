import { afterAll, beforeAll, expect, it } from "vitest";
import { DESK, type Desk, heading, openDesk, STUDY } from "./desk.ts";
import { field, type Fieldwork } from "./questionnaire.ts";
import { expectGood, focused, PHONE } from "./stage.ts";

let desk: Desk;
let fieldwork: Fieldwork;
beforeAll(async () => {
  desk = await openDesk();
  fieldwork = await field(desk);
}, 300_000);
afterAll(() => desk?.close());

it("is closed after a second thought and opened again, and whoever is answering is told", async () => {
  const { link } = await fieldwork.invite("half-way");
  const phone = await desk.visit(PHONE);
  await phone.goto(desk.linkTo(link));
  await phone.getByRole("button", { name: "Ja, ik doe mee" }).click();
  await phone.getByRole("radio", { name: "Bij familie" }).check();
  await phone.getByRole("status").getByText("Bewaard", { exact: true }).waitFor();

  const page = await desk.enter("RESEARCHER", DESK);
  await page.goto(`${desk.url}/studies/thuis/surveys`);
  await page.getByText(/^Open sinds/).waitFor();
  await page.getByRole("button", { name: "Sluit Eerste keer" }).click();
  expect(await focused(page)).toContain("Wil je Eerste keer sluiten?");
  await expectGood(page);
  await page.getByRole("button", { name: "Nee, laat open" }).click();
  expect(await page.getByText("Wil je Eerste keer sluiten?").count()).toBe(0);
  await page.getByRole("button", { name: "Sluit Eerste keer" }).click();
  await page.getByRole("button", { name: "Ja, sluit" }).click();
  await page.getByText("Eerste keer is gesloten.").waitFor();
  await page.getByText(/^Gesloten op/).waitFor();
  expect(await page.getByText("Nodig mensen uit").count()).toBe(0);
  await expectGood(page);

  // On the phone: the next answer does not arrive, and the page says why and what is still there.
  await phone.getByRole("radio", { name: /^In een huis/ }).check();
  await heading(phone, "Dit antwoord ging niet mee").waitFor();
  await phone.getByText(/^In een huis/).waitFor();
  await expectGood(phone);
  await phone.getByRole("button", { name: "Ik heb het gelezen" }).click();
  await heading(phone, "Deze vragenlijst is gesloten").waitFor();
  await phone.getByText("Bij familie").waitFor();
  expect(await fieldwork.kept("half-way")).toEqual({ home: "family" });
  await expectGood(phone);
  await phone.reload();
  await heading(phone, "Deze vragenlijst is gesloten").waitFor();
  await phone.getByRole("link", { name: /^Over dit onderzoek/ }).click();
  await heading(phone, "Over dit onderzoek").waitFor();

  const visitor = await desk.visit(PHONE);
  await visitor.goto(`${desk.url}/studies/thuis`);
  await visitor.getByText(/^Gesloten op/).waitFor();
  expect(await visitor.getByRole("button", { name: /^Open .* weer/ }).count()).toBe(0);
  await expectGood(visitor);

  await page.getByRole("button", { name: "Maak ongedaan" }).click();
  await page.getByText("Eerste keer is weer open.").waitFor();
  await page.getByText(/^Open sinds/).waitFor();
  await phone.goto(`${desk.url}/v`);
  await phone.getByText(/^Welkom terug/).waitFor();
  await phone.getByRole("button", { name: "Ja, ik doe mee" }).waitFor({ state: "detached" });
});

it("says with an answer how complete it is, and compares who is missing", async () => {
  const page = await desk.enter("RESEARCHER", DESK);
  await page.goto(desk.askAt({ studies: [STUDY], measure: { count: true }, by: [{ wave: true }] }, true));
  await page.getByText("Hoe volledig is dit?").click();
  const told = page.locator("details", { hasText: "Hoe volledig is dit?" });
  await told.getByRole("columnheader", { name: "Antwoordden" }).waitFor();
  await told.getByText(/Wie niet meer meedoet/).waitFor();
  await expectGood(page);
  await told.getByRole("group", { name: "Vergelijk naar" }).getByRole("button").first().click();
  await told.getByText(/Dit telt als een vraag van jou\.$/).waitFor();
  await expectGood(page);

  const steward = await desk.enter("STEWARD", PHONE);
  await steward.goto(`${desk.url}/studies/${STUDY}/snapshots`);
  await steward.getByText("Hoe volledig is dit?").first().click();
  await steward.getByText("Aantallen zijn afgerond op tientallen.").first().waitFor();
  await expectGood(steward);
});
