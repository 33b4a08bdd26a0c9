import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiServer, startApi } from "../testkit/api-server.ts";

const OPEN = `mutation ($secret: String!) { openInvitation(secret: $secret) { __typename ... on Problem { code } } }`;

let api: ApiServer;
let invitationId: string;

beforeAll(async () => {
  api = await startApi();
  const { database } = api.test;
  await database.study.create({ data: { slug: "demo", title: "demo", createdAt: new Date(0) } });
  const survey = await api.steps.survey.createSurvey({
    study: "demo",
    slug: "heard",
    title: { nl: "Gehoord" },
    consent: { nl: "Je doet mee." },
    questions: [{ id: "q", kind: "TEXT", text: { nl: "Wat wil je zeggen?" }, variable: "said", required: false }],
  });
  await api.steps.survey.publishSurvey(survey.id);
  const fielding = await api.steps.survey.fieldSurvey({
    surveyId: survey.id,
    wave: "1",
    waveLabel: "one",
    promisedOn: new Date("2026-06-01"),
  });
  const [made] = await api.steps.survey.createInvitations({ fieldingId: fielding.id, participants: ["demo-1"] });
  invitationId = made?.invitation.id ?? "";
});
afterAll(() => api?.stop());

const secretOf = (link: string): string => link.slice(link.indexOf("#") + 1);

const open = async (secret: string, headers: Record<string, string> = {}) => {
  const { body } = await api.ask<{ openInvitation: { __typename: string; code?: string } }>(OPEN, {
    variables: { secret },
    headers,
  });
  return body.data?.openInvitation;
};

it("opens once, and then no more", async () => {
  const secret = secretOf(api.steps.survey.demoLink(invitationId));
  expect((await open(secret))?.__typename).toBe("Respondent");
  expect(await open(secret)).toMatchObject({ code: "INVITATION_UNKNOWN" });
});

it("opens for 30 minutes", async () => {
  const secret = secretOf(api.steps.survey.demoLink(invitationId));
  api.clock.pass({ minutes: 31 });
  expect(await open(secret)).toMatchObject({ code: "INVITATION_UNKNOWN" });
});

it("opens on this machine only, and a stranger's try does not use it up", async () => {
  const secret = secretOf(api.steps.survey.demoLink(invitationId));
  expect(await open(secret, { "x-forwarded-for": "203.0.113.7" })).toMatchObject({ code: "INVITATION_UNKNOWN" });
  expect((await open(secret))?.__typename).toBe("Respondent");
});

it("is in no table", async () => {
  const secret = secretOf(api.steps.survey.demoLink(invitationId));
  const rows = await api.test.database.invitation.findMany();
  expect(JSON.stringify(rows)).not.toContain(secret);
});
