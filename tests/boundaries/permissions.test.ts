import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isByLink, permissions, policies } from "../../api/graphql/permissions.ts";
import { schema } from "../../api/graphql/schema.ts";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { ROLES, type Role, TOKEN_SCOPES, type TokenScope, type Viewer } from "../../api/people/people.ts";

/*
 * Who may do what: every root field against everybody. A field without a line here, or a line without a field, fails.
 *
 * scope: what an access token needs besides its owner's role; "-" where the field asks nothing of a token, "never"
 * where no token may.
 */
const WHO_MAY = `
  field                             anonymous respondent member researcher steward admin scope
  Query.viewer                      yes       yes        yes    yes        yes     yes   -
  Query.studies                     yes       yes        yes    yes        yes     yes   -
  Query.study                       yes       yes        yes    yes        yes     yes   -
  Query.studyImport                 no        no         no     yes        no      no    IMPORT
  Query.derivedVariables            no        no         no     yes        yes     no    READ
  Query.finalProposals              no        no         no     no         yes     no    READ
  Query.waitingHandOvers            no        no         no     no         yes     no    READ
  Query.surveys                     no        no         no     yes        no      no    READ
  Query.survey                      no        no         no     yes        no      no    READ
  Query.alarmForm                   yes       yes        yes    yes        yes     yes   -
  Query.alarmsForMe                 no        no         yes    yes        yes     yes   never
  Query.alarmRoutes                 no        no         no     no         yes     yes   READ
  Query.room                        no        no         yes    yes        no      no    READ
  Query.meetings                    no        no         yes    yes        no      no    READ
  Query.meeting                     no        no         yes    yes        no      no    READ
  Query.codebook                    no        no         no     yes        yes     no    READ
  Query.codingWaiting               no        no         no     no         yes     no    READ
  Query.respondent                  yes       yes        yes    yes        yes     yes   -
  Query.result                      no        no         yes    yes        yes     yes   READ
  Query.releasedResult              no        no         yes    yes        yes     yes   READ
  Query.protectionRules             yes       yes        yes    yes        yes     yes   -
  Query.shapeBudgets                no        no         yes    yes        yes     yes   READ
  Query.studyProtection             no        no         no     no         yes     no    READ
  Query.waitingShapeRequests        no        no         no     no         yes     no    READ
  Query.shapeAlerts                 no        no         no     no         yes     no    READ
  Query.findings                    yes       yes        yes    yes        yes     yes   -
  Query.finding                     yes       yes        yes    yes        yes     yes   -
  Query.outcomes                    no        no         yes    no         no      no    READ
  Query.loop                        yes       yes        yes    yes        yes     yes   -
  Mutation.signOut                  yes       yes        yes    yes        yes     yes   -
  Mutation.createAccessToken        no        no         yes    yes        yes     yes   never
  Mutation.revokeAccessToken        no        no         yes    yes        yes     yes   never
  Mutation.startStudy               no        no         no     yes        no      no    WRITE
  Mutation.openStudyImport          no        no         no     yes        no      no    IMPORT
  Mutation.runStudyImport           no        no         no     yes        no      no    IMPORT
  Mutation.proposeDerivedVariable   no        no         no     yes        no      no    WRITE
  Mutation.decideDerivedVariable    no        no         no     no         yes     no    WRITE
  Mutation.confirmRole              no        no         no     no         yes     no    WRITE
  Mutation.closeWave                no        no         no     yes        yes     no    WRITE
  Mutation.reopenWave               no        no         no     yes        yes     no    WRITE
  Mutation.takeSnapshot             no        no         no     yes        yes     no    WRITE
  Mutation.scheduleSnapshots        no        no         no     no         yes     no    WRITE
  Mutation.keepSnapshots            no        no         no     no         yes     no    WRITE
  Mutation.proposeFinal             no        no         no     no         yes     no    WRITE
  Mutation.decideFinal              no        no         no     no         yes     no    WRITE
  Mutation.withdrawSnapshot         no        no         no     no         yes     no    WRITE
  Mutation.askHandOver              no        no         no     no         yes     no    WRITE
  Mutation.decideHandOver           no        no         no     no         yes     no    WRITE
  Mutation.stopHandOver             no        no         no     no         yes     no    WRITE
  Mutation.createSurvey             no        no         no     yes        no      no    WRITE
  Mutation.deleteSurvey             no        no         no     yes        no      no    WRITE
  Mutation.updateSurvey             no        no         no     yes        no      no    WRITE
  Mutation.publishSurvey            no        no         no     yes        no      no    WRITE
  Mutation.fieldSurvey              no        no         no     yes        no      no    WRITE
  Mutation.movePromise              no        no         no     yes        no      no    WRITE
  Mutation.createInvitations        no        no         no     yes        no      no    WRITE
  Mutation.revokeInvitation         no        no         no     yes        no      no    WRITE
  Mutation.makeCodebook             no        no         no     yes        no      no    WRITE
  Mutation.changeCodebook           no        no         no     yes        no      no    WRITE
  Mutation.askToCode                no        no         no     yes        no      no    WRITE
  Mutation.decideCoder              no        no         no     no         yes     no    WRITE
  Mutation.proposeThemes            no        no         no     yes        no      no    WRITE
  Mutation.decideThemes             no        no         no     no         yes     no    WRITE
  Mutation.openText                 no        no         no     yes        no      no    never
  Mutation.codeText                 no        no         no     yes        no      no    never
  Mutation.openDifference           no        no         no     yes        no      no    never
  Mutation.settleText               no        no         no     yes        no      no    never
  Mutation.makeQuote                no        no         no     yes        no      no    never
  Mutation.openQuote                no        no         no     yes        no      no    never
  Mutation.decideQuote              no        no         no     yes        no      no    never
  Mutation.bringInAddresses         no        no         no     yes        no      no    WRITE
  Mutation.inviteByMail             no        no         no     yes        no      no    WRITE
  Mutation.renewInvitation          no        no         no     yes        no      no    WRITE
  Mutation.reportBounce             no        no         no     yes        no      no    WRITE
  Mutation.mailGuardian             no        no         no     yes        no      no    WRITE
  Mutation.planWave                 no        no         no     yes        no      no    WRITE
  Mutation.stopWavePlan             no        no         no     yes        no      no    WRITE
  Mutation.pauseMessages            yes       yes        yes    yes        yes     yes   -
  Mutation.leaveMessages            yes       yes        yes    yes        yes     yes   -
  Mutation.openInvitation           yes       yes        yes    yes        yes     yes   -
  Mutation.soundAlarm               yes       yes        yes    yes        yes     yes   -
  Mutation.openAlarm                yes       yes        yes    yes        yes     yes   -
  Mutation.addToAlarm               yes       yes        yes    yes        yes     yes   -
  Mutation.readAlarm                no        no         yes    yes        yes     yes   never
  Mutation.stepInAlarm              no        no         yes    yes        yes     yes   never
  Mutation.routeAlarms              no        no         no     no         yes     yes   WRITE
  Mutation.openRoom                 no        no         yes    yes        no      no    WRITE
  Mutation.closeRoom                no        no         yes    yes        no      no    WRITE
  Mutation.joinRoom                 yes       yes        yes    yes        yes     yes   -
  Mutation.createMeeting            no        no         yes    yes        no      no    WRITE
  Mutation.setThemeStage            no        no         yes    yes        no      no    WRITE
  Mutation.hideContribution         no        no         yes    yes        no      no    WRITE
  Mutation.moveMeetingPromise       no        no         yes    yes        no      no    WRITE
  Mutation.endMeeting               no        no         yes    yes        no      no    WRITE
  Mutation.contribute               no        yes        no     no         no      no    -
  Mutation.takeContributionBack     no        yes        no     no         no      no    -
  Mutation.startPlan                yes       yes        yes    yes        yes     yes   -
  Mutation.openPlan                 yes       yes        yes    yes        yes     yes   -
  Mutation.keepPlanRound            yes       yes        yes    yes        yes     yes   -
  Mutation.deletePlanRound          yes       yes        yes    yes        yes     yes   -
  Mutation.deletePlan               yes       yes        yes    yes        yes     yes   -
  Mutation.sharePlan                yes       yes        yes    yes        yes     yes   -
  Mutation.stopSharingPlan          yes       yes        yes    yes        yes     yes   -
  Mutation.sharePlanWithStudy       yes       yes        yes    yes        yes     yes   -
  Mutation.stopSharingPlanWithStudy yes       yes        yes    yes        yes     yes   -
  Mutation.openSharedPlan           yes       yes        yes    yes        yes     yes   -
  Mutation.giveConsent              no        yes        no     no         no      no    -
  Mutation.giveConsents             no        yes        no     no         no      no    -
  Mutation.writeConsentText         no        no         no     yes        no      no    WRITE
  Mutation.createGuardianLink       no        no         no     yes        no      no    WRITE
  Mutation.openGuardianLink         yes       yes        yes    yes        yes     yes   -
  Mutation.giveGuardianConsents     yes       yes        yes    yes        yes     yes   -
  Mutation.saveAnswer               no        yes        no     no         no      no    -
  Mutation.sendResponse             no        yes        no     no         no      no    -
  Mutation.stopTakingPart           no        yes        no     no         no      no    -
  Mutation.setOwnCode               no        yes        no     no         no      no    -
  Mutation.giveOwnCode              no        yes        no     no         no      no    -
  Mutation.closeRespondentSession   yes       yes        yes    yes        yes     yes   -
  Mutation.askForMoreShapes         no        no         no     yes        yes     yes   WRITE
  Mutation.answerShapeRequest       no        no         no     no         yes     no    WRITE
  Mutation.grantMoreShapes          no        no         no     no         yes     no    WRITE
  Mutation.createFinding            no        no         no     yes        no      no    WRITE
  Mutation.updateFinding            no        no         no     yes        no      no    WRITE
  Mutation.publishFinding           no        no         no     yes        no      no    WRITE
  Mutation.recordOutcome            no        no         yes    no         no      no    WRITE
  Mutation.updateOutcome            no        no         yes    no         no      no    WRITE
  Mutation.recogniseFinding         no        yes        no     no         no      no    -
`;

