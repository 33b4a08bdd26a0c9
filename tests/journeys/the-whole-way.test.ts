import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEMO_STUDY, writeDemoPackage } from "../../prisma/demo/package.ts";
import { createPanel } from "../../prisma/demo/panel.ts";
import { cookieIn, startApi, type ApiServer } from "../testkit/api-server.ts";

/** One study, one questionnaire, and what came of it, through the API as any client would. */

let api: ApiServer;
let package_: string;
let researcher: Record<string, string>;
let member: Record<string, string>;
let workplace: string;

beforeAll(async () => {
  api = await startApi();
  package_ = await mkdtemp(join(tmpdir(), "weerklank-journey-"));
  await writeDemoPackage(package_, createPanel(7, 150));
  researcher = await api.signIn("researcher@example.org", ["RESEARCHER"]);
  member = await api.signIn("member@example.org", ["MEMBER"]);
  const { id } = await api.people.ensureAccount({ email: "member@example.org", roles: ["MEMBER"] });
  workplace = (await api.people.ensureWorkplace("Leerwerkplaats", [id])).id;
});
afterAll(async () => {
  await api.stop();
  await rm(package_, { recursive: true, force: true });
});

type Who = Record<string, string>;

/** The answer to the one field that is asked for; fails on errors, and where a problem came instead. */
async function ask<Answer>(who: Who, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const { body } = await api.ask<Record<string, Answer>>(query, { headers: who, variables });
  expect(body.errors).toBeUndefined();
  const [answer] = Object.values(body.data ?? {});
  expect(answer).not.toMatchObject({ __typename: "Problem" });
  return answer as Answer;
}

/** The code of the problem that came instead of an answer. */
async function refusedWith(who: Who, query: string, variables: Record<string, unknown> = {}): Promise<string> {
  const { body } = await api.ask<Record<string, { code?: string }>>(query, { headers: who, variables });
  return body.errors?.[0]?.extensions.code?.toString() ?? Object.values(body.data ?? {})[0]?.code ?? "none";
}

const secretOf = (link: string): string => link.slice(link.indexOf("#") + 1);

/** Opens a personal link as a phone does: the secret goes in, a cookie comes back. */
async function openLink(link: string): Promise<Who> {
  const opened = await api.ask(`mutation ($secret: String!) { openInvitation(secret: $secret) { __typename } }`, {
    variables: { secret: secretOf(link) },
  });
  expect(opened.body.data).toEqual({ openInvitation: { __typename: "Respondent" } });
  return { cookie: cookieIn(opened.headers) };
}

async function fillIn(who: Who, answers: Record<string, unknown>): Promise<void> {
  await ask(who, `mutation { giveConsent(agreed: true) { __typename } }`);
  for (const [question, value] of Object.entries(answers)) await ask(who, SAVE, { question, value });
  await ask(who, `mutation { sendResponse { __typename } }`);
}

const SAVE = `mutation ($question: ID!, $value: JSON) { saveAnswer(question: $question, value: $value) { __typename } }`;
const RECOGNISE = `mutation ($finding: ID!) {
  recogniseFinding(finding: $finding, recognised: PARTLY) { __typename ... on StoryFinding { recognised } ... on Problem { code } }
}`;
const STORIES = `{ respondent { promisedOn promiseKept promiseLate stories {
  question { id } ownAnswer counted rings
  findings { ownCode counted recognised
    finding { id title { nl } result { cells { keys { code } value withheld } } }
    outcomes { what { nl } status reason { nl } on workplace { name } } }
} } }`;

interface Told {
  promisedOn: string;
  promiseKept: boolean;
  promiseLate: boolean;
  stories: {
    question: { id: string };
    ownAnswer: unknown;
    counted: boolean;
    rings: number;
    findings: {
      ownCode: string | null;
      counted: boolean;
      recognised: string | null;
      finding: { id: string; title: { nl: string }; result: { cells: { keys: { code: string | null }[] }[] } };
      outcomes: {
        what: { nl: string };
        status: string;
        reason: { nl: string } | null;
        on: string;
        workplace: { name: string };
      }[];
    }[];
  }[];
}

