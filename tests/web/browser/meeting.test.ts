import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { secretIn } from "../../testkit/api-server.ts";
import { expectGood, openStage, type Stage, tabTo } from "./stage.ts";

/*
 * A meeting from both sides: the host with a laptop on a beamer, somebody with a phone, and two others who write.
 */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.services.database.study.create({ data: { slug: "thuis", title: "Thuis", createdAt: new Date() } });
});
afterAll(() => stage?.close());

const heading = (page: Page, words: string) => page.getByRole("heading", { level: 1, name: words });

/** Somebody at a desk, signed in. */
async function enter(): Promise<Page> {
  const { people } = stage.steps;
  const account = await people.ensureAccount({ email: "lid@werkplaats.example", name: "Een lid", roles: ["MEMBER"] });
  await people.ensureWorkplace("Leerwerkplaats", [account.id]);
  people.askSignInLink(account.email, "nl");
  await people.settle();
  const page = await stage.visit({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${stage.url}/sign-in#${secretIn(stage.services.outbox.at(-1))}`);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL("**/studies");
  return page;
}

/** Others in the room, whose phones we do not look at. */
async function others(code: string, texts: readonly string[]): Promise<void> {
  const { meeting, survey } = stage.steps;
  for (const [at, text] of texts.entries()) {
    const { holder } = await meeting.join(code, `somebody-else-in-the-room-${at}`, async () => {});
    await survey.giveConsent(holder, true);
    const [first] = await meeting.ownThemes(holder);
    await meeting.contribute(holder, first!.id, `what-somebody-else-said-${at}`, text);
  }
}

describe("a meeting", () => {
  it("is made, opened, joined by code, written in, read together and ended", async () => {
    const host = await enter();
    await host.getByRole("link", { name: "Gesprekken" }).click();
    await host.getByText("Er is nog geen gesprek").waitFor();
    await expectGood(host);
    await host.getByRole("link", { name: "Nieuw gesprek" }).click();
    await host.getByLabel("Bij welk onderzoek").selectOption("Thuis");
    await host.getByLabel("Titel", { exact: true }).fill("Praten over wonen");
    await host.getByRole("button", { name: "Maak het gesprek" }).click();
    await host.getByText("Schrijf 1 tot 10 thema's").waitFor();
    await expectGood(host);
    await host
      .getByLabel("Thema's", { exact: true })
      .fill("Wat hielp jou?\nWat moet de jeugdbeschermingsorganisatie anders doen?");
    await host.getByRole("button", { name: "Maak het gesprek" }).click();
    await heading(host, "Praten over wonen").waitFor();
    await expectGood(host);
    await host.getByRole("button", { name: "Open de ruimte" }).click();
    await host.getByRole("img", { name: /^QR-code van/ }).waitFor();
    const code = (await host.locator("[data-room-code]").innerText()).trim();
    expect(code).toMatch(/^[A-Z2-9]{4}\s[A-Z2-9]{4}$/);
    await expectGood(host);
    await host.reload();
    await host.locator("[data-room-code]").waitFor();

    const phone = await stage.visit();
    await phone.goto(`${stage.url}/join#BBBBBBBB`);
    await heading(phone, "Doe mee met een code").waitFor();
    expect(phone.url()).toBe(`${stage.url}/join`);
    await phone.getByRole("button", { name: "Ga naar binnen" }).click();
    await phone.getByText("Met deze code kun je nu niet naar binnen.").waitFor();
    await expectGood(phone);
    await phone.getByLabel("Code", { exact: true }).fill(code.toLowerCase());
    await phone.keyboard.press("Enter");
    await phone.waitForURL("**/v");
    await phone.getByText("Er zijn 2 thema's.").waitFor();
    await phone.getByRole("button", { name: "Ja, ik doe mee" }).click();
    await phone.waitForURL("**/v/meeting");
    await heading(phone, "Praten over wonen").waitFor();
    await expectGood(phone);
    await tabTo(phone, "Schrijf hier").catch(() => phone.getByLabel("Schrijf hier").first().focus());
    await phone.keyboard.type("Mijn tante hielp.");
    await tabTo(phone, "Verstuur");
    await phone.keyboard.press("Enter");
    await phone.getByText("Verstuurd.").waitFor();
    await phone.getByRole("button", { name: "Neem terug: Mijn tante hielp." }).waitFor();
    await expectGood(phone);
    await others(code, ["Een eigen kamer.", "Piet deed het."]);

    // Through a tunnel: written, closed, opened again, one thrown away, and sent once and in order when it is over.
    const workers = () =>
      phone.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map(({ active }) => active?.state));
    await expect.poll(workers, { timeout: 20_000 }).toEqual(["activated"]);
    const sent: string[] = [];
    phone.on("request", (request) => {
      const { query = "", variables } = (request.postDataJSON() ?? {}) as {
        query?: string;
        variables?: { text: string };
      };
      if (query.includes("mutation Contribute")) sent.push(variables?.text ?? "");
    });
    await phone.context().setOffline(true);
    for (const text of ["Mijn oom ook.", "Dit toch niet.", "En mijn zus."]) {
      await phone.getByLabel("Schrijf hier").first().fill(text);
      await phone.getByRole("button", { name: "Verstuur" }).first().click();
      await phone.getByRole("button", { name: `Gooi weg: ${text}` }).waitFor();
    }
    expect(await phone.getByText(/Nog niet verstuurd/).count()).toBe(3);
    await phone.reload();
    await phone.getByText(/Dit zag je het laatst op/).waitFor();
    await phone.getByRole("button", { name: "Gooi weg: Dit toch niet." }).click();
    await expectGood(phone);
    sent.length = 0;
    await phone.context().setOffline(false);
    await phone.getByRole("button", { name: "Neem terug: En mijn zus." }).waitFor();
    expect(sent).toEqual(["Mijn oom ook.", "En mijn zus."]);
    expect(await phone.getByText(/Nog niet verstuurd/).count()).toBe(0);
    await expectGood(phone);

    await host.getByText("3 van 200").waitFor();
    await host.getByRole("button", { name: "Stop het schrijven en lees eerst" }).click();
    await host.getByText("Lees zelf eerst (niet op het grote scherm)").click();
    await host.getByRole("button", { name: "Verberg: Piet deed het." }).click();
    await host.getByLabel("Reden").fill("Er staat een naam in.");
    await expectGood(host);
    await host.getByRole("button", { name: "Verberg", exact: true }).click();
    await host.getByText("Verborgen: Er staat een naam in.").waitFor();
    await host.getByRole("button", { name: "Laat weer zien: Piet deed het." }).click();
    await host.getByRole("button", { name: "Laat de groep lezen" }).click();
    await host.getByText("De groep leest dit nu.").waitFor();

    await phone.getByText("Een eigen kamer.").waitFor();
    await phone.getByText("van jou").first().waitFor();
    expect(await phone.getByText("van jou").count()).toBe(3);
    await expectGood(phone);
    await host.getByRole("link", { name: "Leg vast wat ermee is gedaan" }).click();
    await host.getByText("Door wat gezegd is in het gesprek “Praten over wonen”").waitFor();
    await host.getByLabel("Wat", { exact: true }).fill("Overal deuren die op slot kunnen");
    await host.getByLabel("Wie doet het").fill("De gemeente");
    await host.getByRole("button", { name: "Leg vast" }).click();
    await host.waitForURL("**/outcomes");
    await host.goBack();
    await host.goBack();
    await host.getByText("Overal deuren die op slot kunnen").waitFor();
    await phone.getByRole("link", { name: "Kijk wat ermee is gedaan" }).click();
    await phone.getByText("Overal deuren die op slot kunnen").waitFor();
    await expectGood(phone);
    await phone.getByRole("link", { name: "Terug naar het gesprek" }).click();

    const link = await phone.locator("code").innerText();
    expect(link).toMatch(/\/v#[\w-]{43}$/);

    await host.getByRole("button", { name: "Sluit het gesprek af" }).click();
    await host.getByRole("button", { name: "Ja, sluit af" }).click();
    await host.getByText("Dit gesprek is afgelopen.").first().waitFor();
    await expectGood(host);
    const later = await stage.visit();
    await later.goto(stage.linkTo(link));
    await later.waitForURL("**/v/meeting");
    await later.getByText("Dit gesprek is afgelopen.").waitFor();
    await later.getByText("Mijn tante hielp.").waitFor();
    expect(await later.getByText("Een eigen kamer.").count()).toBe(0);
    await later.getByRole("button", { name: "Neem terug: Mijn tante hielp." }).click();
    await later.getByText("Teruggenomen. Het is weg.").waitFor();
    await expectGood(later);
  });
});
