import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DESK, type Desk, heading, openDesk } from "./desk.ts";
import { field, questionnaire } from "./questionnaire.ts";
import { expectGood, focused, PHONE, tabTo } from "./stage.ts";

/* What a study asks beside taking part: written at the desk, chosen on a phone, taken back, and with a guardian. */

const NARROW = { ...PHONE, viewport: { width: 390, height: 800 } };
const FIRST = questionnaire.questions[0]?.text.nl ?? "";

let desk: Desk;
let fieldingId: string;
const invite = async (participant: string, on?: string): Promise<{ id: string; link: string }> => {
  const turnSixteen = on === undefined ? [] : [{ pseudonym: participant, on }];
  const made = await desk.steps.survey.createInvitations({ fieldingId, participants: [participant], turnSixteen });
  const [{ link, invitation } = expect.unreachable()] = made;
  return { id: invitation.id, link: desk.linkTo(link) };
};

beforeAll(async () => {
  desk = await openDesk();
  await field(desk);
  ({ id: fieldingId } = await desk.services.database.fielding.findFirstOrThrow({
    where: { version: { survey: { study: { slug: "thuis" } } } },
    select: { id: true },
  }));
}, 300_000);
afterAll(() => desk?.close());

it("is written at the desk, chosen on a phone without anything ticked, and taken back with a receipt", async () => {
  const page = await desk.enter("RESEARCHER", DESK);
  await page.goto(`${desk.url}/studies/thuis/surveys`);
  await page.getByRole("link", { name: "Waar je toestemming voor vraagt" }).click();
  const quotes = page.getByRole("region", { name: "Een zin van jou gebruiken" });
  await quotes.getByText("Er is nog niemand mee gevraagd.").waitFor();
  for (const name of ["Een zin van jou gebruiken", "Naast andere gegevens"]) {
    const purpose = page.getByRole("region", { name });
    await purpose.getByLabel("Vraag dit").check();
    await purpose.getByRole("button", { name: /^Bewaar/ }).click();
    await purpose.getByText(/^Versie 1/).waitFor();
  }
  await expectGood(page);

  const phone = await desk.visit(PHONE);
  await phone.goto((await invite("p1")).link);
  await phone.getByRole("button", { name: "Ja, ik doe mee" }).click();
  await heading(phone, "Mogen we nog iets?").waitFor();
  const boxes = phone.getByRole("checkbox");
  expect(await boxes.count()).toBe(2);
  expect(await boxes.evaluateAll((all) => all.some((box) => (box as HTMLInputElement).checked))).toBe(false);
  await expectGood(phone);
  // By keyboard alone; the words change meanwhile, and are read again before anybody says yes to them.
  const { consent } = desk.steps.survey;
  const { id: studyId } = await desk.services.database.study.findFirstOrThrow({
    where: { slug: "thuis" },
    select: { id: true },
  });
  const words = { nl: "Jullie mogen een zin van mij in een verslag zetten.", en: null };
  await consent.writeWords(studyId, { purpose: "BE_QUOTED", asked: true, words, instead: 1 }, "Vera");
  await tabTo(phone, /^Een zin van jou gebruiken/);
  await phone.keyboard.press("Space");
  await tabTo(phone, "Verder");
  await phone.keyboard.press("Enter");
  await phone.getByText("De tekst is veranderd.").waitFor();
  await phone.getByText(words.nl).waitFor();
  await phone.getByRole("checkbox", { name: /^Een zin van jou/ }).check();
  await phone.getByRole("button", { name: "Verder" }).click();
  await heading(phone, FIRST).waitFor();

  await phone.goto(`${desk.url}/v/choices`);
  const chosen = phone.getByRole("region", { name: "Een zin van jou gebruiken" });
  await chosen.getByText("Je zei ja.").waitFor();
  await phone.getByRole("region", { name: "Naast andere gegevens" }).getByText("Het antwoord is nee.").waitFor();
  await expectGood(phone);
  await chosen.getByRole("button", { name: /^Neem terug/ }).click();
  expect(await focused(phone)).toContain("Niemand mag nog een zin van jou gebruiken.");
  await chosen.getByRole("button", { name: "Ja, neem terug" }).click();
  await phone.getByText(/Het nummer van dit bewijs is \w{4}-\w{4}-\w{4}/).waitFor();
  await chosen.getByText("Het antwoord is nee.").waitFor();
  await phone.getByText("Alles wat je eerder koos").click();
  await phone.getByText(words.nl).last().waitFor();
  await expectGood(phone);

  const download = phone.waitForEvent("download");
  await phone.getByRole("button", { name: "Download alles" }).click();
  const everything = JSON.parse(await readFile(await (await download).path(), "utf8")) as Record<string, unknown>;
  expect(everything).toMatchObject({ knownAs: "p1", questionnaires: [{ answers: [] }] });
  expect(everything["choices"]).toMatchObject([
    { purpose: "TAKE_PART", given: true },
    { purpose: "LINK", given: false },
    { purpose: "BE_QUOTED", given: true, words: words.nl },
    { purpose: "BE_QUOTED", given: false, receipt: expect.any(String) as string },
  ]);
});

