import type { GraphQLSchema } from "graphql";
import { builder } from "./builder.ts";
import { writingPlainLists } from "./plain-lists.ts";
import "./problem.graphql.ts";
import "./scalars.graphql.ts";
import "./text.graphql.ts";
import "../people/people.graphql.ts";
import "../flow/study/study.graphql.ts";
import "../flow/study/study-import.graphql.ts";
import "../flow/study/derived.graphql.ts";
import "../flow/study/close-waves.graphql.ts";
import "../flow/study/roles.graphql.ts";
import "../flow/survey/survey.graphql.ts";
import "../flow/survey/questionnaire/change.graphql.ts";
import "../flow/survey/room/room.graphql.ts";
import "../flow/survey/meeting/meeting.graphql.ts";
import "../flow/survey/meeting/own-meeting.graphql.ts";
import "../flow/survey/consent/consent.graphql.ts";
import "../flow/survey/consent/guardian.graphql.ts";
import "../flow/survey/coding/coding.graphql.ts";
import "../flow/survey/coding/codebook.graphql.ts";
import "../flow/survey/coding/text.graphql.ts";
import "../flow/survey/coding/quote.graphql.ts";
import "../flow/survey/alarm/alarm.graphql.ts";
import "../flow/survey/plan/plan.graphql.ts";
import "../flow/survey/plan/plan-in-study.graphql.ts";
import "../flow/contact/contact.graphql.ts";
import "../flow/snapshot/snapshot.graphql.ts";
import "../flow/snapshot/derived-computed.graphql.ts";
import "../flow/snapshot/standing.graphql.ts";
import "../flow/snapshot/schedule.graphql.ts";
import "../flow/snapshot/retention.graphql.ts";
import "../flow/snapshot/completeness.graphql.ts";
import "../flow/snapshot/hand-over/hand-over.graphql.ts";
import "../flow/result/result.graphql.ts";
import "../flow/result/completeness.graphql.ts";
import "../flow/result/oversight.graphql.ts";
import "../flow/outcome/outcome.graphql.ts";
import "../flow/feedback/feedback.graphql.ts";

builder.queryType({});
builder.mutationType({});

const make = (): GraphQLSchema => builder.toSchema({ sortSchema: false });

/** The whole API; each step adds its own types, in the order of the flow. */
export const schema = make();

/** The same to execute with. */
export const executing = writingPlainLists(make());
