import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../../api/people/people.ts";
import { studyPackage, writePackage } from "../../testkit/study-package.ts";
import { DESK, heading, openDesk, STUDY, type Desk } from "./desk.ts";
import { expectGood, PHONE } from "./stage.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 300_000);
afterAll(() => desk?.close());

const level2 = (page: Page, words: string | RegExp) => page.getByRole("heading", { level: 2, name: words });

describe("every page for people at work", () => {
  const pages: [string, RegExp, Role][] = [
    ["/studies", /^(Onderzoeken|Studies)$/, "RESEARCHER"],
    [`/studies/${STUDY}`, /^Op eigen benen/, "RESEARCHER"],
    [`/studies/${STUDY}/surveys`, /^(Vragenlijsten van|Surveys of)/, "RESEARCHER"],
    [`/studies/${STUDY}/snapshots`, /^(Momentopnamen van|Snapshots of)/, "RESEARCHER"],
    ["/new-study", /^(Een nieuw onderzoek|A new study)$/, "RESEARCHER"],
    ["/ask", /^(Stel een vraag|Ask a question)$/, "RESEARCHER"],
    ["/import", /^(Breng een onderzoek in|Bring a study in)$/, "RESEARCHER"],
    ["/findings/new", /^(Maak een bevinding|Make a finding)$/, "RESEARCHER"],
    ["/findings/none", /^(Deze bevinding is er niet|This finding does not exist)$/, "RESEARCHER"],
    ["/account", /^(Je account|Your account)$/, "RESEARCHER"],
    ["/sign-in", /^(Je bent ingelogd|You are signed in)$/, "RESEARCHER"],
    ["/outcomes", /^(Wat er gedaan is|What was done)$/, "MEMBER"],
    ["/outcomes/new", /^(Leg vast wat er gedaan is|Record what was done)$/, "MEMBER"],
  ];
  it.each(pages)("%s is good in both languages, on a phone and on a desk", async (path, title, role) => {
    for (const options of [
      { ...PHONE, locale: "nl-NL" },
      { ...DESK, locale: "en-GB" },
    ]) {
      const page = await desk.enter(role, options);
      await page.goto(desk.url + path);
      await heading(page, title).waitFor();
      await page.waitForLoadState("networkidle");
      await expectGood(page);
      await page.context().close();
    }
  });

  it("is good with text twice as large", async () => {
    const page = await desk.visit({ viewport: { width: 640, height: 800 }, textSize: 200 });
    await page.goto(`${desk.url}/studies/${STUDY}`);
    await heading(page, /^Op eigen benen/).waitFor();
    await expectGood(page);
  });
});

describe("the findings of a study", () => {
  it("can be followed with a feed reader", async () => {
    const page = await desk.visit(DESK);
    await page.goto(`${desk.url}/studies/${STUDY}`);
    const href = await page.getByRole("link", { name: "Volg de bevindingen (Atom)" }).getAttribute("href");
    const found = await page
      .locator('link[rel="alternate"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(found).toEqual(["/feed.atom", href]);
    for (const feed of found) {
      const answer = await page.request.get(new URL(feed ?? "", desk.url).href);
      expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, expect.stringContaining("atom+xml")]);
    }
  });
});

