import { afterAll, beforeAll, expect, it } from "vitest";
import { DESK, type Desk, heading, openDesk } from "./desk.ts";
import { field } from "./questionnaire.ts";
import { expectGood, PHONE } from "./stage.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await field(desk);
}, 300_000);
afterAll(() => desk?.close());

const mailTo = (to: string) => desk.services.outbox.filter((message) => message.to === to);
const secrets = (to: string) =>
  [...(mailTo(to).at(-1)?.text ?? "").matchAll(/#([\w-]+)/g)].map((found) => found[1] ?? "");

it("goes by mail: addresses in, everybody written to, how far each is, a new link, and no more messages", async () => {
  const page = await desk.enter("RESEARCHER", DESK);
  await page.goto(`${desk.url}/studies/thuis/surveys`);
  await page.getByRole("link", { name: /^Mailadressen, uitnodigen per mail/ }).click();
  await heading(page, /^Uitnodigingen voor/).waitFor();
  await page.getByText("Er zijn nog geen mailadressen in dit onderzoek.").waitFor();
  await expectGood(page);

  await page.getByRole("button", { name: "Bewaar deze adressen" }).click();
  await page.getByText("Plak een lijst, of kies een bestand.").waitFor();
  const people = Array.from({ length: 60 }, (_, i) => `post-${i},post-${i}@voorbeeld.nl`);
  await page.getByLabel("Lijst met adressen").fill([...people, "zonder-adres,nee"].join("\n"));
  await page.getByRole("button", { name: "Bewaar deze adressen" }).click();
  await page.getByText("Nieuw: 60. Veranderd: 0. Al bekend: 0.").waitFor();
  await page.getByText("Regel 61: Dit is geen mailadres.").waitFor();
  await page.getByText("We kunnen 60 deelnemers van dit onderzoek mailen.").waitFor();
  expect(await page.getByLabel("Lijst met adressen").inputValue()).toBe("");
  expect(await page.content()).not.toContain("voorbeeld.nl");

  await page.getByLabel("Hoe vaak mag iemand de link openen?").fill("3");
  await page.getByRole("button", { name: "Verstuur de uitnodigingen" }).click();
  await page.getByText(/^60 uitnodigingen gaan weg/).waitFor();
  await page.getByText("60 gemaild", { exact: true }).waitFor();
  expect(mailTo("post-7@voorbeeld.nl")).toHaveLength(1);
  await expectGood(page);

  const phone = await desk.visit(PHONE);
  const [link = ""] = secrets("post-7@voorbeeld.nl");
  await phone.goto(`${desk.url}/v#${link}`);
  await phone.getByRole("button", { name: "Ja, ik doe mee" }).waitFor();
  await page.reload();
  await page.getByLabel("Stand van de link").selectOption({ label: "geopend (1)" });
  await page.getByText("1 tot en met 1 van 1").waitFor();
  const row = page.getByRole("row", { name: /post-7/ });
  expect(await row.textContent()).toContain("gemaild2");
  await row.getByRole("button", { name: /^Mail nieuwe link aan post-7/ }).click();
  await page.getByText("Er gaat een nieuwe link weg. De oude werkt niet meer.").waitFor();
  await expect.poll(() => mailTo("post-7@voorbeeld.nl").length).toBe(2);
  const old = await desk.visit(PHONE);
  await old.goto(`${desk.url}/v#${link}`);
  await old.getByText(/^Deze link kennen we niet/).waitFor();

  await old.goto(`${desk.url}/leave#${secrets("post-9@voorbeeld.nl")[1]}`);
  await heading(old, "Geen berichten meer?").waitFor();
  expect(new URL(old.url()).hash).toBe("");
  await expectGood(old);
  await old.getByLabel("Laat me met rust tot").fill(new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10));
  await old.getByRole("button", { name: "Laat me zo lang met rust" }).click();
  await old.getByText(/^We mailen je niet tot/).waitFor();
  await old.getByRole("button", { name: "Stuur mij geen berichten meer" }).click();
  await heading(old, "Je krijgt geen berichten meer").waitFor();
  await expectGood(old);
  await page.reload();
  await page.getByLabel("Stand van de mail").selectOption({ label: "wil geen berichten (1)" });
  await page.getByRole("row", { name: /post-9/ }).waitFor();
  await page.getByText("We kunnen 59 deelnemers van dit onderzoek mailen.").waitFor();
});

it("is found among all who were invited, and its link withdrawn", async () => {
  const page = await desk.enter("RESEARCHER", DESK);
  await page.goto(`${desk.url}/studies/thuis/surveys`);
  await page.getByText("Uitnodigingen (60)").click();
  await page.getByText("60 gevonden").waitFor();
  await page.getByLabel("Zoek een schuilnaam").fill("POST-41");
  await page.getByText("1 gevonden").waitFor();
  await page.getByRole("button", { name: "Trek in: de link van post-41" }).click();
  await page.getByRole("cell", { name: "ingetrokken" }).waitFor();
  await expectGood(page);
});

it("is good on a phone, in English, page by page", async () => {
  const page = await desk.enter("RESEARCHER", { ...PHONE, locale: "en-GB" });
  await page.goto(`${desk.url}/studies/thuis/surveys`);
  await page.getByRole("link", { name: /^Mail addresses, inviting by mail/ }).click();
  await page.getByText("1 to 50 of 60").waitFor();
  await expectGood(page);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText("51 to 60 of 60").waitFor();
  await page.getByLabel("Reminders").fill("1");
  await page.getByRole("button", { name: "Keep the plan" }).click();
  await page.getByText(/^This plan cannot be followed/).waitFor();
  await page.getByLabel("Reminders").fill("7, 14");
  await page.getByRole("button", { name: "Keep the plan" }).click();
  await page.getByText("The plan is running.").waitFor();
  await page.getByText("A plan is running.").waitFor();
  await expectGood(page);
  await page.getByRole("button", { name: "Stop the plan" }).click();
  await page.getByText("No plan is running now.").waitFor();
  await page.getByRole("radio", { name: "Only these people" }).check();
  await page.getByRole("button", { name: "Send the invitations" }).click();
  await page.getByText("Fill in at least one pseudonym.").waitFor();
  await expectGood(page);
});
