import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AnswerRow, createSurveyStep, type SurveyDraft } from "../../../api/flow/survey/survey.ts";
import { seededChance, stillClock, stillSecret } from "../../testkit/chance.ts";
import { makeTestDatabase, type TestDatabase } from "../../testkit/postgres.ts";

interface Person {
  pseudonym: string;
  answers: [string, unknown][];
  sends: boolean;
  withdraws?: boolean;
}

const read = <Content>(folder: string, file: string): Content =>
  JSON.parse(readFileSync(join(import.meta.dirname, folder, file), "utf8"));
const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());

let test: TestDatabase;
beforeAll(async () => {
  test = await makeTestDatabase();
});
afterAll(() => test.drop());

describe.each(folders.map(({ name }) => name))("survey in: %s", (folder) => {
  it("makes variables of the questions and rows of what was sent", async () => {
    const { database } = test;
    const clock = stillClock();
    const survey = createSurveyStep({
      database,
      clock,
      chance: seededChance(folder),
      publicUrl: "https://weerklank.test",
      secret: stillSecret,
    });
    const { id: studyId } = await database.study.create({
      data: { slug: folder, title: folder, createdAt: clock() },
    });
    const draft = read<SurveyDraft & { slug: string }>(folder, "survey.json");
    const { id } = await survey.createSurvey({ ...draft, study: folder });
    await survey.publishSurvey(id);
    const { id: fieldingId } = await survey.fieldSurvey({
      surveyId: id,
      wave: "2026",
      waveLabel: "Voorjaar 2026",
      promisedOn: new Date("2026-09-01T00:00:00Z"),
    });

    const people = read<Person[]>(folder, "people.json");
    const created = await survey.createInvitations({
      fieldingId,
      participants: people.map(({ pseudonym }) => pseudonym),
    });
    for (const [at, person] of people.entries()) {
      const { holder } = await survey.openInvitation(created[at]?.link.split("#")[1] ?? "");
      await survey.giveConsent(holder, true);
      for (const [question, value] of person.answers) {
        clock.pass({ seconds: 8 });
        await survey.saveAnswer(holder, question, value);
      }
      if (person.sends) await survey.sendResponse(holder);
      if (person.withdraws) await survey.giveConsent(holder, false);
    }
    clock.pass({ days: 1 });

    const rows: AnswerRow[] = [];
    for await (const batch of survey.answersOf(studyId, clock())) rows.push(...batch);
    const variables = await database.variable.findMany({
      where: { studyId },
      orderBy: { ordinal: "asc" },
      omit: { id: true, studyId: true, derivedId: true, roleAt: true, roleById: true, roleByName: true },
    });
    const common = {
      ...{ labelEn: null, unitEn: null },
      level: "PERSON_WAVE",
      role: "ANSWER",
      roleState: "STATED",
      origin: "SURVEY",
      sensitive: true,
      missingCodes: [],
    };
    const expected = read<{ variables: object[]; participants: string[]; rows: AnswerRow[] }>(folder, "expected.json");
    expect(variables).toEqual(expected.variables.map((variable, ordinal) => ({ ...common, ordinal, ...variable })));
    expect(await survey.participantsOf(studyId)).toEqual(expected.participants);
    expect(rows.sort((one, other) => one.pseudonym.localeCompare(other.pseudonym))).toEqual(expected.rows);
  });
});