it("under 16 it opens once a guardian said yes too, on a page that shows what is asked and nothing else", async () => {
  const next = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
  const eighteen = `${Number(next.slice(0, 4)) + 2}${next.slice(4)}`.replace("02-29", "02-28");
  // Invited at the desk, with the day behind the pseudonym; the guardian's address is in the list of addresses.
  const page = await desk.enter("RESEARCHER", NARROW);
  await page.goto(`${desk.url}/studies/thuis/surveys`);
  await page.getByText("Nodig mensen uit").click();
  await page.getByLabel("Deelnemers").fill(`young, ${next}`);
  await page.getByRole("button", { name: "Maak persoonlijke links" }).click();
  const link = await page.locator("code", { hasText: "/v#" }).innerText();
  await page.getByRole("button", { name: "Ik heb ze bewaard" }).click();
  await page.getByText("Nog geen 16: ouder of voogd").click();
  await page.getByText("young: geen mailadres van een ouder of voogd").waitFor();
  await page.getByRole("button", { name: "Maak een link voor de ouder of voogd van young" }).click();
  const shown = await page.locator("code", { hasText: "/guardian#" }).innerText();
  await desk.steps.contact.bringIn("thuis", `young,young@post.example,nl,,${eighteen},,ouder@post.example`);
  await page.reload();
  await page.getByText("Nog geen 16: ouder of voogd").click();
  await page.getByRole("button", { name: /^Mail de link aan de ouder of voogd van young/ }).click();
  await page.getByText("De link voor de ouder of voogd van young gaat weg.").waitFor();
  await expectGood(page);
  await desk.steps.contact.settleMessages();
  const mailed = desk.services.outbox.findLast(({ to }) => to === "ouder@post.example")?.text ?? "";

  const phone = await desk.visit(NARROW);
  await phone.goto(desk.linkTo(link));
  await phone.getByRole("button", { name: "Ja, ik doe mee" }).click();
  await heading(phone, "Je bent nog geen 16").waitFor();
  await expectGood(phone);

  const guardian = await desk.visit(PHONE);
  await guardian.goto(`${desk.url}/guardian#${shown.split("#")[1] ?? ""}`);
  await guardian.getByRole("alert").waitFor();
  await guardian.goto(`${desk.url}/guardian#${/#([\w-]+)/.exec(mailed)?.[1] ?? ""}`);
  await guardian.reload();
  await heading(guardian, "Mag uw kind meedoen?").waitFor();
  await guardian.getByText("Zij zien je naam niet.").waitFor();
  expect(guardian.url()).not.toContain("#");
  await expectGood(guardian);
  await guardian.getByRole("button", { name: "Ja, meedoen mag" }).click();
  await guardian.getByText("Bewaard: u zei ja.").waitFor();

  await phone.getByRole("button", { name: "Kijk of het al kan" }).click();
  await heading(phone, "Mogen we nog iets?").waitFor();
  await phone.getByRole("button", { name: "Verder" }).click();
  await heading(phone, FIRST).waitFor();

  await guardian.goto(`${desk.url}/guardian#forged`);
  await guardian.reload();
  await guardian
    .getByRole("alert")
    .getByText(/^Deze link kennen we niet/)
    .waitFor();
});