describe("signing in", () => {
  it("goes by a link from a mail, once, and its secret leaves the address", async () => {
    const email = "new@weerklank.example";
    await desk.steps.people.ensureAccount({ email, name: "New", roles: ["RESEARCHER"] });
    const page = await desk.visit(DESK);
    await page.goto(`${desk.url}/sign-in`);
    await page.getByRole("textbox", { name: "Mailadres" }).fill("geen adres");
    await page.getByRole("button", { name: "Stuur me een link" }).click();
    const box = page.getByRole("textbox", { name: "Mailadres" });
    await page.getByText("Dit lijkt geen mailadres. Kijk het nog eens na.").waitFor();
    expect(await box.getAttribute("aria-invalid")).toBe("true");
    await expectGood(page);
    await box.fill(email);
    await page.getByRole("button", { name: "Stuur me een link" }).click();
    await heading(page, "Kijk in je mail").waitFor();

    const link = await desk.mailedLink(email);
    await page.goto(link);
    await heading(page, "Je link om in te loggen").waitFor();
    await expect.poll(() => page.url()).toBe(`${desk.url}/sign-in`);
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByRole("link", { name: "New" }).click();
    await heading(page, "Je account").waitFor();
    await page.getByRole("button", { name: "Log uit" }).click();
    await page.waitForURL(`${desk.url}/`);
    await page.goto(`${desk.url}/account`);
    await page.getByText("Je bent niet ingelogd.").waitFor();

    await page.goto(link);
    await page.getByRole("button", { name: "Log in" }).click();
    await page
      .getByRole("alert")
      .getByText(/^Deze link werkt niet meer/)
      .waitFor();
    await expectGood(page);
  });
});

