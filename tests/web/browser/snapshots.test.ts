import { afterAll, beforeAll, expect, it } from "vitest";
import { heading, openDesk, STUDY, type Desk } from "./desk.ts";
import { expectGood, PHONE } from "./stage.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 300_000);
afterAll(() => desk?.close());

const studyId = async () => (await desk.steps.study.studyBySlug(STUDY))?.id ?? "";

it("is made final by two stewards and withdrawn by one, and every page says so", async () => {
  const page = await desk.enter("STEWARD", PHONE);
  await page.goto(`${desk.url}/studies/${STUDY}`);
  await page.getByRole("link", { name: "Alle momentopnamen, en wat erover is besloten" }).click();
  await heading(page, /^Momentopnamen van/).waitFor();

  await page.getByText("Stel voor om dit definitief te maken").click();
  await page.getByRole("button", { name: "Stel voor" }).click();
  await page.getByText("Vul dit in.").waitFor();
  await page.getByRole("textbox", { name: "Waarom is dit definitief?" }).fill("Alles is nagekeken.");
  await expectGood(page);
  await page.getByRole("button", { name: "Stel voor" }).click();
  await page.getByText("Er is nog niet over besloten.").waitFor();
  expect(await page.getByRole("button", { name: "Eens: maak definitief" }).count()).toBe(0);

  await page.getByRole("radio", { name: "Elke week" }).check();
  await expect.poll(async () => await desk.steps.snapshot.rhythmOf(await studyId())).toBe("WEEKLY");
  await page.reload();
  expect(await page.getByRole("radio", { name: "Elke week" }).isChecked()).toBe(true);

  const { people, snapshot } = desk.steps;
  const [waiting] = await snapshot.waitingFinalProposals();
  const { id, name, email } = await people.ensureAccount({ email: "tweede@weerklank.example", roles: ["STEWARD"] });
  const second = { userId: id, name, email, roles: ["STEWARD"] as const, scopes: null, workplaces: [] };
  await snapshot.decideFinal(second, waiting?.id ?? "", "AGREED", "Ik zie hetzelfde.");
  await page.reload();
  await page.getByText(/^Definitief sinds/).waitFor();
  await page.getByText(/Ik zie hetzelfde\./).waitFor();

  await page.getByText("Trek deze momentopname in").first().click();
  await page
    .getByRole("textbox", { name: /^Wat klopt er niet/ })
    .first()
    .fill("Twee golven waren verwisseld.");
  await expectGood(page);
  await page.getByRole("button", { name: "Trek in" }).first().click();
  await page.getByText(/^Ingetrokken op/).waitFor();
  await expectGood(page);

  const visitor = await desk.visit(PHONE);
  await visitor.goto(`${desk.url}/studies/${STUDY}`);
  await visitor.getByText("Deze gegevens kloppen niet").waitFor();
  await visitor.getByText("Twee golven waren verwisseld.").waitFor();
  expect(await visitor.getByRole("link", { name: /^Alle momentopnamen/ }).count()).toBe(0);
  await expectGood(visitor);
  await visitor.getByRole("region", { name: "Bevindingen" }).getByRole("link").first().click();
  await visitor.getByText(/^Let op: deze cijfers kloppen niet\..*Twee golven waren verwisseld\./).waitFor();
  await expectGood(visitor);
});
