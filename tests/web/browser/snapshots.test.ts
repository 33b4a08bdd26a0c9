import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { recipient } from "../../testkit/taken-away.ts";
import { DESK, heading, openDesk, STUDY, type Desk } from "./desk.ts";
import { expectGood, PHONE } from "./stage.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 300_000);
afterAll(() => desk?.close());

const studyId = async () => (await desk.steps.study.studyBySlug(STUDY))?.id ?? "";

it("hands its data over to one recipient, by two stewards, and who is in it can read that", async () => {
  const reader = await recipient();
  const page = await desk.enter("STEWARD", PHONE);
  await page.goto(`${desk.url}/studies/${STUDY}/snapshots`);
  await page.getByRole("link", { name: "Gegevens overdragen, en aan wie dat gebeurde" }).click();
  await heading(page, /overdragen$/).waitFor();
  await page.getByText("Vraag een overdracht aan").click();
  await page.getByRole("button", { name: "Vraag aan" }).click();
  await page.getByText("Vul dit in.").first().waitFor();
  await page.getByRole("textbox", { name: "Naar welke organisatie?" }).fill("Universiteit van Almere");
  await page.getByRole("textbox", { name: "Wie krijgt het daar?" }).fill("Dr. J. Bakker");
  await page.getByRole("textbox", { name: /^Waarvoor\?/ }).fill("Kijken wat wonen en school met elkaar doen.");
  await page.getByRole("textbox", { name: "Publieke sleutel van de ontvanger" }).fill(reader.secret);
  await page.getByRole("button", { name: "Vraag aan" }).click();
  await page.getByText(/^Dit is de geheime sleutel/).waitFor();
  await expectGood(page);
  await page.getByRole("textbox", { name: "Publieke sleutel van de ontvanger" }).fill(reader.key);
  await page.getByRole("button", { name: "Vraag aan" }).click();
  await page.getByText("Wacht op een tweede dataverantwoordelijke").waitFor();
  expect(await page.getByRole("button", { name: "Ik stem toe" }).count()).toBe(0);
  await expectGood(page);

  const email = "ander@weerklank.example";
  await desk.steps.people.ensureAccount({ email, name: "B STEWARD", roles: ["STEWARD"] });
  const other = await desk.visit(DESK);
  await other.goto(await desk.mailedLink(email));
  await other.getByRole("button", { name: "Log in" }).click();
  await other.waitForURL("**/studies");
  await other.goto(`${desk.url}/steward`);
  await other.getByRole("region", { name: "Wachten op een tweede paar ogen" }).getByRole("link").click();
  await other.getByText(reader.key.slice(0, 4), { exact: true }).waitFor();
  await other.getByRole("textbox", { name: "Waarom?" }).fill("Ik ken de ontvanger en belde de sleutel na.");
  await expectGood(other);
  await other.getByRole("button", { name: "Ik stem toe" }).click();
  await other.getByText("Klaar om op te halen").waitFor();
  const [download] = await Promise.all([
    other.waitForEvent("download"),
    other.getByRole("link", { name: "Haal het bestand op" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("Universiteit-van-Almere.zip.age");
  const archive = await reader.open(await readFile(await download.path()));
  expect(archive.rows("persons.csv").length).toBeGreaterThan(100);
  await other.reload();
  await other.getByText(/^B STEWARD, /).waitFor();
  await expectGood(other);

  const inIt = await desk.services.database.invitation.findFirstOrThrow({
    where: { fielding: { version: { survey: { study: { slug: STUDY } } } }, response: { sentAt: { not: null } } },
    select: { id: true },
  });
  const phone = await desk.visit();
  await phone.goto(desk.linkTo(desk.steps.survey.demoLink(inIt.id)));
  await heading(phone, /./).waitFor();
  await phone.goto(`${desk.url}/v/about`);
  await phone.getByRole("region", { name: "Waar je gegevens heen gingen" }).waitFor();
  await phone.getByText(/Universiteit van Almere \(Dr\. J\. Bakker\)/).waitFor();
  await expectGood(phone);
});

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
