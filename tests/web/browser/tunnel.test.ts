import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { field, type Fieldwork } from "./questionnaire.ts";
import { expectGood, openStage, type Stage } from "./stage.ts";

/*
 * No network in the middle, the page opened anew, another device, somebody else's phone.
 */

let stage: Stage;
let fieldwork: Fieldwork;
beforeAll(async () => {
  stage = await openStage();
  fieldwork = await field(stage);
});
afterAll(() => stage?.close());

const heading = (page: Page, words: string) => page.getByRole("heading", { level: 1, name: words });
const next = (page: Page) => page.locator("button[type=submit]").click();
const saved = (page: Page) => page.getByRole("status").getByText("Bewaard", { exact: true });

async function begin(person: string): Promise<{ page: Page; link: string }> {
  const { link } = await fieldwork.invite(person);
  const page = await stage.visit();
  await page.goto(stage.linkTo(link));
  await page.getByRole("button", { name: "Ja, ik doe mee" }).click();
  await heading(page, "Waar woon je nu?").waitFor();
  return { page, link };
}

/** Until the pages are kept on the phone. */
const untilKept = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });

/** Everything that is kept on the phone in a form that somebody could read. */
const readable = (page: Page) =>
  page.evaluate(async () => {
    const opening = indexedDB.open("weerklank.kept-here");
    const database = await new Promise<IDBDatabase>((resolve) => (opening.onsuccess = () => resolve(opening.result)));
    const all = database.transaction("kept").objectStore("kept").getAll();
    const kept = await new Promise<{ id: string; sealed: ArrayBuffer }[]>(
      (resolve) => (all.onsuccess = () => resolve(all.result as { id: string; sealed: ArrayBuffer }[])),
    );
    database.close();
    const pages = await Promise.all(
      (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    );
    return {
      names: kept.map(({ id }) => id),
      text: kept.map(({ sealed }) => new TextDecoder("latin1").decode(sealed)).join(),
      pages: pages.flat(),
      stored: JSON.stringify({ ...localStorage }),
    };
  });

describe("through a tunnel", () => {
  it("questions open again without network, and answers are sent once and in order when it is back", async () => {
    const { page } = await begin("tunnel");
    await page.getByLabel("Bij familie").check();
    await saved(page).waitFor();
    await untilKept(page);

    const sent: string[] = [];
    page.on("request", (request) => {
      const { query = "", variables } = (request.postDataJSON() ?? {}) as {
        query?: string;
        variables?: { question?: string; given?: { turn: number } };
      };
      if (query.includes("mutation SaveAnswer")) sent.push(variables?.question ?? "");
    });
    await page.context().setOffline(true);
    await next(page);
    await heading(page, "Bij wie kun je terecht?").waitFor();
    await page.getByLabel("Een vriend").check();
    await page.getByText(/^Je hebt geen internet/).waitFor();
    await expectGood(page);
    await page.reload();
    await heading(page, "Bij wie kun je terecht?").waitFor();
    expect(await page.getByLabel("Een vriend").isChecked()).toBe(true);
    await expectGood(page);
    await next(page);
    await heading(page, "Hoe goed is er naar je geluisterd?").waitFor();
    await page.getByRole("radio", { name: /^7/ }).check();
    await page.getByText(/^Je hebt geen internet/).waitFor();

    const kept = await readable(page);
    expect(kept.names.length).toBeGreaterThan(1);
    expect(kept.text).not.toMatch(/friend|helpers|Waar woon/);
    expect(kept.pages.filter((url) => new URL(url).pathname === "/graphql" || url.includes("#"))).toEqual([]);
    expect(await fieldwork.kept("tunnel")).toEqual({ home: "family" });

    sent.length = 0;
    await page.context().setOffline(false);
    await saved(page).waitFor();
    await expect.poll(() => fieldwork.kept("tunnel")).toEqual({ home: "family", helpers: ["friend"], heard: 7 });
    expect(sent).toEqual(["helpers", "heard"]);
    await page.reload();
    await heading(page, "Hoe goed is er naar je geluisterd?").waitFor();
    expect(sent).toEqual(["helpers", "heard"]);
  });

  it("a page that was closed opens with the link alone, and gives what it kept to nobody else", async () => {
    const { page, link } = await begin("closed page");
    await page.getByLabel("Bij familie").check();
    await saved(page).waitFor();
    await untilKept(page);
    await page.context().setOffline(true);
    await next(page);
    await page.getByLabel("Een mentor").check();
    await page.getByText(/^Je hebt geen internet/).waitFor();
    const context = page.context();
    await page.close({ runBeforeUnload: false });

    const other = await context.newPage();
    await other.goto(`${stage.url}/v`);
    await other.getByText("Geen verbinding").waitFor();
    expect(await other.getByText("Een mentor").count()).toBe(0);
    await other.goto("about:blank");
    await other.goto(stage.linkTo(link));
    await heading(other, "Hoe goed is er naar je geluisterd?").waitFor();
    await other.getByRole("link", { name: "Terug" }).click();
    await heading(other, "Bij wie kun je terecht?").waitFor();
    expect(await other.getByLabel("Een mentor").isChecked()).toBe(true);
    await other.getByText(/^Je hebt geen internet/).waitFor();
    await context.setOffline(false);
    await saved(other).waitFor();
    await expect.poll(() => fieldwork.kept("closed page")).toEqual({ home: "family", helpers: ["mentor"] });
  });
});

describe("another phone", () => {
  it("that sent everything meanwhile is told of, with what did not come along", async () => {
    const { page, link } = await begin("too late");
    await page.getByLabel("Bij familie").check();
    await saved(page).waitFor();
    await page.context().setOffline(true);
    await page.getByRole("radio").nth(1).check();
    await next(page);
    await page.getByLabel("Een mentor").check();
    await page.getByText(/^Je hebt geen internet/).waitFor();

    const { survey } = stage.steps;
    const { holder } = await survey.openInvitation(link.split("#")[1] ?? "");
    await survey.saveAnswer(holder, "helpers", ["mentor"]);
    await survey.saveAnswer(holder, "heard", 9);
    await survey.sendResponse(holder);
    let opened = 0;
    page.on("request", (request) => {
      if (request.postData()?.includes("query WhoseLink")) opened++;
    });
    await page.context().setOffline(false);
    await heading(page, "Dit antwoord ging niet mee").waitFor();
    await page.getByText("Waar woon je nu?").waitFor();
    await page.getByText("In een huis van de jeugdbeschermingsorganisatie").waitFor();
    // What is the same on both is nothing to be told of.
    expect(await page.getByText("Bij wie kun je terecht?").count()).toBe(0);
    await expectGood(page);
    await page.getByRole("button", { name: "Ik heb het gelezen" }).click();
    await page.waitForURL("**/v/echo");
    expect(opened).toBeLessThan(4);
    expect(await fieldwork.kept("too late")).toEqual({ home: "family", helpers: ["mentor"], heard: 9 });
  });
});

describe("somebody else's phone", () => {
  it("is left at once, with nothing on it and the session closed", async () => {
    const { page } = await begin("not alone");
    await page.getByLabel("Bij familie").check();
    await saved(page).waitFor();
    await page.route("https://www.buienradar.nl/**", (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>Weer</title>" }),
    );
    const closed = page.waitForRequest((request) => request.postData()?.includes("closeRespondentSession") ?? false);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.waitForURL("https://www.buienradar.nl/");
    await closed;
    await expect
      .poll(async () =>
        (await page.context().cookies(stage.url)).map(({ name }) => name).filter((name) => /respondent/.test(name)),
      )
      .toEqual([]);
    await page.goBack();
    await heading(page, "Open je persoonlijke link").waitFor();
    expect(await page.getByText("Bij familie").count()).toBe(0);
    await expect.poll(async () => (await readable(page)).names).toEqual([]);
  });

  it("asks for the code of one's own before anything is shown that was said", async () => {
    const { page, link } = await begin("code");
    await page.getByLabel("Bij familie").check();
    await saved(page).waitFor();
    await page.getByRole("link", { name: "Over dit onderzoek" }).click();
    await page.getByLabel("Je code").fill("kort");
    await page.getByRole("button", { name: "Code instellen" }).click();
    await page.getByText("Kies een code van 6 tot en met 64 tekens.").waitFor();
    await expectGood(page);
    await page.getByLabel("Je code").fill("mijn eigen woord");
    await page.getByRole("button", { name: "Code instellen" }).click();
    await page.getByText(/^Er is een code/).waitFor();
    await expectGood(page);

    const second = await stage.visit({ locale: "en-GB" });
    await second.goto(stage.linkTo(link));
    await heading(second, "Give your own code").waitFor();
    await second.getByLabel("Your code").fill("iets anders");
    await second.getByRole("button", { name: "Go on" }).click();
    await second.getByText("That is not the code. You can try 4 more times.").waitFor();
    await expectGood(second);
    await second.getByLabel("Your code").fill("mijn eigen woord");
    await second.getByRole("button", { name: "Go on" }).click();
    await heading(second, "Who can you turn to?").waitFor();

    const third = await stage.visit();
    await third.goto(stage.linkTo(link));
    await third.getByRole("button", { name: "Ik weet de code niet meer" }).click();
    await heading(third, "Waar woon je nu?").waitFor();
    expect(await third.getByLabel("Bij familie").isChecked()).toBe(false);
    await third.getByRole("radio").nth(1).check();
    await saved(third).waitFor();
    await expect.poll(() => fieldwork.kept("code")).toEqual({ home: "house" });
  });
});
