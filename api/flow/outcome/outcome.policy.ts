import { type Asker, belongsTo, holds, type Policy } from "../../people/people.ts";

/** Whether a thing is a draft, or of one's own workplace, is looked at where it is read: see below. */
export const outcomePolicy = {
  readFindings: () => true,
  writeFindings: ({ viewer }) => holds(viewer, ["RESEARCHER"], "WRITE"),
  readOwnOutcomes: ({ viewer }) => holds(viewer, ["MEMBER"], "READ"),
  recordOutcomes: ({ viewer }) => holds(viewer, ["MEMBER"], "WRITE"),
} satisfies Policy;

export const seesDrafts = (viewer: Asker): boolean => holds(viewer, ["RESEARCHER"], "READ");

/** Its words may change until others have read them. */
export const mayEditFinding = (viewer: Asker, finding: { publishedAt: Date | null }): boolean =>
  finding.publishedAt === null && holds(viewer, ["RESEARCHER"], "WRITE");

export const mayEditOutcome = (viewer: Asker, outcome: { workplaceId: string }): boolean =>
  belongsTo(viewer, outcome.workplaceId) && holds(viewer, ["MEMBER"], "WRITE");
