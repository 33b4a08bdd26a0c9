import { MEETING_LIMITS, hidingReason, newMeeting, type ThemeStage } from "../../../../schema/meeting.ts";
import type { SurveyDefinition } from "../../../../schema/survey.ts";
import { belongsTo, type Viewer } from "../../../people/people.ts";
import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/postgres.ts";
import { appendWave, holdStudy, studyIdOf } from "../../study/study.ts";
import { checkDraft } from "../questionnaire/definition.ts";
import { isAhead } from "../fieldwork.ts";
import { explanationNeeded, promiseNotAhead } from "../problems.ts";
import type { SurveyStore } from "../survey.store.ts";
import type { ContributionStore } from "./contribution.store.ts";
import type { DiscussedTheme, HostedMeeting, HostedTheme, Meetings, Theme } from "./meeting.ts";
import type { MeetingRow, MeetingStore, ThemeRow } from "./meeting.store.ts";
import {
  contributionUnknown,
  hidingReasonNeeded,
  meetingInvalid,
  meetingOver,
  meetingUnknown,
  noOpenWave,
  notAMemberThere,
  notReadYet,
  studyUnknownHere,
  tooFewGivers,
} from "./problems.ts";

interface Shared {
  database: Database;
  clock: Clock;
  chance: Chance;
  surveys: SurveyStore;
  meetings: MeetingStore;
  contributions: ContributionStore;
}

type Hosting = Pick<
  Meetings,
  | "meetings"
  | "meeting"
  | "hostedThemes"
  | "createMeeting"
  | "setThemeStage"
  | "hideContribution"
  | "endMeeting"
  | "movePromiseOf"
  | "openedTheme"
  | "themes"
  | "meetingPromises"
>;

export const isOver = ({ endsAt, closedAt }: MeetingRow, now: Date): boolean =>
  closedAt !== null || (endsAt !== null && endsAt <= now);

export const themeOf = ({ fieldingId, definition }: MeetingRow, { questionId, ...theme }: ThemeRow): Theme => {
  const question = definition.questions.find(({ id }) => id === questionId);
  if (question === undefined) throw new Error("a theme names a question that its meeting does not ask");
  return { ...theme, meetingId: fieldingId, words: question.text };
};

/** Whoever made it, and the members of the workplace that it is of. */
const hosts = (viewer: Viewer, { createdById, workplaceId }: MeetingRow): boolean =>
  createdById === viewer.userId || (workplaceId !== null && belongsTo(viewer, workplaceId));

const hostedFrom = (row: MeetingRow, now: Date): HostedMeeting => ({
  id: row.fieldingId,
  studyId: row.studyId,
  workplaceId: row.workplaceId,
  title: row.definition.title,
  createdAt: row.createdAt,
  promisedOn: row.promisedOn,
  movedFrom: row.movedFrom,
  movedBecause: row.movedBecause,
  endsAt: row.endsAt,
  over: isOver(row, now),
  joined: row.joined,
});

/** What is asked of whom stands in the version, as in every survey: themes are long texts. */
const definitionOf = ({
  title,
  consent,
  themes,
}: Pick<SurveyDefinition, "title" | "consent"> & {
  themes: SurveyDefinition["title"][];
}): SurveyDefinition =>
  checkDraft({
    title,
    consent,
    questions: themes.map((text, at) => ({
      id: `theme-${at + 1}`,
      kind: "TEXT",
      text,
      variable: `theme_${at + 1}`,
      maxLength: MEETING_LIMITS.contribution,
    })),
  });

