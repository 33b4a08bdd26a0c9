import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../../api/people/people.ts";
import { questionnaire, secretIn as linkSecret } from "../../api/survey-questionnaire.ts";
import { secretIn } from "../../testkit/api-server.ts";
import { heading } from "./desk.ts";
import { expectGood, openStage, PHONE, type Stage } from "./stage.ts";

const WRITERS = 12;
const said = (at: number) =>
  at % 2 === 0 ? `Ik mis een eigen plek. Sinds Anna weg is, slaap ik overal ${at}.` : `Geld ${at}`;

let stage: Stage;
let studyId: string;

async function enter(name: string, role: "RESEARCHER" | "STEWARD", options: BrowserContextOptions): Promise<Page> {
  const { people } = stage.steps;
  const email = `${name}@instituut.test`;
  await people.ensureAccount({ email, name, roles: [role] });
  people.askSignInLink(email, "nl");
  await people.settle();
  const page = await stage.visit({ ...options, locale: "nl-NL" });
  await page.goto(`${stage.url}/sign-in#${secretIn(stage.services.outbox.at(-1))}`);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL("**/studies");
  return page;
}

const secrets: string[] = [];

async function sayToQuoting(secret: string, given: boolean): Promise<void> {
  const { survey } = stage.steps;
  const { holder } = await survey.openInvitation(secret);
  const quoting = (await survey.respondent(holder))?.choices.find(({ purpose }) => purpose === "BE_QUOTED");
  await survey.giveConsents(holder, [{ purpose: "BE_QUOTED", text: quoting?.text.id ?? null, given }], null);
}

async function write(secret: string, at: number): Promise<void> {
  const { survey } = stage.steps;
  secrets.push(secret);
  const { holder } = await survey.openInvitation(secret);
  await survey.giveConsent(holder, true);
  await sayToQuoting(secret, true);
  for (const [question, value] of Object.entries({ home: "own", heard: 3, say: said(at) }))
    await survey.saveAnswer(holder, question, value);
  await survey.sendResponse(holder);
}

beforeAll(async () => {
  stage = await openStage();
  const { survey } = stage.steps;
  const { database } = stage.services;
  ({ id: studyId } = await database.study.create({
    data: { slug: "thuis", title: "Thuis", createdAt: new Date() },
    select: { id: true },
  }));
  const questions = questionnaire.questions.map((each) => (each.kind === "TEXT" ? { ...each, maxLength: 400 } : each));
  const { id: surveyId } = await survey.createSurvey({ ...questionnaire, questions, study: "thuis", slug: "hoe" });
  await survey.publishSurvey(surveyId);
  for (const { purpose, words } of await survey.consent.purposesOf(studyId))
    await survey.consent.writeWords(studyId, { purpose, words, asked: true, instead: 0 }, "vera");
  const promisedOn = new Date(Date.now() + 40 * 24 * 60 * 60 * 1000);
  const { id: fieldingId } = await survey.fieldSurvey({ surveyId, wave: "1", waveLabel: "Eerste", promisedOn });
  const participants = Array.from({ length: WRITERS }, (_, at) => `writer-${at}`);
  const made = await survey.createInvitations({ fieldingId, participants });
  for (const [at, { link }] of made.entries()) await write(linkSecret(link), at);
}, 300_000);
afterAll(() => stage?.close());

async function addTheme(page: Page, name: string): Promise<void> {
  const form = page.locator("details", { hasText: "Zet een thema erbij" });
  if (!(await form.getByLabel("Naam van het thema").isVisible())) await form.locator("summary").click();
  await form.getByLabel("Naam van het thema").fill(name);
  await form.getByRole("button", { name: "Bewaar" }).click();
  await page.getByRole("heading", { level: 3, name }).waitFor();
}

const shown = (page: Page) => page.getByRole("blockquote", { name: "Wat iemand schreef" });

