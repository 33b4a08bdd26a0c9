import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { questionnaire } from "./survey-questionnaire.ts";

/** How whoever makes a questionnaire writes its logic, and reads what changed, over HTTP. */

let api: ApiServer;
let researcher: Record<string, string>;
beforeAll(async () => {
  api = await startApi({ publicUrl: "https://weerklank.test" });
  researcher = await api.signIn("onderzoeker@instituut.test", ["RESEARCHER"]);
  await api.test.database.study.create({ data: { slug: "thuis", title: "Thuis", createdAt: api.clock() } });
});
afterAll(() => api.stop());

const ask = async <Answer>(query: string, variables: object = {}): Promise<Answer> => {
  const { body } = await api.ask(query, { variables: { ...variables }, headers: researcher });
  if (body.errors) throw new Error(JSON.stringify(body.errors));
  return body.data as Answer;
};

const PROBLEM = "... on Problem { code message path }";

it("logic goes in as text and comes out as text and tree; versions say what changed", async () => {
  const [home, , , income] = questionnaire.questions;
  const rent = {
    ...income,
    id: "rent",
    variable: "rent",
    relevance: "${home}='own'",
    constraint: { holds: ".<=${income}", message: { nl: "Te veel." } },
  };
  const input = { title: { nl: "Wonen" }, consent: { nl: "Mag het?" }, study: "thuis", slug: "wonen" };
  const { createSurvey: made } = await ask<{ createSurvey: { id: string } }>(
    `mutation ($input: CreateSurveyInput!) { createSurvey(input: $input) { ${PROBLEM} ... on Survey { id } } }`,
    { input: { ...input, questions: [home, income, rent] } },
  );
  const publish = `mutation ($id: ID!) { publishSurvey(id: $id) { __typename ${PROBLEM} ... on SurveyVersion {
    number questions { id relevance { text tree } constraint { holds { text } message { nl } } calculation { text } } } } }`;
  const update = `mutation ($id: ID!, $input: UpdateSurveyInput!) { updateSurvey(id: $id, input: $input) {
    __typename ${PROBLEM} ... on Survey { id } } }`;
  expect(await ask(publish, { id: made.id })).toMatchObject({
    publishSurvey: {
      questions: [
        { id: "home", relevance: null, constraint: null, calculation: null },
        { id: "income" },
        {
          id: "rent",
          relevance: { text: "${home} = 'own'", tree: { call: "=", of: [{ answer: "home" }, "own"] } },
          constraint: { holds: { text: ". <= ${income}" }, message: { nl: "Te veel." } },
        },
      ],
    },
  });

  const unread = { questions: [home, income, { ...rent, relevance: "${home} =" }] };
  expect(await ask(update, { id: made.id, input: unread })).toMatchObject({
    updateSurvey: { __typename: "Problem", code: "SURVEY_INVALID", path: ["questions", "2", "relevance"] },
  });

  await ask(update, { id: made.id, input: { questions: [home, { ...income, text: { nl: "Wat krijg je?" } }, rent] } });
  await ask(publish, { id: made.id });
  await ask(update, { id: made.id, input: { questions: [home, { ...rent, relevance: "${hoem} = 'own'" }] } });
  expect(
    await ask(
      `query ($id: ID!) { survey(id: $id) {
        version(number: 2) { number changes { kind from to before { nl } after { nl } question { id } } }
        first: version(number: 1) { changes { kind } }
        none: version(number: 9) { number }
        draftChanges { kind question { id } }
        problems { code path }
        study { rewordings { variable wordings { version text { nl } waves { code } } } }
      } }`,
      { id: made.id },
    ),
  ).toEqual({
    survey: {
      version: {
        number: 2,
        changes: [
          {
            kind: "WORDING",
            from: 2,
            to: 2,
            before: { nl: "Hoeveel houd je over?" },
            after: { nl: "Wat krijg je?" },
            question: { id: "income" },
          },
        ],
      },
      first: { changes: [] },
      none: null,
      draftChanges: [
        { kind: "REMOVED", question: { id: "income" } },
        { kind: "RELEVANCE", question: { id: "rent" } },
      ],
      problems: [
        { code: "LOGIC_UNKNOWN_NAME", path: ["questions", "1", "relevance"] },
        { code: "LOGIC_UNKNOWN_NAME", path: ["questions", "1", "constraint", "holds"] },
      ],
      study: {
        rewordings: [
          {
            variable: "income",
            wordings: [
              { version: 1, text: { nl: "Hoeveel houd je over?" }, waves: [] },
              { version: 2, text: { nl: "Wat krijg je?" }, waves: [] },
            ],
          },
        ],
      },
    },
  });
});
