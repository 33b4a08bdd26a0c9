import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { secretIn } from "../../testkit/api-server.ts";
import { studyPackage, writePackage } from "../../testkit/study-package.ts";
import { questionnaire } from "../../api/survey-questionnaire.ts";
import { DESK, heading } from "./desk.ts";
import { expectGood, openStage, PHONE, type Stage, tabTo } from "./stage.ts";

/*
 * What somebody does without an account, behind a link that their own phone made: sounding an alarm, keeping a plan.
 */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 300_000);
afterAll(() => stage?.close());

async function enter(name: string, role: "MEMBER" | "STEWARD"): Promise<Page> {
  const { people } = stage.steps;
  const email = `${name}@gemeente.nl`;
  await people.ensureAccount({ email, name, roles: [role] });
  people.askSignInLink(email, "nl");
  await people.settle();
  const page = await stage.visit(DESK);
  await page.goto(`${stage.url}/sign-in#${secretIn(stage.services.outbox.at(-1))}`);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL("**/studies");
  return page;
}

it("an alarm is sounded on a phone by keyboard, taken up at a desk, and both read every step", async () => {
  const phone = await stage.visit(PHONE);
  await phone.goto(`${stage.url}/`);
  await phone.getByRole("link", { name: "Naar de stopknop" }).click();
  await phone.getByText("De stopknop staat hier nog niet aan").waitFor();
  expect(await phone.getByRole("link", { name: "112" }).getAttribute("href")).toBe("tel:112");
  expect(await phone.getByRole("button", { name: "Verstuur" }).count()).toBe(0);
  await expectGood(phone);

  const anna = await enter("Anna", "MEMBER");
  const steward = await enter("Steward", "STEWARD");
  await steward.goto(`${stage.url}/alarms`);
  await steward.getByText("Niemand: de stopknop staat uit").waitFor();
  await steward.getByRole("button", { name: "Verander: Overal" }).click();
  await steward.getByLabel("Adres waarmee iemand inlogt").fill("niemand@gemeente.nl");
  await steward.getByRole("button", { name: "Bewaar" }).click();
  await steward.getByText("Met dit adres logt hier niemand in.").waitFor();
  await expectGood(steward);
  await steward.getByLabel("Adres waarmee iemand inlogt").fill("anna@gemeente.nl");
  await steward.getByRole("button", { name: "Bewaar" }).click();
  await steward.getByText("Anna (24 uur)").waitFor();

  await phone.reload();
  await phone.getByRole("heading", { name: "Vertel het" }).waitFor();
  await phone.getByRole("button", { name: "Verstuur" }).click();
  await expect.poll(() => phone.getByText("Dit hebben we nodig.").count()).toBe(2);
  await expectGood(phone);
  // The first field that is missing has the focus; from here on by keyboard alone.
  await phone.keyboard.type("Ze sluiten hem elke avond op.");
  await tabTo(phone, /^Vandaag/);
  await phone.keyboard.press("ArrowDown");
  await tabTo(phone, /^Kies …/);
  await phone.keyboard.type("Utrecht");
  await tabTo(phone, "Verstuur");
  await phone.keyboard.press("Enter");
  await heading(phone, "Het is verstuurd").waitFor();
  const link = (await phone.getByRole("link", { name: /#/ }).textContent()) ?? "";
  expect(new URL(phone.url()).hash).toBe("");
  await phone.getByText("Gegeven aan Anna").waitFor();
  await expectGood(phone);

  await anna.goto(`${stage.url}/alarms`);
  await anna.getByRole("link", { name: /^Open het bericht van/ }).click();
  expect(await anna.getByText("Ze sluiten hem").count()).toBe(0);
  await anna.getByRole("button", { name: "Lees het bericht" }).click();
  await anna.getByText("Ze sluiten hem elke avond op.").waitFor();
  await anna.getByLabel("Jouw woorden").fill("Ik lees het. Ik bel vandaag.");
  await anna.getByRole("button", { name: "Bevestig" }).click();
  await anna.getByRole("button", { name: "Schrijf de afzender" }).waitFor();
  await expectGood(anna);

  // On another phone, with the link alone.
  const other = await stage.visit({ ...PHONE, locale: "en-GB" });
  await other.goto(link);
  await other.getByText("Somebody takes this up.").waitFor();
  await other.getByText("Ik lees het. Ik bel vandaag.").waitFor();
  await other.getByLabel("What else do you want to say?").fill("Dank je.");
  await other.getByRole("button", { name: "Send this too" }).click();
  await other.getByText("The sender adds").waitFor();
  expect(new URL(other.url()).hash).toBe("");
  await expectGood(other);

  await anna.getByLabel("Jouw woorden").fill("De deur blijft nu open.");
  await anna.getByRole("button", { name: "Sluit af met deze reden" }).click();
  await anna.getByText("Afgesloten door Anna").waitFor();
  await phone.reload();
  await phone.getByText(/^Dit is afgesloten/).waitFor();
  await expectGood(phone);
  const forged = await stage.visit(PHONE);
  await forged.goto(`${stage.url}/stop/mine#${"x".repeat(43)}`);
  await forged.getByText(/^Deze link kennen we niet/).waitFor();
});

it("a plan is begun, filled in twice, seen over time, looked at by a mentor, and deleted", async () => {
  const phone = await stage.visit(PHONE);
  await phone.goto(`${stage.url}/`);
  await phone.getByRole("link", { name: "Naar mijn plan" }).click();
  await expectGood(phone);
  await phone.getByRole("button", { name: "Begin mijn plan" }).click();
  await phone.getByText("Dit is jouw link. Bewaar hem nu.").waitFor();
  const own = (await phone.getByRole("link", { name: /#/ }).textContent()) ?? "";
  await expectGood(phone);

  const fill = async (how: string, goal: string) => {
    await phone.getByRole("button", { name: "Vul in hoe het nu gaat" }).click();
    await heading(phone, "Steun van mensen om je heen").waitFor();
    await phone.getByRole("button", { name: "Verder" }).click();
    await heading(phone, "Wonen").waitFor();
    await phone.getByLabel(how, { exact: true }).check();
    await phone.getByLabel("Wat wil je bereiken?").fill(goal);
    await expectGood(phone);
    for (const next of ["School en werk", "Geld", "Hoe het met je gaat"]) {
      await phone.getByRole("button", { name: "Verder" }).click();
      await heading(phone, next).waitFor();
    }
    await phone.getByLabel("Weet ik niet").check();
    await phone.getByRole("button", { name: "Klaar" }).click();
    await heading(phone, "Mijn plan").waitFor();
  };
  await fill("Niet in orde", "Een kamer");
  await fill("Deels in orde", "Een eigen huis");
  await phone.getByRole("img", { name: "Niet in orde, Deels in orde" }).waitFor();
  expect(await phone.getByRole("row").count()).toBe(3);
  await expectGood(phone);

  await phone.getByLabel("Voor wie?").fill("Mijn mentor");
  await phone.getByRole("button", { name: "Maak de link" }).click();
  await phone.getByText("Geef deze link aan wie mag meekijken").waitFor();
  const link = (await phone.getByRole("link", { name: /shared#/ }).textContent()) ?? "";
  await expectGood(phone);
  const mentor = await stage.visit({ ...DESK, locale: "en-GB" });
  await mentor.goto(link);
  await mentor.getByText("Een eigen huis").waitFor();
  expect(await mentor.getByText("Een kamer").count()).toBe(0);
  expect(new URL(mentor.url()).hash).toBe("");
  await expectGood(mentor);

  const personal = await studyThatAsksForPlans();
  await phone.goto(`${stage.url}/plan/mine`);
  await phone.getByText(/^Doe je mee aan een onderzoek dat naar plannen vraagt\?/).waitFor();
  await phone.goto(stage.linkTo(personal));
  await heading(phone, "Hoe gaat het?").waitFor();
  await phone.goto(`${stage.url}/v/choices`);
  await phone.getByText(/^Hou je op Weerklank een plan bij\?/).waitFor();
  await expectGood(phone);
  await phone.goto(own);
  await phone.getByText("Jullie mogen mijn plan zien.").waitFor();
  await expectGood(phone);
  await tabTo(phone, "Ja, deel dit met het onderzoek");
  await phone.keyboard.press("Enter");
  await phone.getByText(/^Je deelt dit met ‘A small study’, sinds /).waitFor();
  await phone.reload();
  await phone.getByRole("button", { name: "Stop met delen met ‘A small study’" }).click();
  await phone.getByText(/^Het nummer van dit bewijs is \w{4}-\w{4}-\w{4}\./).waitFor();
  await expectGood(phone);
  await phone.goto(`${stage.url}/v/choices`);
  await phone.getByText("Wil je je plan weer delen?").waitFor();
  await expectGood(phone);

  const other = await stage.visit({ ...PHONE, locale: "en-GB" });
  await other.goto(own);
  await other.getByText("opened once").waitFor();
  await other.getByRole("button", { name: "Stop for Mijn mentor" }).click();
  await other.getByText(/stopped/).waitFor();
  await mentor.reload();
  await mentor.getByText("This link does not let you look, or not any more.").waitFor();

  const [download] = await Promise.all([
    other.waitForEvent("download"),
    other.getByRole("button", { name: "Download everything" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  expect(text).toMatch(/Housing: Not in order[\s\S]*Een kamer[\s\S]*Housing: Partly in order/);
  await other
    .getByRole("button", { name: /^Correct: / })
    .first()
    .click();
  await heading(other, "Support from people around you").waitFor();
  await other.getByRole("button", { name: "Next" }).click();
  await expect.poll(() => other.getByLabel("What do you want to achieve?").inputValue()).toBe("Een eigen huis");
  await other.getByRole("button", { name: "Back" }).click();
  await heading(other, "Support from people around you").waitFor();
  await other.getByRole("button", { name: "Back" }).click();
  await other.getByRole("button", { name: "Delete my plan" }).click();
  await expectGood(other);
  await other.getByRole("button", { name: "Yes, delete everything" }).click();
  await heading(other, "Your plan has been deleted").waitFor();
  await phone.goto(own);
  await phone.getByText(/^Deze link kennen we niet/).waitFor();
});

/** Somebody's personal link in it. */
async function studyThatAsksForPlans(): Promise<string> {
  const { study, survey } = stage.steps;
  await study.importStudy(await writePackage(studyPackage({ name: "small" })));
  const { id: studyId } = (await study.studyBySlug("small")) ?? expect.unreachable();
  const asked = {
    purpose: "SHARE_PLAN",
    asked: true,
    words: { nl: "Jullie mogen mijn plan zien." },
    instead: 0,
  } as const;
  await survey.consent.writeWords(studyId, asked, "Vera");
  const { id: surveyId } = await survey.createSurvey({ ...questionnaire, study: "small", slug: "hoe" });
  await survey.publishSurvey(surveyId);
  const promisedOn = new Date(Date.now() + 30 * 86_400_000);
  const { id: fieldingId } = await survey.fieldSurvey({ surveyId, wave: "3", waveLabel: "Najaar", promisedOn });
  const [made = expect.unreachable()] = await survey.createInvitations({ fieldingId, participants: ["p1"] });
  return made.link;
}