const QUESTIONS = [
  {
    id: "heard",
    kind: "SINGLE",
    text: { nl: "Voelde je je gehoord?" },
    variable: "gehoord",
    options: [
      { code: "yes", label: { nl: "Ja" } },
      { code: "no", label: { nl: "Nee" } },
    ],
  },
  {
    id: "grade",
    kind: "SCALE",
    text: { nl: "Hoe gaat het nu?" },
    variable: "nu",
    scale: { minimum: 1, maximum: 5, low: { nl: "Slecht" }, high: { nl: "Goed" } },
  },
];

test("what somebody says comes back to them, and to nobody who did not say it", async () => {
  // A study comes in, and is answered from.
  await api.steps.study.importStudy(package_);
  api.clock.pass({ minutes: 5 });

  // A questionnaire goes out, with a promise.
  const survey = await ask<{ id: string }>(
    researcher,
    `mutation ($input: CreateSurveyInput!) { createSurvey(input: $input) { __typename ... on Survey { id } ... on Problem { code message } } }`,
    {
      input: {
        study: DEMO_STUDY,
        slug: "gehoord",
        title: { nl: "Gehoord" },
        consent: { nl: "Doe je mee?" },
        questions: QUESTIONS,
      },
    },
  );
  await ask(researcher, `mutation ($id: ID!) { publishSurvey(id: $id) { __typename } }`, { id: survey.id });
  const fielding = await ask<{ id: string }>(
    researcher,
    `mutation ($input: FieldSurveyInput!) { fieldSurvey(input: $input) { __typename ... on Fielding { id } } }`,
    { input: { survey: survey.id, wave: "21", waveLabel: "21 jaar", promisedOn: "2026-04-01" } },
  );
  const people = createPanel(7, 150)
    .persons.slice(0, 102)
    .map(({ id }) => id);
  const { invitations } = await ask<{ invitations: { link: string }[] }>(
    researcher,
    `mutation ($input: CreateInvitationsInput!) { createInvitations(input: $input) {
      __typename ... on CreatedInvitations { invitations { link } } } }`,
    { input: { fielding: fielding.id, participants: people } },
  );
  const [said = "", skipped = "", ...others] = invitations.map(({ link }) => link);

  // People answer: one, one who skips the question, and a hundred more.
  let sayer = await openLink(said);
  await fillIn(sayer, { heard: "yes", grade: 4 });
  let skipper = await openLink(skipped);
  await fillIn(skipper, { grade: 2 });
  const { survey: service } = api.steps;
  for (const [index, link] of others.entries()) {
    const { holder } = await service.openInvitation(secretOf(link));
    await service.giveConsent(holder, true);
    await service.saveAnswer(holder, "heard", index % 2 === 0 ? "yes" : "no");
    await service.sendResponse(holder);
  }
  const waiting = await ask<Told>(sayer, STORIES);
  expect(waiting).toMatchObject({ promisedOn: "2026-04-01", promiseKept: false, promiseLate: false });
  expect(waiting.stories.map(({ question, counted, rings }) => [question.id, counted, rings])).toEqual([
    ["heard", false, 0],
    ["grade", false, 0],
  ]);

  // They are frozen, and a question is asked of them.
  api.clock.pass({ minutes: 5 });
  await ask(researcher, `mutation ($study: String!) { takeSnapshot(study: $study) { __typename } }`, {
    study: DEMO_STUDY,
  });
  expect((await ask<Told>(sayer, STORIES)).stories.map(({ rings }) => rings)).toEqual([1, 1]);
  const query = {
    studies: [DEMO_STUDY],
    measure: { count: true },
    by: [{ variable: { name: "gehoord", wave: "21" } }],
  };
  const result = await ask<{ __typename: string; id: string }>(
    researcher,
    `query ($query: ResultQuery!) { result(query: $query) { __typename ... on Result { id } ... on Refusal { code message } } }`,
    { query },
  );
  expect(result.__typename).toBe("Result");

  // It is put into words; only once these are public does anybody else see them.
  const finding = await ask<{ id: string }>(
    researcher,
    `mutation ($input: CreateFindingInput!) { createFinding(input: $input) { __typename ... on Finding { id canEdit } } }`,
    {
      input: {
        result: result.id,
        title: { nl: "De helft voelde zich gehoord" },
        words: { nl: "Van de 100 jongeren zeiden er ongeveer 50 ja." },
        picture: "BARS",
      },
    },
  );
  expect((await ask<Told>(sayer, STORIES)).stories.flatMap(({ findings }) => findings)).toEqual([]);
  const { body } = await api.ask(`query ($id: ID!) { finding(id: $id) { id } }`, { variables: { id: finding.id } });
  expect(body.data).toEqual({ finding: null });
  const PUBLISH = `mutation ($id: ID!) { publishFinding(id: $id) { __typename } }`;
  expect(await refusedWith(member, PUBLISH, { id: finding.id })).toBe("NOT_PERMITTED");
  await ask(researcher, PUBLISH, { id: finding.id });
  expect((await ask<Told>(sayer, STORIES)).stories.map(({ rings }) => rings)).toEqual([2, 1]);

  // The workplace says what it does with it, and why not.
  const RECORD = `mutation ($input: RecordOutcomeInput!) { recordOutcome(input: $input) { __typename ... on Problem { code } } }`;
  const outcome = {
    finding: finding.id,
    workplace,
    kind: "DECISION",
    what: { nl: "Iedereen krijgt een vaste begeleider." },
    who: "De gemeente",
    status: "NOT_DONE",
    on: "2026-03-02",
  };
  expect(await refusedWith(member, RECORD, { input: outcome })).toBe("REASON_NEEDED");
  expect(await refusedWith(researcher, RECORD, { input: outcome })).toBe("NOT_PERMITTED");
  await ask(member, RECORD, { input: { ...outcome, reason: { nl: "Er is geen geld voor." } } });

  // Weeks later, behind the same link: the whole chain.
  api.clock.pass({ days: 40 });
  sayer = await openLink(said);
  const told = await ask<Told>(sayer, STORIES);
  expect(told).toMatchObject({ promiseKept: true, promiseLate: false });
  const [heard, grade] = told.stories;
  expect(heard).toMatchObject({ question: { id: "heard" }, ownAnswer: "yes", counted: true, rings: 3 });
  expect(heard?.findings).toMatchObject([
    {
      ownCode: "yes",
      counted: true,
      finding: { id: finding.id, title: { nl: "De helft voelde zich gehoord" } },
      outcomes: [
        {
          status: "NOT_DONE",
          reason: { nl: "Er is geen geld voor." },
          on: "2026-03-02",
          workplace: { name: "Leerwerkplaats" },
        },
      ],
    },
  ]);
  const codes = heard?.findings[0]?.finding.result.cells.map(({ keys }) => keys[0]?.code);
  expect(codes).toEqual(expect.arrayContaining(["yes", "no"]));
  expect(grade).toMatchObject({ rings: 1, findings: [] });
  expect(await ask(sayer, RECOGNISE, { finding: finding.id })).toMatchObject({ recognised: "PARTLY" });
  expect((await ask<Told>(sayer, STORIES)).stories[0]?.findings[0]?.recognised).toBe("PARTLY");

  // Whoever skipped the question has no such story, and nothing to say about it.
  skipper = await openLink(skipped);
  const other = await ask<Told>(skipper, STORIES);
  expect(other.stories.map(({ question, findings }) => [question.id, findings])).toEqual([["grade", []]]);
  expect(await refusedWith(skipper, RECOGNISE, { finding: finding.id })).toBe("NOT_IN_YOUR_STORIES");
  expect(await refusedWith({}, RECOGNISE, { finding: finding.id })).toBe("NOT_PERMITTED");

  expect(await ask({}, `{ loop { promises due kept share } }`)).toEqual({ promises: 1, due: 1, kept: 1, share: 1 });
});