const [header = [], ...lines] = WHO_MAY.trim()
  .split("\n")
  .map((line) => line.trim().split(/\s+/));
const expected = new Map(lines.map(([field = "", ...cells]) => [field, cells]));

const viewer = (roles: readonly Role[], scopes: readonly TokenScope[] | null = null): Viewer => ({
  userId: "u",
  name: "u",
  email: "u@instituut.nl",
  roles,
  scopes,
  workplaces: [],
});

const everybody: Record<string, { viewer: Viewer | null; respondent: object | null }> = {
  anonymous: { viewer: null, respondent: null },
  respondent: { viewer: null, respondent: {} },
  ...Object.fromEntries(ROLES.map((role) => [role.toLowerCase(), { viewer: viewer([role]), respondent: null }])),
};

const rootFields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  .filter((type) => type != null)
  .flatMap((type) => Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const));

/** Answers a Refusal where it is not permitted, so anyone may try; the journey below proves what the table says. */
const REFUSES = { "Query.result": "askResult" } as const;

/** The name that the field asks permission by. */
function permissionOf(name: string, field: GraphQLField<unknown, unknown>): keyof typeof permissions {
  if (name in REFUSES) return REFUSES[name as keyof typeof REFUSES];
  const options = field.extensions["pothosOptions"] as { authScopes?: { may?: keyof typeof permissions } } | undefined;
  return options?.authScopes?.may ?? expect.unreachable(`${name} names no permission`);
}

