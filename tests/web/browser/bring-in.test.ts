import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DESK, type Desk, heading, openDesk, STUDY } from "./desk.ts";
import { expectGood, PHONE } from "./stage.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 300_000);
afterAll(() => desk?.close());

const FORM = [
  "type,name,label::Nederlands (nl),label::English (en),relevant",
  "text,first,Wat doe je graag?,What do you like?,",
  "geopoint,where,Waar ben je?,Where are you?,",
  "text,why,Waarom?,Why?,\"${first} != ''\"",
].join("\n");

it("a questionnaire of another program is read, looked at, and brought in", async () => {
  for (const options of [
    { ...PHONE, locale: "nl-NL" },
    { ...DESK, locale: "nl-NL" },
  ]) {
    const page = await desk.enter("RESEARCHER", options);
    await page.goto(`${desk.url}/studies/${STUDY}/surveys`);
    await page.getByRole("link", { name: "Breng een vragenlijst van een ander programma in" }).click();
    await heading(page, "Breng een vragenlijst in").waitFor();
    await expectGood(page);
    const choose = page.getByLabel("Kies een bestand");

    await choose.setInputFiles({ name: "x.csv", mimeType: "text/csv", buffer: Buffer.from("a,b,c\n1,2,3\n") });
    await page.getByRole("alert").getByText("Dit lijken gegevens en geen vragen.").waitFor();

    await choose.setInputFiles({ name: "form.csv", mimeType: "text/csv", buffer: Buffer.from(FORM) });
    const read = page.getByRole("heading", { name: "Dit is een XLSForm. Er komen 2 vragen in." });
    await read.waitFor();
    expect(await read.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole("rowheader", { name: "Waarom?" }).waitFor();
    await page.getByText("Gevraagd als answered(${first})").waitFor();
    await page.getByLabel("Laat zien").selectOption("LEFT_OUT");
    await page.getByRole("row", { name: /Dit kan hier niet worden gevraagd.* rij 3, where/ }).waitFor();
    const [kept] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Bewaar dit verslag" }).click(),
    ]);
    expect(await readFile(await kept.path(), "utf8")).toContain('"Dit kan hier niet worden gevraagd."');
    await expectGood(page);

    const slug = `ingebracht-${options.viewport?.width ?? 0}`;
    await page.getByRole("button", { name: "Breng in" }).click();
    await page.getByText("Vul dit in.").first().waitFor();
    await page.getByLabel("Titel", { exact: true }).fill("Ingebracht");
    await page.getByLabel("Korte naam").fill(slug);
    await page.getByLabel("Waar mensen ja op zeggen", { exact: true }).fill("Je doet mee als je dat wilt.");
    await page.getByRole("button", { name: "Breng in" }).click();
    await page.getByRole("heading", { name: "De vragenlijst is ingebracht" }).waitFor();
    await expectGood(page);
    await page.getByRole("link", { name: "Naar de vragenlijsten" }).last().click();
    await page.getByRole("heading", { name: "Ingebracht" }).first().waitFor();
    await page.context().close();
  }
}, 120_000);
