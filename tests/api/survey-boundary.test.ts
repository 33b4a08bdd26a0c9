import { getNamedType, type GraphQLNamedType, isObjectType, isUnionType } from "graphql";
import { describe, expect, it } from "vitest";
import { schema } from "../../api/graphql/schema.ts";
import { permissions } from "../../api/graphql/permissions.ts";

/*
 * Raw answers reach nobody but their giver, and texts whoever was named to read them: in the whole API, what carries
 * another answer hangs below Respondent, and Respondent below fields that only the holder of a personal link gets
 * something from.
 */

const objects = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith("__"));

const leadsTo = (type: GraphQLNamedType, target: string): boolean =>
  type.name === target || (isUnionType(type) && type.getTypes().some(({ name }) => name === target));

/** Every field, as Type.field, whose value is the type, or a union that holds it. */
const fieldsOf = (target: string): string[] =>
  objects.flatMap((object) =>
    Object.values(object.getFields())
      .filter((field) => leadsTo(getNamedType(field.type), target))
      .map((field) => `${object.name}.${field.name}`),
  );

const NEEDS_A_SESSION = ["Mutation.giveConsent", "Mutation.saveAnswer", "Mutation.sendResponse", "Mutation.contribute"];

describe("an answer", () => {
  it("hangs below the respondent only", () => {
    expect(fieldsOf("OwnAnswer").sort()).toEqual([
      "Mutation.saveAnswer",
      "OwnQuestionnaire.answers",
      "Respondent.answers",
    ]);
    expect(fieldsOf("OwnQuestionnaire")).toEqual(["Respondent.questionnaires"]);
    expect(fieldsOf("LastAnswer")).toEqual(["Respondent.last"]);
    expect(fieldsOf("Story")).toEqual(["Respondent.stories"]);
    expect(fieldsOf("StoryFinding").sort()).toEqual(["Mutation.recogniseFinding", "Story.findings"]);
    expect(fieldsOf("Respondent").sort()).toEqual([
      "Mutation.giveConsent",
      "Mutation.giveConsents",
      "Mutation.giveOwnCode",
      "Mutation.openInvitation",
      "Mutation.sendResponse",
      "Mutation.setOwnCode",
      "Mutation.stopTakingPart",
      "Query.respondent",
    ]);
  });

  it("to an alarm reaches its sender, by the secret, and those whom it was given to", () => {
    expect(fieldsOf("AlarmAnswer")).toEqual(["Alarm.answers"]);
    expect(fieldsOf("Alarm").sort()).toEqual([
      "Mutation.addToAlarm",
      "Mutation.openAlarm",
      "Mutation.readAlarm",
      "Mutation.soundAlarm",
      "Mutation.stepInAlarm",
    ]);
  });

  it("to a theme is read by its giver, the room and its hosts, and below nothing that others ask", () => {
    expect(fieldsOf("OwnContribution")).toEqual(["OwnTheme.own"]);
    expect(fieldsOf("SharedContribution")).toEqual(["OwnTheme.shown"]);
    expect(fieldsOf("OwnTheme")).toEqual(["OwnMeeting.themes"]);
    expect(fieldsOf("OwnMeeting").sort()).toEqual([
      "Mutation.contribute",
      "Mutation.takeContributionBack",
      "Respondent.meeting",
    ]);
    expect(fieldsOf("Contribution")).toEqual(["MeetingTheme.contributions"]);
    expect(fieldsOf("MeetingTheme")).toEqual(["Meeting.themes"]);
    expect(fieldsOf("Meeting").sort()).toEqual([
      "Mutation.createMeeting",
      "Mutation.endMeeting",
      "Mutation.hideContribution",
      "Mutation.moveMeetingPromise",
      "Mutation.setThemeStage",
      "Query.meeting",
      "Query.meetings",
    ]);
  });

  it("in somebody's own words is opened one at a time, by who was named for it", () => {
    expect(fieldsOf("OpenedText")).toEqual(["TextOpened.text"]);
    expect(fieldsOf("TextOpened")).toEqual(["Mutation.openText"]);
    expect(fieldsOf("CodingDifference")).toEqual(["DifferenceOpened.difference"]);
    expect(fieldsOf("DifferenceOpened")).toEqual(["Mutation.openDifference"]);
    expect(fieldsOf("QuoteToCheck")).toEqual(["QuoteOpened.quote"]);
    expect(fieldsOf("QuoteOpened")).toEqual(["Mutation.openQuote"]);
  });

  it("in a plan reaches its owner, by the secret, and whoever the owner lets look", () => {
    expect(fieldsOf("PlanAnswer")).toEqual(["PlanRound.answers"]);
    expect(fieldsOf("PlanRound").sort()).toEqual(["Plan.rounds", "SharedPlan.rounds"]);
    expect(fieldsOf("SharedPlan")).toEqual(["Mutation.openSharedPlan"]);
    expect(fieldsOf("Plan").sort()).toEqual([
      "Mutation.deletePlanRound",
      "Mutation.keepPlanRound",
      "Mutation.openPlan",
      "Mutation.sharePlan",
      "Mutation.sharePlanWithStudy",
      "Mutation.startPlan",
      "Mutation.stopSharingPlan",
      "PlanStoppedWithStudy.plan",
    ]);
    expect(fieldsOf("PlanStoppedWithStudy")).toEqual(["Mutation.stopSharingPlanWithStudy"]);
  });

  it("is in no other field that can hold anything", () => {
    // what a derived variable is made of, and what a result or finding asked, are declarations: they hold codes, never an answer
    expect(fieldsOf("JSON").sort()).toEqual([
      "Derivation.definition",
      "DerivedVariable.definition",
      "Expression.tree",
      "Finding.query",
      "LastAnswer.value",
      "OwnAnswer.value",
      "PlanAnswer.value",
      "Result.query",
      "Story.ownAnswer",
    ]);
  });

  it("is written by the holder of a session, whatever else somebody may be", () => {
    const viewer = {
      userId: "u",
      name: "u",
      email: "u@instituut.test",
      roles: ["MEMBER", "RESEARCHER", "STEWARD", "ADMIN"] as const,
      scopes: null,
      workplaces: [],
    };
    const mutations = schema.getMutationType()?.getFields() ?? {};
    for (const name of NEEDS_A_SESSION) {
      const { pothosOptions } = mutations[name.split(".")[1] ?? ""]?.extensions ?? {};
      const may = (pothosOptions as { authScopes: { may: keyof typeof permissions } }).authScopes.may;
      expect(permissions[may]({ viewer, respondent: null })).toBe(false);
    }
  });
});