export const createHosting = ({ database, clock, chance, surveys, meetings, contributions }: Shared): Hosting => {
  const hosted = async (viewer: Viewer, row: MeetingRow | null): Promise<MeetingRow> => {
    if (row === null || !hosts(viewer, row)) throw meetingUnknown();
    return row;
  };
  const again = async (id: string): Promise<HostedMeeting> => {
    const row = await meetings.meeting(id);
    if (row === null) throw meetingUnknown();
    return hostedFrom(row, clock());
  };

  return {
    meetings: async (viewer) => {
      const rows = await meetings.hostedBy(viewer.userId, viewer.workplaces);
      return rows.map((row) => hostedFrom(row, clock()));
    },

    meeting: async (viewer, id) => {
      const row = await meetings.meeting(id);
      return row !== null && hosts(viewer, row) ? hostedFrom(row, clock()) : null;
    },

    hostedThemes: async (id) => {
      const row = await meetings.meeting(id);
      if (row === null) return [];
      const numbers = await contributions.numbers(row.themes.map((theme) => theme.id));
      const readable = row.themes.filter(
        ({ id: theme, stage }) =>
          stage !== "WRITING" && (numbers.get(theme)?.givers ?? 0) >= MEETING_LIMITS.leastGivers,
      );
      const read = await contributions.of(readable.map((theme) => theme.id));
      return row.themes.map((theme): HostedTheme => {
        const { contributions: given, givers } = numbers.get(theme.id) ?? { contributions: 0, givers: 0 };
        const own = read.filter(({ themeId }) => themeId === theme.id);
        return {
          ...themeOf(row, theme),
          given,
          givers,
          contributions: own.map(({ id: each, text, hiddenBecause }) => ({ id: each, text, hiddenBecause })),
        };
      });
    },

    createMeeting: async (viewer, sent) => {
      const checked = newMeeting.safeParse(sent);
      if (!checked.success) throw meetingInvalid(["input", ...(checked.error.issues[0]?.path.map(String) ?? [])]);
      const { study, workplace, promisedOn, ...written } = checked.data;
      const now = clock();
      if (workplace !== null && !belongsTo(viewer, workplace)) throw notAMemberThere();
      if (!isAhead(promisedOn, now)) throw promiseNotAhead("promisedOn");
      const definition = definitionOf(written);
      const id = await database.$transaction(async (transaction) => {
        const studyId = await studyIdOf(transaction, study);
        if (studyId === null) throw studyUnknownHere();
        await holdStudy(transaction, studyId);
        const open = await meetings.openWave(transaction, studyId);
        if (open === null) throw noOpenWave();
        const waveId =
          open === "NONE" ? await appendWave(transaction, studyId, { code: "1", label: "Gesprekken" }) : open;
        return meetings.add(transaction, {
          ...{ studyId, waveId, definition, promisedOn, at: now },
          slug: `gesprek-${chance(8).toString("hex")}`,
          workplaceId: workplace,
          createdById: viewer.userId,
        });
      });
      return again(id);
    },

    setThemeStage: async (viewer, themeId, stage: ThemeStage) => {
      const row = await hosted(viewer, await meetings.meetingOfTheme(themeId));
      const now = clock();
      if (isOver(row, now)) throw meetingOver();
      const { givers } = (await contributions.numbers([themeId])).get(themeId) ?? { givers: 0 };
      if (stage !== "WRITING" && givers < MEETING_LIMITS.leastGivers) throw tooFewGivers();
      await meetings.setStage(themeId, stage, now);
      return again(row.fieldingId);
    },

    hideContribution: async (viewer, id, reason) => {
      const themeId = await contributions.themeOf(id);
      if (themeId === null) throw contributionUnknown();
      const row = await hosted(viewer, await meetings.meetingOfTheme(themeId));
      if (row.themes.find((theme) => theme.id === themeId)?.stage === "WRITING") throw notReadYet();
      if (reason === null) {
        await contributions.show(id);
      } else {
        const words = hidingReason.safeParse(reason);
        if (!words.success) throw hidingReasonNeeded();
        await contributions.hide(id, {
          hiddenAt: clock(),
          hiddenById: viewer.userId,
          hiddenBecause: words.data,
        });
      }
      return again(row.fieldingId);
    },

    movePromiseOf: async (viewer, id, to, explanation) => {
      const { fieldingId, promisedOn, movedFrom } = await hosted(viewer, await meetings.meeting(id));
      const movedBecause = explanation.trim();
      if (!isAhead(to, clock())) throw promiseNotAhead("to");
      if (movedBecause === "" || movedBecause.length > 1_000) throw explanationNeeded();
      const moved = { promisedOn: to, movedFrom: movedFrom ?? promisedOn, movedBecause };
      await surveys.movePromise(database, fieldingId, moved);
      return again(fieldingId);
    },

    endMeeting: async (viewer, id) => {
      const row = await hosted(viewer, await meetings.meeting(id));
      const now = clock();
      if (!isOver(row, now)) await meetings.end(row.fieldingId, now);
      return again(row.fieldingId);
    },

    openedTheme: async (viewer, themeId) => {
      const row = await meetings.meetingOfTheme(themeId);
      const theme = row?.themes.find(({ id }) => id === themeId);
      if (!row || !theme || !hosts(viewer, row) || theme.openedAt === null) return null;
      return themeOf(row, theme);
    },

    themes: async (ids) => {
      const found = new Map<string, DiscussedTheme>();
      for (const id of new Set(ids)) {
        const row = await meetings.meetingOfTheme(id);
        const theme = row?.themes.find((each) => each.id === id);
        if (row && theme) found.set(id, { ...themeOf(row, theme), title: row.definition.title, studyId: row.studyId });
      }
      return found;
    },

    meetingPromises: (id) => meetings.promises(id ?? null),
  };
};