it("open answers get themes by keyboard, alone, and nothing is lost without network", async () => {
  const ann = await enter("Ann", "RESEARCHER", PHONE);
  await ann.goto(`${stage.url}/studies/thuis/open-answers`);
  await ann.getByRole("button", { name: "Begin een codeboek" }).click();
  await heading(ann, "Codeboek").waitFor();
  await addTheme(ann, "Wonen");
  await addTheme(ann, "Geld");
  await ann.getByText("Vraag om te mogen lezen").click();
  await ann.getByLabel("Waarvoor wil je deze teksten lezen?").fill("Om te zien wat er speelt.");
  await ann.getByRole("button", { name: "Vraag het" }).click();
  await ann.getByText("Je hebt het gevraagd.", { exact: false }).waitFor();
  await expectGood(ann);

  const steward = await enter("Vera", "STEWARD", PHONE);
  await steward.goto(`${stage.url}/codebooks`);
  await steward.getByText("Besluit over Ann").click();
  await steward.getByLabel("Waarom?").fill("Past bij het doel.");
  await expectGood(steward);
  await steward.getByRole("button", { name: "Mag lezen" }).click();
  await steward.getByText("Er ligt niets.").waitFor();

  await ann.setViewportSize({ width: 1280, height: 900 });
  await ann.reload();
  await ann.getByRole("link", { name: "Lees en codeer" }).click();
  await shown(ann).waitFor();
  await ann.getByText(`0 van ${WRITERS} gedaan`).waitFor();
  await expectGood(ann);

  // Nothing was chosen: Enter does not go on.
  await expect.poll(() => shown(ann).evaluate((text) => text === document.activeElement)).toBe(true);
  await ann.keyboard.press("Enter");
  await ann.getByText("Kies een thema, of n als er geen past.").waitFor();
  const first = await shown(ann).innerText();
  await ann.keyboard.press("1");
  await ann.keyboard.press("2");
  await ann.keyboard.press("Control+z");
  expect(await ann.getByLabel("Geld").isChecked()).toBe(false);
  await ann.keyboard.press("Enter");
  await ann.getByText(`1 van ${WRITERS} gedaan`).waitFor();
  await ann.keyboard.press("Backspace");
  await expect.poll(() => shown(ann).innerText()).toBe(first);
  expect(await ann.getByLabel("Wonen").isChecked()).toBe(true);
  await ann.keyboard.press("Enter");
  await expect.poll(() => shown(ann).innerText()).not.toBe(first);

  // Without network: it is said, kept, and sent by itself later.
  const second = await shown(ann).innerText();
  await ann.context().setOffline(true);
  await ann.keyboard.press("n");
  await ann.keyboard.press("Enter");
  await ann.getByText("Je hebt geen internet.", { exact: false }).waitFor();
  expect(await ann.getByLabel("Geen thema past").isChecked()).toBe(true);
  await expectGood(ann);
  await ann.context().setOffline(false);
  await ann.getByText(`2 van ${WRITERS} gedaan`).waitFor();
  await expect.poll(() => shown(ann).innerText()).not.toBe(second);

  // Comes back where it was left.
  await ann.reload();
  await ann.getByText(`2 van ${WRITERS} gedaan`).waitFor();
  while (!(await shown(ann).innerText()).includes("Anna")) {
    const at = await shown(ann).innerText();
    await ann.keyboard.press("2");
    await ann.keyboard.press("Enter");
    await expect.poll(() => shown(ann).innerText()).not.toBe(at);
  }
  await ann.getByRole("button", { name: "Maak hier een citaat van" }).click();
  await ann.getByRole("button", { name: "Anna", exact: true }).click();
  await ann.getByText("Sinds [naam] weg is", { exact: false }).waitFor();
  await expectGood(ann);
  await ann.getByRole("button", { name: "Leg voor aan een tweede persoon" }).click();
  await ann.getByText("Het citaat ligt klaar om nagekeken te worden.").waitFor();
});

