import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { field, type Fieldwork } from "./questionnaire.ts";
import { expectGood, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let fieldwork: Fieldwork;

beforeAll(async () => {
  stage = await openStage();
  fieldwork = await field(stage);
});
afterAll(() => stage?.close());

const heading = (page: Page, words: string) => page.getByRole("heading", { level: 1, name: words });

async function firstQuestion(person: string): Promise<{ page: Page; link: string; id: string }> {
  const invitation = await fieldwork.invite(person);
  const page = await stage.visit();
  await page.goto(stage.linkTo(invitation.link));
  await page.getByRole("button", { name: "Ja, ik doe mee" }).click();
  await heading(page, "Waar woon je nu?").waitFor();
  return { page, ...invitation };
}

describe("a link that does not work", () => {
  it.each([
    ["was never given", "Deze link kennen we niet", async () => `${stage.url}/v#${"x".repeat(43)}`],
    ["lost its end", "Deze link kennen we niet", async () => `${stage.url}/v#abc`],
    [
      "was withdrawn",
      "Deze link werkt niet meer",
      async () => {
        const { id, link } = await fieldwork.invite("withdrawn");
        await stage.steps.survey.revokeInvitation(id);
        return stage.linkTo(link);
      },
    ],
    [
      "has expired",
      "Deze link is verlopen",
      async () => {
        const { id, link } = await fieldwork.invite("expired");
        await stage.services.database.invitation.update({ where: { id }, data: { expiresAt: new Date(0) } });
        return stage.linkTo(link);
      },
    ],
    ["is not there", "Open je persoonlijke link", async () => `${stage.url}/v/3`],
  ])("because it %s: %s", async (_why, words, address) => {
    const page = await stage.visit();
    await page.goto(await address());
    await heading(page, words).waitFor();
    expect(page.url()).not.toContain("#");
    await expectGood(page);
  });
});

describe("without network", () => {
  it("nothing is lost: the answer waits, the person goes on, and it is saved when it can be", async () => {
    const { page } = await firstQuestion("offline");
    await page.context().setOffline(true);
    await page.getByLabel("Bij familie").check();
    await page.getByText(/^Je hebt geen internet. Je antwoord staat nog hier/).waitFor();
    expect(await page.getByLabel("Bij familie").isChecked()).toBe(true);
    await expectGood(page);
    await page.locator("button[type=submit]").click();
    await heading(page, "Bij wie kun je terecht?").waitFor();
    await page.getByLabel("Een vriend").check();
    await page.context().setOffline(false);
    await page.getByRole("status").getByText("Bewaard", { exact: true }).waitFor();
    await expect.poll(() => fieldwork.kept("offline")).toEqual({ home: "family", helpers: ["friend"] });
  });

  it("a link can be opened again with a button", async () => {
    const { link } = await fieldwork.invite("offline at first");
    const page = await stage.visit();
    await page.route("**/graphql", (route) => route.abort("internetdisconnected"));
    await page.goto(stage.linkTo(link));
    await page.getByText("Geen verbinding").waitFor();
    await expectGood(page);
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Probeer opnieuw" }).click();
    await heading(page, "Hoe gaat het nu met je?").waitFor();
  });
});

describe("after too long a while", () => {
  const endSessions = (invitationId: string) =>
    stage.services.database.respondentSession.deleteMany({ where: { invitationId } });

  it("the link in another tab saves what was not saved yet", async () => {
    const { page, link, id } = await firstQuestion("away");
    await endSessions(id);
    await page.getByLabel("Bij familie").check();
    await page.getByText("Je was te lang weg.").waitFor();
    expect(await fieldwork.kept("away")).toEqual({});
    await expectGood(page);
    const tab = await page.context().newPage();
    await tab.goto(stage.linkTo(link));
    await page.getByRole("status").getByText("Bewaard", { exact: true }).waitFor();
    expect(await fieldwork.kept("away")).toEqual({ home: "family" });
  });

  it("another person's link in another tab never gets it", async () => {
    const { page, id } = await firstQuestion("first person");
    const other = await fieldwork.invite("second person");
    await endSessions(id);
    await page.getByLabel("Bij familie").check();
    await page.getByText("Je was te lang weg.").waitFor();
    const tab = await page.context().newPage();
    await tab.goto(stage.linkTo(other.link));
    await tab.getByRole("button", { name: "Ja, ik doe mee" }).click();
    await heading(tab, "Waar woon je nu?").waitFor();
    await page.getByText("Je was te lang weg.").waitFor({ state: "hidden" });
    expect(await fieldwork.kept("second person")).toEqual({});
    expect(await fieldwork.kept("first person")).toEqual({});
  });
});
