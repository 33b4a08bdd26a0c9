import { contributionText, MEETING_LIMITS } from "../../../../schema/meeting.ts";
import type { Clock } from "../../../platform/clock.ts";
import { consentNeeded, sessionEnded, stopped } from "../answering/problems.ts";
import { waveClosed } from "../problems.ts";
import type { ResponseStore } from "../answering/response.store.ts";
import type { RespondentHolder } from "../survey.ts";
import type { ContributionRow, ContributionStore } from "./contribution.store.ts";
import { isOver, themeOf } from "./host.ts";
import type { Meetings, OwnMeeting, OwnTheme } from "./meeting.ts";
import type { MeetingRow, MeetingStore } from "./meeting.store.ts";
import {
  contributionInvalid,
  contributionNameInvalid,
  contributionUnknown,
  meetingOver,
  meetingUnknown,
  themeClosed,
  themeUnknown,
  tooManyContributions,
} from "./problems.ts";

interface Shared {
  clock: Clock;
  meetings: MeetingStore;
  contributions: ContributionStore;
  responses: ResponseStore;
}

type Contributing = Pick<Meetings, "ownMeeting" | "ownThemes" | "contribute" | "takeBack">;

/** What a device may call a contribution */
const NAME = /^[A-Za-z0-9_-]{16,64}$/;

/** What may be read together: of enough people, without what the host hid. */
function readTogether(rows: readonly ContributionRow[]): ContributionRow[] {
  const shown = rows.filter(({ hiddenBecause }) => hiddenBecause === null);
  const givers = new Set(shown.map(({ responseId }) => responseId)).size;
  return givers < MEETING_LIMITS.leastGivers ? [] : shown;
}

export const createContributing = ({ clock, meetings, contributions, responses }: Shared): Contributing => {
  const ownFrom = (holder: RespondentHolder, row: MeetingRow, now: Date): OwnMeeting => ({
    id: row.fieldingId,
    title: row.definition.title,
    over: isOver(row, now),
    holder,
  });

  const meetingOf = async (holder: RespondentHolder): Promise<MeetingRow> => {
    const row = await meetings.meeting(holder.fieldingId);
    if (row === null) throw meetingUnknown();
    return row;
  };

  /** Why nothing can be given now. */
  const whyNot = async (holder: RespondentHolder, themeId: string, now: Date) => {
    const standing = await responses.standing(holder.session, now);
    if (standing === null) return sessionEnded();
    if (standing.withdrawal !== null) return stopped();
    if (standing.closedAt !== null) return waveClosed();
    if (!standing.response?.consent) return consentNeeded();
    const row = await meetingOf(holder);
    const theme = row.themes.find(({ id }) => id === themeId);
    if (theme === undefined) return themeUnknown();
    if (row.endsAt === null || isOver(row, now)) return meetingOver();
    return theme.stage === "WRITING" ? tooManyContributions() : themeClosed();
  };

  return {
    ownMeeting: async (holder) => {
      const row = await meetings.meeting(holder.fieldingId);
      return row && ownFrom(holder, row, clock());
    },

    ownThemes: async (holder) => {
      const now = clock();
      const standing = await responses.standing(holder.session, now);
      if (standing === null) throw sessionEnded();
      const row = await meetingOf(holder);
      const mayRead = standing.code !== "NEEDED" && standing.response?.consent === true;
      const own = mayRead ? await contributions.by(holder.invitationId) : [];
      const together = mayRead && standing.withdrawal === null && !isOver(row, now);
      const open = together ? row.themes.filter(({ stage }) => stage === "OPEN").map(({ id }) => id) : [];
      const all = open.length > 0 ? await contributions.of(open) : [];
      const mine = new Set(own.map(({ id }) => id));
      return row.themes.map((theme): OwnTheme => {
        const of = (rows: readonly ContributionRow[]) => rows.filter(({ themeId }) => themeId === theme.id);
        return {
          ...themeOf(row, theme),
          own: of(own).map(({ id, text, hiddenBecause }) => ({ id, text, hiddenBecause })),
          shown: readTogether(of(all)).map(({ id, text }) => ({ id, text, own: mine.has(id) })),
        };
      });
    },

    contribute: async (holder, themeId, name, written) => {
      const text = contributionText.safeParse(written);
      if (!text.success) throw contributionInvalid();
      if (!NAME.test(name)) throw contributionNameInvalid();
      const now = clock();
      const { session, invitationId } = holder;
      const most = MEETING_LIMITS.contributions;
      const kept = await contributions.give({ session, themeId, name, text: text.data, most, at: now });
      if (!kept && !(await contributions.wasGiven(invitationId, name))) throw await whyNot(holder, themeId, now);
      return ownFrom(holder, await meetingOf(holder), now);
    },

    takeBack: async (holder, contributionId) => {
      const now = clock();
      const standing = await responses.standing(holder.session, now);
      if (standing === null) throw sessionEnded();
      if (!(await contributions.takeBack(holder.invitationId, contributionId))) throw contributionUnknown();
      return ownFrom(holder, await meetingOf(holder), now);
    },
  };
};