it("two coders see how they agree, settle what they differ on, and check each other's quotes", async () => {
  const { coding } = stage.steps.survey;
  const [{ id = "", version = 0 } = {}] = await coding.codebooksOf(studyId);
  const bo = await enter("Bo", "RESEARCHER", PHONE);
  const people = await stage.services.database.user.findMany({ select: { id: true, name: true } });
  const as = (name: string): Viewer => ({
    ...{ userId: people.find((each) => each.name === name)?.id ?? "", name, email: `${name}@instituut.test` },
    ...{ roles: [name === "Vera" ? "STEWARD" : "RESEARCHER"], scopes: null, workplaces: [] },
  });
  await coding.askToCode(as("Bo"), id, "Om te zien wat er speelt.");
  const coder = (await coding.codersOf(id)).find(({ name }) => name === "Bo");
  await coding.decideCoder(as("Vera"), coder?.id ?? "", "GRANT", "Past bij het doel.");
  for (let at = await coding.openText(as("Bo"), id, { to: "NEXT" }); at.text;) {
    await coding.codeText(as("Bo"), id, { text: at.text.id, themes: ["geld"], version, revision: 0 });
    at = await coding.openText(as("Bo"), id, { to: "NEXT" });
  }

  await bo.goto(`${stage.url}/codebooks/${id}`);
  await bo
    .getByRole("region", { name: /Ann|Bo/ })
    .getByText("te weinig teksten")
    .first()
    .waitFor();
  await expectGood(bo);
  await bo.getByRole("link", { name: /^Beslis over/ }).click();
  await bo.getByText("Bo koos:").waitFor();
  await expectGood(bo);
  await bo.getByLabel("Wonen").check();
  await bo.getByRole("button", { name: "Dit telt" }).click();
  await bo
    .getByText(/Nog \d+ verschil|Er is geen verschil meer/)
    .first()
    .waitFor();

  await bo.goto(`${stage.url}/codebooks/${id}/quotes`);
  await bo.getByText("Gemaakt door Ann").first().waitFor();
  await expectGood(bo);
  await bo.getByRole("button", { name: "Niemand is hieruit te herkennen" }).click();
  await bo.getByText("nagekeken", { exact: true }).waitFor();
  const [quote] = await coding.usableQuotes(studyId);
  expect(quote?.words).toContain("[naam]");

  await stage.services.database.storedResult.create({
    data: {
      id: "r1",
      query: { studies: ["thuis"], measure: { count: true }, by: [] },
      variables: [{ study: "thuis", variable: "say" }],
      ...{ snapshots: [], rules: "rules", givenAt: new Date() },
      released: {
        ...{ state: "PRELIMINARY", asOf: new Date().toISOString(), sources: [], cells: [] },
        withheld: { cells: 0, total: 0, advice: [] },
      },
    },
  });
  const { outcome } = stage.steps;
  const words = { title: { nl: "Een eigen plek" }, words: { nl: "Velen missen een eigen plek." } };
  const draft = await outcome.createFinding(as("Ann"), { result: "r1", ...words, picture: "TABLE" });
  await bo.goto(`${stage.url}/findings/${draft.id}/edit`);
  await bo.getByLabel(quote?.words ?? "").check();
  await expectGood(bo);
  await bo.getByRole("button", { name: "Bewaar als concept" }).click();
  await heading(bo, "Een eigen plek").waitFor();
  await outcome.publishFinding(draft.id);

  // Anybody reads it, until whoever wrote it takes the consent back.
  const anybody = await stage.visit(PHONE);
  await anybody.goto(`${stage.url}/findings/${draft.id}`);
  await anybody.getByText(quote?.words ?? "").waitFor();
  await expectGood(anybody);
  for (const secret of secrets) await sayToQuoting(secret, false);
  await anybody.reload();
  await anybody.getByText("Hier stond een citaat.", { exact: false }).waitFor();
  expect(await anybody.getByText("[naam]", { exact: false }).count()).toBe(0);
});