describe("an access token", () => {
  it("is shown once, works, and ends when it is revoked", async () => {
    const page = await desk.enter("RESEARCHER");
    await page.goto(`${desk.url}/account`);
    await page.getByRole("button", { name: "Maak een toegangsbewijs" }).click();
    await page.getByText("Vul dit in.").waitFor();
    await page.getByRole("textbox", { name: "Naam" }).fill("R op mijn laptop");
    await page.getByRole("button", { name: "Maak een toegangsbewijs" }).click();
    const secret = await page.getByLabel("Toegangsbewijs", { exact: true }).innerText();
    await expectGood(page);
    const asked = async () => {
      const response = await fetch(`${desk.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
        body: JSON.stringify({ query: "{ viewer { name } }" }),
      });
      return response.text();
    };
    expect(await asked()).toContain("A RESEARCHER");
    await page.getByRole("button", { name: "Trek in: R op mijn laptop" }).click();
    await page.getByRole("cell", { name: "ingetrokken" }).waitFor();
    expect(await asked()).not.toContain("A RESEARCHER");
  });
});

describe("the list of studies", () => {
  it("is searched and filtered, and says when nothing is found", async () => {
    const page = await desk.visit(DESK);
    await page.goto(`${desk.url}/studies`);
    await page.getByText("1 onderzoek", { exact: true }).waitFor();
    await page.getByText("voorbeeld, verzonnen").waitFor();
    await page.getByRole("searchbox").fill("bestaat niet");
    await page.getByRole("button", { name: "Zoek" }).click();
    await page.getByText("Niets gevonden", { exact: true }).waitFor();
    await expectGood(page);
    await page.getByRole("button", { name: "Laat alles zien" }).click();
    await page.getByRole("radio", { name: "Wonen" }).check();
    await page.getByRole("link", { name: /^Op eigen benen/ }).click();
    await heading(page, /^Op eigen benen/).waitFor();
    await page.getByText("Voorlopig: het onderzoek loopt nog. Dit weten we tot nu toe.").waitFor();
    await page.getByRole("radio", { name: "Wonen" }).check();
    await page.getByText("3 van 24 vragen en kenmerken").waitFor();
    await page.getByText("alleen jij of het onderzoek weet dit").first().waitFor();
    await page.getByRole("link", { name: "Stel een vraag over Wonen: ik heb een vaste, veilige plek" }).click();
    await page.getByText("Hoeveel mensen zijn er, naar “Wonen: ik heb een vaste, veilige plek”?").waitFor();
  });
});

describe("a study that is brought in", () => {
  async function bringIn(files: Record<string, string>): Promise<Page> {
    const page = await desk.enter("RESEARCHER");
    await page.goto(`${desk.url}/import`);
    await page.getByLabel("Kies een map").setInputFiles(await writePackage(files));
    await page.getByRole("button", { name: "Breng in" }).click();
    return page;
  }

  it("comes in whole, with many moments that stay readable", async () => {
    const waves = Array.from({ length: 72 }, (_, i) => ({ wave: i + 1, label: `maand ${i + 1}` }));
    const files = studyPackage({ name: "many", title: "Veel metingen" });
    const description = JSON.parse(files["datapackage.json"] ?? "") as object;
    const page = await bringIn({ ...files, "datapackage.json": JSON.stringify({ ...description, waves }) });
    await level2(page, "Het onderzoek is ingebracht").waitFor();
    await expectGood(page);
    await page.getByRole("link", { name: "Naar het onderzoek" }).click();
    await heading(page, "Veel metingen").waitFor();
    await page.getByText("72 metingen, van maand 1 tot en met maand 72.").waitFor();
    await page.getByText("Alle metingen").click();
    await page.getByText("maand 37").waitFor();
    await page.setViewportSize({ width: 320, height: 640 });
    await expectGood(page);
  });

  it("does not come in where something is wrong, and says where", async () => {
    const page = await bringIn(studyPackage({ name: "wrong", title: "Wrong", rows: ["p1,1,misschien", "p1,2,yes"] }));
    await level2(page, "Het onderzoek is niet ingebracht").waitFor();
    await page.getByText(/Er is niets veranderd\.$/).waitFor();
    await page.getByRole("rowheader", { name: "De waarde bij ok is geen van de categorieën." }).waitFor();
    await expectGood(page);
    const [report] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /^Haal de lijst met alle problemen op/ }).click(),
    ]);
    expect(await readFile(await report.path(), "utf8")).toContain("geen van de categorieën");
    await page.goto(`${desk.url}/studies/wrong`);
    await heading(page, "Dit onderzoek is er niet").waitFor();
  });

  it("needs a description", async () => {
    const page = await desk.enter("RESEARCHER");
    await page.goto(`${desk.url}/import`);
    await page
      .getByLabel("Kies bestanden")
      .setInputFiles([{ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("a\n1\n") }]);
    await page.getByText(/^Er is geen beschrijving bij/).waitFor();
    expect(await page.getByRole("button", { name: "Breng in" }).count()).toBe(0);
  });
});

describe("what becomes of an answer", () => {
  it("is a finding, made public, and then something that was not done with its reason", async () => {
    const page = await desk.enter("RESEARCHER");
    await page.goto(
      desk.askAt(
        {
          studies: [STUDY],
          measure: { share: { is: { variable: { name: "wonen" }, in: ["op_orde"] } } },
          by: [{ variable: { name: "zorg" } }],
        },
        true,
      ),
    );
    await page.getByRole("link", { name: "Maak hier een bevinding van" }).click();
    await heading(page, "Maak een bevinding").waitFor();
    await page.getByRole("button", { name: "Bewaar als concept" }).click();
    expect(await page.getByText("Vul dit in.").count()).toBe(2);
    const title = page.getByRole("textbox", { name: "Titel", exact: true });
    expect(await title.getAttribute("aria-invalid")).toBe("true");
    await title.fill("Wonen hangt samen met waar je vandaan komt");
    await page.getByRole("textbox", { name: "In gewone woorden", exact: true }).fill("Dat is wat we zien.");
    await page.getByRole("radio", { name: /^Staven/ }).check();
    await expectGood(page);
    await page.getByRole("button", { name: "Bewaar als concept" }).click();
    await page.getByText("Dit is een concept. Alleen onderzoekers zien het.").waitFor();
    const address = page.url();

    const member = await desk.enter("MEMBER");
    await member.goto(address);
    await heading(member, "Deze bevinding is er niet").waitFor();
    await page.getByRole("button", { name: "Maak openbaar" }).click();
    await page.getByText(/Gepubliceerd op/).waitFor();

    await member.reload();
    await member.getByRole("link", { name: "Leg vast wat er gedaan is" }).click();
    await member.getByRole("textbox", { name: "Wat", exact: true }).fill("Een extra begeleider");
    await member.getByRole("textbox", { name: "Wie doet het" }).fill("Jeugdteam");
    await member.getByRole("combobox", { name: "Hoe staat het ervoor" }).selectOption("NOT_DONE");
    await member.getByRole("button", { name: "Leg vast" }).click();
    await member.getByText("Vul dit in.").waitFor();
    expect(await member.getByRole("textbox", { name: "Wat", exact: true }).inputValue()).toBe("Een extra begeleider");
    await expectGood(member);
    await member.getByRole("textbox", { name: "Waarom niet" }).fill("Er is geen geld.");
    await member.getByLabel("Datum").fill("2999-01-01");
    await member.getByRole("button", { name: "Leg vast" }).click();
    await member.getByText("Kijk deze datum nog eens na.").waitFor();
    await member.getByLabel("Datum").fill("2026-01-05");
    await member.getByRole("button", { name: "Leg vast" }).click();
    await heading(member, "Wat er gedaan is").waitFor();
    await member.getByText("Waarom niet: Er is geen geld.").waitFor();

    await member.getByRole("button", { name: "Verander: Een extra begeleider" }).click();
    await member.getByRole("combobox", { name: "Hoe staat het ervoor" }).selectOption("DONE");
    await expectGood(member);
    await member.getByRole("button", { name: "Bewaar" }).click();
    await member.getByText("Waarom niet: Er is geen geld.").waitFor({ state: "detached" });
    await page.goto(address);
    await page.getByText("Een extra begeleider").waitFor();
    await expectGood(page);
  });
});

describe("people who are invited", () => {
  it("get personal links that are shown once, and a promise that is moved with its reason", async () => {
    const page = await desk.enter("RESEARCHER");
    await page.goto(`${desk.url}/studies/${STUDY}/surveys`);
    await page.getByText("Nodig mensen uit").click();
    const participants = page.getByRole("textbox", { name: "Deelnemers" });
    await participants.fill("iemand@voorbeeld.nl");
    await page.getByRole("button", { name: "Maak persoonlijke links" }).click();
    await page.getByText("Dit lijkt een mailadres. Gebruik schuilnamen.").waitFor();
    await participants.fill("nieuw-1\nnieuw-2\nnieuw-1");
    await page.getByRole("button", { name: "Maak persoonlijke links" }).click();
    await page.getByText("De persoonlijke links", { exact: true }).first().waitFor();
    expect(await page.getByText(/\/v#/).count()).toBe(2);
    await expectGood(page);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Haal de links op (CSV)" }).click(),
    ]);
    expect((await readFile(await file.path(), "utf8")).trimEnd().split("\r\n")).toHaveLength(3);
    await page.getByRole("button", { name: "Ik heb ze bewaard" }).click();
    expect(await page.getByText(/\/v#/).count()).toBe(0);

    await page.getByText("Verzet de belofte").click();
    await page.getByLabel("Nieuwe dag").fill("2099-03-03");
    await page.getByRole("button", { name: "Verzet", exact: true }).click();
    await page.getByText("Vul dit in.").waitFor();
    await page.getByRole("textbox", { name: "Waarom wordt het later" }).fill("We hebben meer tijd nodig.");
    await page.getByRole("button", { name: "Verzet", exact: true }).click();
    // Too far away to be a promise; the API says so at the field, and nothing typed is lost.
    await expect.poll(() => page.getByLabel("Nieuwe dag").getAttribute("aria-invalid")).toBe("true");
    const nextYear = new Date().getUTCFullYear() + 1;
    await page.getByLabel("Nieuwe dag").fill(`${nextYear}-12-03`);
    await page.getByRole("button", { name: "Verzet", exact: true }).click();
    await page.getByText("De belofte is verzet.").waitFor();
    await page.getByText(/Waarom later: We hebben meer tijd nodig\./).waitFor();
    await page
      .getByText(new RegExp(`3 december ${nextYear}`))
      .first()
      .waitFor();
  });
});