test("the table has a line for every field, and a column for every role", () => {
  expect(rootFields.map(([name]) => name).sort()).toEqual([...expected.keys()].sort());
  expect(header.slice(1, -1).sort()).toEqual(Object.keys(everybody).sort());
});

test("no two steps give a permission the same name", () => {
  const names = policies.flatMap((policy) => Object.keys(policy));
  expect(names.sort()).toEqual([...new Set(names)].sort());
  expect(Object.keys(permissions).sort()).toEqual(names);
});

describe.each(rootFields)("%s", (name, field) => {
  const cells = expected.get(name) ?? [];

  test("is for whom the table says", () => {
    const may = header
      .slice(1, -1)
      .map((who) => (permissions[permissionOf(name, field)](everybody[who] ?? expect.unreachable(who)) ? "yes" : "no"));
    expect(may).toEqual(cells.slice(0, -1));
  });

  test("asks of a token what the table says", () => {
    const rule = permissions[permissionOf(name, field)];
    const scope = cells.at(-1);
    const enough = TOKEN_SCOPES.filter((each) => rule({ viewer: viewer(ROLES, [each]), respondent: null }));
    const forNobody = !rule({ viewer: viewer(ROLES), respondent: null });
    if (forNobody) expect([enough, scope]).toEqual([[], "-"]);
    else expect(enough).toEqual(scope === "-" ? TOKEN_SCOPES : scope === "never" ? [] : [scope]);
  });
});

