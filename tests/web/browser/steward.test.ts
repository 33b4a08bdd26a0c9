import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DESK, heading, openDesk, STUDY, type Desk } from "./desk.ts";
import { expectGood, PHONE } from "./stage.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 300_000);
afterAll(() => desk?.close());

const WORDS = { ...DESK, locale: "nl-NL" };
const question = { studies: [STUDY], measure: { count: true }, by: [{ variable: { name: "woonplek" } }] };

describe("how figures are protected", () => {
  it("is there for everybody, in both languages, with the numbers in force", async () => {
    for (const [options, title, rule] of [
      [{ ...PHONE, locale: "nl-NL" }, "Hoe we cijfers beschermen", "Hoogstens 60 vragen per minuut."],
      [{ ...DESK, locale: "en-GB" }, "How figures are protected", "At most 60 questions a minute."],
    ] as const) {
      const page = await desk.visit(options);
      await page.goto(`${desk.url}/protection`);
      await heading(page, title).waitFor();
      await page.getByText(rule).waitFor();
      await expectGood(page);
      await page.context().close();
    }
  });
});

describe("a steward", () => {
  it("finds the way from the navigation; a researcher does not, and is told whose page it is", async () => {
    const page = await desk.enter("STEWARD", WORDS);
    await page.goto(`${desk.url}/studies`);
    await page.getByRole("link", { name: "Bescherming", exact: true }).click();
    await heading(page, "Bescherming").waitFor();
    await page.getByText(/^Over geen enkele variabele/).waitFor();
    await expectGood(page);
    const researcher = await desk.enter("RESEARCHER", WORDS);
    await researcher.goto(`${desk.url}/studies`);
    await heading(researcher, "Onderzoeken").waitFor();
    expect(await researcher.getByRole("link", { name: "Bescherming", exact: true }).count()).toBe(0);
    for (const path of ["/steward", `/steward/${STUDY}`]) {
      await researcher.goto(desk.url + path);
      await researcher.getByText("Deze pagina is er voor dataverantwoordelijken.").waitFor();
      await expectGood(researcher);
    }
  });

  it("sees what was asked, gives more room for a reason, and the asker reads it beside the question", async () => {
    const study = await desk.steps.study.studyBySlug(STUDY);
    const answers = (await desk.steps.study.variables(study?.id ?? "")).filter(
      ({ role, type }) => role === "ANSWER" && type === "CATEGORICAL",
    );
    const answer = answers[0] ?? expect.unreachable("the demo has an answer");
    const asked = { ...question, by: [{ variable: { name: answer.name } }] };
    const researcher = await desk.enter("RESEARCHER", WORDS);
    await researcher.goto(desk.askAt(asked));
    await researcher.getByText(`Je hebt nog 20 van 20 soorten vragen over “${answer.label}”.`).waitFor();
    await researcher.getByRole("button", { name: "Laat het antwoord zien" }).click();
    await researcher.getByText(`Je hebt nog 19 van 20 soorten vragen over “${answer.label}”.`).waitFor();
    await expectGood(researcher);

    const page = await desk.enter("STEWARD", WORDS);
    await page.goto(`${desk.url}/steward/${STUDY}`);
    await heading(page, /^Bescherming van/).waitFor();
    await page
      .getByRole("row", { name: new RegExp(`^A RESEARCHER.*1 van 20`) })
      .first()
      .waitFor();
    await expectGood(page);
    await page.getByRole("button", { name: "Geef meer ruimte" }).click();
    await page.getByText("Vul dit in.").first().waitFor();
    await page.getByRole("combobox", { name: "Wie" }).selectOption({ label: "A RESEARCHER" });
    await page.getByRole("combobox", { name: "Over welke variabele" }).selectOption({ label: answer.label });
    await page.getByRole("textbox", { name: "Waarom" }).fill("Voor het tweede artikel.");
    await page.getByRole("button", { name: "Geef meer ruimte" }).click();
    await page.getByText("A RESEARCHER mag nu meer vragen.").waitFor();
    await page.getByText(`A RESEARCHER: ${answer.label}, tot 40 soorten vragen`).waitFor();
    await expectGood(page);
    await researcher.reload();
    await researcher.getByText(`Je hebt nog 39 van 40 soorten vragen over “${answer.label}”.`).waitFor();

    for (const options of [
      { ...PHONE, locale: "nl-NL" },
      { ...DESK, locale: "en-GB" },
    ]) {
      const again = await desk.enter("STEWARD", options);
      await again.goto(`${desk.url}/steward/${STUDY}`);
      await heading(again, /^(Bescherming van|Protection of)/).waitFor();
      await again
        .getByRole("row", { name: /^A RESEARCHER/ })
        .first()
        .waitFor();
      await expectGood(again);
      await again.context().close();
    }
  });

  it("is asked for more where nothing is left, says no with a reason and then yes, and the asker reads both", async () => {
    const study = (await desk.steps.study.studyBySlug(STUDY)) ?? expect.unreachable("the demo is there");
    const answers = (await desk.steps.study.variables(study.id)).filter(
      ({ role, type }) => role === "ANSWER" && type === "BOOLEAN",
    );
    const answer = answers[0] ?? expect.unreachable("the demo has a yes or no");
    const researcher = await desk.enter("RESEARCHER", WORDS);
    const account = await desk.steps.people.ensureAccount({
      email: "researcher@weerklank.example",
      roles: ["RESEARCHER"],
    });
    await desk.services.database.askedShape.createMany({
      data: Array.from({ length: 20 }, (_, at) => ({
        asker: `user:${account.id}`,
        studyId: study.id,
        variable: answer.name,
        shapeKey: `shape ${at}`,
        shape: `count|${answer.name}`,
        place: at + 1,
        askedAt: new Date(),
      })),
    });
    const asked = desk.askAt({ ...question, by: [{ variable: { name: answer.name } }] });
    const askForMore = async (reason: string) => {
      await researcher.goto(asked);
      await researcher.getByRole("button", { name: "Vraag om meer" }).click();
      await researcher.getByRole("button", { name: "Verstuur" }).click();
      await researcher.getByText("Vul dit in.").waitFor();
      await researcher.getByRole("textbox", { name: /^Waarom heb je meer/ }).fill(reason);
      await expectGood(researcher);
      await researcher.getByRole("button", { name: "Verstuur" }).click();
      await researcher.getByText(/^Je vroeg op .* om meer/).waitFor();
    };
    const steward = await desk.enter("STEWARD", WORDS);
    const answerWith = async (button: string, reason: string) => {
      await steward.goto(`${desk.url}/steward`);
      await steward.getByText(`A RESEARCHER vraagt om meer over ${answer.label}`).waitFor();
      await expectGood(steward);
      await steward.goto(`${desk.url}/steward/${STUDY}`);
      await steward.getByRole("textbox", { name: "Je reden" }).fill(reason);
      await expectGood(steward);
      await steward.getByRole("button", { name: button }).click();
    };

    await askForMore("Voor het tweede artikel.");
    await answerWith("Wijs het af", "Twintig is genoeg.");
    await steward.getByText("Afgewezen door A STEWARD: Twintig is genoeg.").waitFor();
    await researcher.goto(asked);
    await researcher.getByText("Het worden er niet meer, zegt A STEWARD: Twintig is genoeg.").waitFor();

    await askForMore("Een beoordelaar vraagt erom.");
    await answerWith("Vind het goed", "Een goede reden.");
    await steward.getByText("Goedgevonden door A STEWARD: Een goede reden.").waitFor();
    await researcher.goto(asked);
    await researcher.getByText(`Je hebt nog 20 van 40 soorten vragen over “${answer.label}”.`).waitFor();
    await researcher.getByText("Je mag meer vragen, zegt A STEWARD: Een goede reden.").waitFor();
    await expectGood(researcher);
  });
});
