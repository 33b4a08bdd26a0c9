import { afterAll, beforeAll, expect, it } from "vitest";
import { DESK, heading, openDesk, STUDY, type Desk } from "./desk.ts";
import { expectGood, PHONE } from "./stage.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 300_000);
afterAll(() => desk?.close());

it("a variable is proposed by choosing, declared by a steward, computed, explained and asked about", async () => {
  const researcher = await desk.enter("RESEARCHER", { ...DESK, locale: "nl-NL" });
  await researcher.goto(`${desk.url}/studies/${STUDY}`);
  await researcher.getByRole("link", { name: "Afgeleide variabelen" }).click();
  await heading(researcher, /^Afgeleide variabelen:/).waitFor();
  await researcher.getByText("Er is nog niets voorgesteld").waitFor();
  await expectGood(researcher);

  await researcher.getByRole("link", { name: "Stel een afgeleide variabele voor" }).click();
  await heading(researcher, /^Stel een afgeleide variabele voor:/).waitFor();
  await researcher.getByLabel("Of alles klopt").check();
  const conditions = ["Wonen", "School en werk"].entries();
  for (const [at, label] of conditions) {
    const one = researcher.getByRole("group", { name: `Voorwaarde ${at + 1}`, exact: true });
    await one.getByLabel("Kenmerk of vraag").selectOption({ label: await labelOf(label) });
    await one.getByLabel("op orde", { exact: true }).check();
  }
  await researcher.getByRole("button", { name: "Leg het voor" }).click();
  await researcher.getByText("Dit kan zo niet: name ontbreekt").waitFor();
  await researcher.getByLabel("Hoe heet ze?").fill("Wonen en werk op orde");
  await researcher.getByLabel("Korte naam").fill("wonen_en_werk");
  await researcher.getByLabel("Waarvoor is ze nodig?").fill("Voor het jaarbericht.");
  await expectGood(researcher);
  await researcher.getByRole("button", { name: "Leg het voor" }).click();
  await researcher.getByRole("heading", { name: "Wonen en werk op orde" }).waitFor();
  await researcher.getByText("voorgesteld", { exact: true }).waitFor();
  await expectGood(researcher);

  // Signing in is in Dutch; the session then serves in English as well.
  await (await desk.enter("STEWARD")).close();
  const steward = await desk.enter("STEWARD", { ...PHONE, locale: "en-GB" });
  await steward.goto(`${desk.url}/derived`);
  await heading(steward, "Proposals to decide on").waitFor();
  await steward.getByText("Yes where all of this holds:").waitFor();
  await expectGood(steward);
  await steward.getByText("Decide on Wonen en werk op orde").click();
  await steward.getByRole("button", { name: "Record the decision" }).click();
  await steward.getByText("Choose what you decide, and say why.").waitFor();
  await steward.getByLabel("Declare", { exact: false }).check();
  await steward.getByLabel("Why?").fill("The consent says so.");
  await expectGood(steward);
  await steward.getByRole("button", { name: "Record the decision" }).click();
  await steward.getByText("Nothing is waiting").waitFor();

  await researcher.goto(`${desk.url}/studies/${STUDY}/derived`);
  await researcher.getByText("Wordt uitgerekend bij de volgende momentopname.").waitFor();
  const study = await desk.steps.study.studyBySlug(STUDY);
  await desk.steps.snapshot.take(study?.id ?? "");
  await researcher.reload();
  await researcher.getByText("Zit in de momentopname waaruit we nu antwoorden.").waitFor();

  await researcher.goto(`${desk.url}/studies/${STUDY}`);
  await researcher.getByLabel("Zoek in wat er gemeten is").fill("wonen_en_werk");
  await researcher.getByText(/^Afgeleid van .* \(versie 1\)\.$/).waitFor();
  await expectGood(researcher);
  const share = { share: { is: { variable: { name: "wonen_en_werk" }, in: ["true"] } } };
  await researcher.goto(desk.askAt({ studies: [STUDY], measure: share, by: [{ wave: true }] }, true));
  await researcher.getByRole("table").waitFor();
  expect(await researcher.getByRole("alert").count()).toBe(0);
});

/** As the demo study calls what is about this. */
async function labelOf(about: string): Promise<string> {
  const study = await desk.steps.study.studyBySlug(STUDY);
  const variables = await desk.steps.study.variables(study?.id ?? "");
  const concept = about === "Wonen" ? "housing" : "school_work";
  return variables.find((variable) => variable.concept === concept && variable.categories.length === 3)?.label ?? about;
}
