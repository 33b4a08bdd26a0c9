import { z } from "zod";
import { Prisma } from "../../../prisma/generated/client.ts";
import type { Database } from "../../platform/postgres.ts";
import type { Written } from "../../../schema/survey.ts";
import type { Finding, Outcome, OutcomeKind, OutcomeStatus, Picture, StudyVariable } from "./outcome.ts";

const words = z.object({
  nl: z.string(),
  en: z
    .string()
    .nullish()
    .transform((en) => en ?? null),
});

const outcomeFields = {
  id: true,
  themeId: true,
  workplaceId: true,
  kind: true,
  what: true,
  who: true,
  status: true,
  reason: true,
  on: true,
  updatedAt: true,
} satisfies Prisma.OutcomeSelect;

/** A finding always comes with its outcomes: one query for a page of them. */
const findingFields = {
  id: true,
  studyId: true,
  resultId: true,
  title: true,
  words: true,
  picture: true,
  restsOn: true,
  quotes: true,
  publishedAt: true,
  outcomes: { select: outcomeFields, orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
} satisfies Prisma.FindingSelect;

type FindingRow = Prisma.FindingGetPayload<{ select: typeof findingFields }>;

/** A variable of a study as it is looked up by; slugs have no slash. */
const keyOf = ({ study, variable }: StudyVariable): string => `${study}/${variable}`;

const variableFrom = (key: string): StudyVariable => {
  const slash = key.indexOf("/");
  return { study: key.slice(0, slash), variable: key.slice(slash + 1) };
};

type OutcomeRow = Prisma.OutcomeGetPayload<{ select: typeof outcomeFields }>;

const outcomeFrom = (row: OutcomeRow, finding: Finding | null): Outcome => ({
  ...row,
  finding,
  what: words.parse(row.what),
  reason: row.reason === null ? null : words.parse(row.reason),
});

const findingFrom = ({ restsOn, ...row }: FindingRow): Finding => {
  const finding: Finding = {
    ...row,
    variables: restsOn.map(variableFrom),
    title: words.parse(row.title),
    words: words.parse(row.words),
    outcomes: [],
  };
  finding.outcomes = row.outcomes.map((outcome) => outcomeFrom(outcome, finding));
  return finding;
};

const asJson = (text: Written): Prisma.InputJsonObject => ({
  nl: text.nl,
  ...(text.en === null ? {} : { en: text.en }),
});

export interface FindingDraft {
  studyId: string;
  resultId: string;
  title: Written;
  words: Written;
  picture: Picture;
  variables: readonly StudyVariable[];
  quotes: readonly string[];
  createdById: string;
}

export interface OutcomeWords {
  what: Written;
  who: string;
  status: OutcomeStatus;
  reason: Written | null;
  on: Date;
}

const outcomeData = ({ what, who, status, reason, on }: OutcomeWords) => ({
  what: asJson(what),
  who,
  status,
  reason: reason === null ? Prisma.DbNull : asJson(reason),
  on,
});

export const createOutcomeStore = (database: Database) => {
  const find = async (where: Prisma.FindingWhereInput): Promise<Finding[]> => {
    const rows = await database.finding.findMany({
      where,
      select: findingFields,
      orderBy: [{ publishedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }, { id: "desc" }],
    });
    return rows.map(findingFrom);
  };

  const finding = async (id: string): Promise<Finding | null> => {
    const row = await database.finding.findUnique({ where: { id }, select: findingFields });
    return row && findingFrom(row);
  };

  const outcome = async (id: string): Promise<Outcome | null> => {
    const row = await database.outcome.findUnique({ where: { id }, select: { ...outcomeFields, findingId: true } });
    if (row === null) return null;
    const { findingId, ...rest } = row;
    if (findingId === null) return outcomeFrom(rest, null);
    return (await finding(findingId))?.outcomes.find((each) => each.id === id) ?? null;
  };

  /** Outcomes that rest on themes of meetings, oldest first. */
  const onThemes = async (where: Prisma.OutcomeWhereInput): Promise<Outcome[]> => {
    const rows = await database.outcome.findMany({
      where: { ...where, findingId: null },
      select: outcomeFields,
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
    return rows.map((row) => outcomeFrom(row, null));
  };

  return {
    finding,
    outcome,

    findingsOf: (studyId: string, drafts: boolean) =>
      find({ studyId, ...(drafts ? {} : { publishedAt: { not: null } }) }),

    /** Newest first. */
    lastPublished: async (studyId: string | null, most: number): Promise<Finding[]> => {
      const rows = await database.finding.findMany({
        where: { publishedAt: { not: null }, ...(studyId === null ? {} : { studyId }) },
        select: findingFields,
        orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
        take: most,
      });
      return rows.map(findingFrom);
    },

    /** Published findings that rest on at least one of these. */
    publishedOn: (variables: readonly StudyVariable[]) =>
      find({ publishedAt: { not: null }, restsOn: { hasSome: variables.map(keyOf) } }),

    outcomesOf: async (workplaces: readonly string[]): Promise<Outcome[]> => {
      const findings = await find({ outcomes: { some: { workplaceId: { in: [...workplaces] } } } });
      const themed = await onThemes({ workplaceId: { in: [...workplaces] } });
      return [...findings.flatMap((each) => each.outcomes), ...themed]
        .filter((each) => workplaces.includes(each.workplaceId))
        .sort((one, other) => other.on.getTime() - one.on.getTime() || other.id.localeCompare(one.id));
    },

    addFinding: async ({ variables, quotes, ...draft }: FindingDraft, createdAt: Date): Promise<string> => {
      const { id } = await database.finding.create({
        data: {
          ...draft,
          restsOn: [...new Set(variables.map(keyOf))],
          quotes: [...quotes],
          title: asJson(draft.title),
          words: asJson(draft.words),
          createdAt,
        },
        select: { id: true },
      });
      return id;
    },

    /** False where it was published in the meantime: then nothing changes. */
    rewordDraft: async (
      id: string,
      change: { title?: Written; words?: Written; picture?: Picture; quotes?: readonly string[] },
    ): Promise<boolean> => {
      const { count } = await database.finding.updateMany({
        where: { id, publishedAt: null },
        data: {
          ...(change.title && { title: asJson(change.title) }),
          ...(change.words && { words: asJson(change.words) }),
          ...(change.picture && { picture: change.picture }),
          ...(change.quotes && { quotes: [...change.quotes] }),
        },
      });
      return count === 1;
    },

    publishDraft: async (id: string, publishedAt: Date): Promise<void> => {
      await database.finding.updateMany({ where: { id, publishedAt: null }, data: { publishedAt } });
    },

    outcomesOn: (themeIds: readonly string[]) => onThemes({ themeId: { in: [...themeIds] } }),

    /** When something was first recorded on any of these; null where nothing was. */
    firstOn: async (themeIds: readonly string[]): Promise<Date | null> => {
      const first = await database.outcome.findFirst({
        where: { themeId: { in: [...themeIds] } },
        select: { createdAt: true },
        orderBy: { createdAt: "asc" },
      });
      return first?.createdAt ?? null;
    },

    addOutcome: async (
      outcome: OutcomeWords & {
        findingId: string | null;
        themeId: string | null;
        workplaceId: string;
        kind: OutcomeKind;
      },
      at: Date,
    ): Promise<string> => {
      const { findingId, themeId, workplaceId, kind } = outcome;
      const { id } = await database.outcome.create({
        data: { findingId, themeId, workplaceId, kind, ...outcomeData(outcome), createdAt: at, updatedAt: at },
        select: { id: true },
      });
      return id;
    },

    changeOutcome: async (id: string, outcome: OutcomeWords, updatedAt: Date): Promise<void> => {
      await database.outcome.update({
        where: { id },
        data: { ...outcomeData(outcome), updatedAt },
        select: { id: true },
      });
    },
  };
};

export type OutcomeStore = ReturnType<typeof createOutcomeStore>;
