import { afterAll, beforeAll, expect, it } from "vitest";
import { noteScripts } from "../../testkit/scripts.ts";
import { field, questionnaire } from "./questionnaire.ts";
import { expectGood, openStage, type Stage } from "./stage.ts";

/** Of JavaScript, gzip: what a phone may have to fetch before it shows the first question. */
const MOST_BYTES = 92_000;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

it("the first question needs little JavaScript, and nothing of the desk", async () => {
  const { link } = await (await field(stage)).invite("weight");
  const page = await stage.visit();
  const scripts = noteScripts(page);
  await page.goto(stage.linkTo(link));
  await page.getByRole("button", { name: /^Ja, ik doe mee/ }).click();
  await page.getByRole("heading", { level: 1, name: questionnaire.questions[0]?.text.nl }).waitFor();
  const sizes = await scripts();
  const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
  expect(sizes.length).toBeGreaterThan(1);
  expect(total, JSON.stringify(sizes)).toBeLessThan(MOST_BYTES);
  expect(sizes.filter(([path]) => /Ask|Desk|Reading|Study|Survey/.test(path))).toEqual([]);

  // What is fetched later may not come: then that is said.
  await page.route(/\/later-/, (route) => route.abort());
  await page.getByRole("link", { name: "Over dit onderzoek" }).click();
  await page.getByText("De pagina kon niet worden geladen.").waitFor();
  await expectGood(page);
});