test("whoever needs a personal link is told so, and nobody else", () => {
  const respondent = everybody["respondent"]?.respondent ?? expect.unreachable();
  const byLink = Object.entries(permissions)
    .filter(([, rule]) => rule({ viewer: null, respondent }) && !rule({ viewer: viewer(ROLES), respondent: null }))
    .map(([name]) => name);
  expect(byLink).toEqual(Object.keys(permissions).filter(isByLink));
});

describe("over HTTP, what the table refuses is refused before it is looked at", () => {
  let api: ApiServer;
  const sessions: Record<string, Record<string, string>> = { anonymous: {} };
  beforeAll(async () => {
    api = await startApi();
    for (const role of ROLES) {
      const who = role.toLowerCase();
      sessions[who] = await api.signIn(`${who}@instituut.nl`, [role]);
      api.clock.pass({ minutes: 15 });
    }
  });
  afterAll(() => api.stop());

  test.each(["anonymous", ...ROLES.map((role) => role.toLowerCase())])("%s", async (who) => {
    const at = header.indexOf(who);
    const refused = rootFields.filter(([name]) => expected.get(name)?.[at - 1] === "no");
    expect(refused.length).toBeGreaterThan(5);
    for (const [name, field] of refused) {
      const operation = name.startsWith("Mutation") ? "mutation" : "query";
      const answer = await api.ask(`${operation} { ${callOf(field)} }`, { headers: sessions[who] });
      if (name in REFUSES)
        expect([name, answer.body.data]).toEqual([name, { [field.name]: { code: "NOT_PERMITTED" } }]);
      else expect([name, answer.body.errors?.[0]?.extensions["code"]]).toEqual([name, "NOT_PERMITTED"]);
    }
  });
});

/** The shortest call that is valid: required arguments only, and as little as can be selected. */
function callOf(field: GraphQLField<unknown, unknown>): string {
  const given = field.args
    .filter((argument) => isRequiredArgument(argument))
    .map((argument) => `${argument.name}: ${literalOf(argument.type)}`);
  const type = getNamedType(field.type);
  const selected = type.name === "ResultOrRefusal" ? "{ ... on Refusal { code } }" : "{ __typename }";
  return [field.name, given.length > 0 ? `(${given.join(", ")})` : "", isCompositeType(type) ? selected : ""].join(" ");
}

function literalOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(type.ofType);
  if (isListType(type)) return `[${literalOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? "";
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const needed = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
    return `{ ${needed.map((field) => `${field.name}: ${literalOf(field.type)}`).join(", ")} }`;
  }
  const literals: Record<string, string> = {
    Int: "1",
    Float: "1",
    Boolean: "true",
    Date: '"2026-01-01"',
    DateTime: '"2026-01-01T00:00:00Z"',
  };
  return literals[type.name] ?? '"x"';
}
