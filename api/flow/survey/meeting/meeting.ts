import type { NewMeeting, ThemeStage } from "../../../../schema/meeting.ts";
import type { Written } from "../../../../schema/survey.ts";
import type { Viewer } from "../../../people/people.ts";
import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { SecretStore } from "../../../platform/secrets.ts";
import { createResponseStore } from "../answering/response.store.ts";
import { createRooms, type Rooms } from "../room/room.ts";
import type { RespondentHolder, SurveyStep } from "../survey.ts";
import { createSurveyStore } from "../survey.store.ts";
import { createContributing } from "./contribute.ts";
import { createContributionStore } from "./contribution.store.ts";
import { createHosting } from "./host.ts";
import { createMeetingStore } from "./meeting.store.ts";

/** Meetings: surveys answered in a room, whose questions are themes that people contribute to, and read together. */

export interface Theme {
  id: string;
  meetingId: string;
  words: Written;
  stage: ThemeStage;
  /** When the group first read it; null where it never did. */
  openedAt: Date | null;
}

/** As the host sees it: without names, in an order that tells nothing, and only once the writing ended. */
export interface HostedTheme extends Theme {
  /** How many contributions, and of how many people. */
  given: number;
  givers: number;
  /** None while people write, and none where they are of too few. */
  contributions: { id: string; text: string; hiddenBecause: string | null }[];
}

export interface HostedMeeting {
  /** Of the fielding */
  id: string;
  studyId: string;
  workplaceId: string | null;
  title: Written;
  createdAt: Date;
  promisedOn: Date;
  /** The day that was promised first. */
  movedFrom: Date | null;
  movedBecause: string | null;
  /** null: its room was not opened yet. */
  endsAt: Date | null;
  over: boolean;
  joined: number;
}

/** As somebody in the room sees it. */
export interface OwnTheme extends Theme {
  own: { id: string; text: string; hiddenBecause: string | null }[];
  /** What the group wrote, once the host let it be read; the own among it. */
  shown: { id: string; text: string; own: boolean }[];
}

export interface OwnMeeting {
  id: string;
  title: Written;
  over: boolean;
  holder: RespondentHolder;
}

/** A theme without anything that was said on it. */
export interface DiscussedTheme extends Theme {
  /** Of the meeting */
  title: Written;
  studyId: string;
}

/** A promise to the people of a meeting, and the themes on which something has to be recorded to keep it. */
export interface MeetingPromise {
  themes: string[];
  madeAt: Date;
  promisedOn: Date;
}

export interface Meetings {
  /** Those that somebody hosts, newest first. */
  meetings(viewer: Viewer): Promise<HostedMeeting[]>;
  /** Null where there is none, or it is somebody else's. */
  meeting(viewer: Viewer, id: string): Promise<HostedMeeting | null>;
  hostedThemes(id: string): Promise<HostedTheme[]>;
  createMeeting(viewer: Viewer, meeting: NewMeeting): Promise<HostedMeeting>;
  /** Refused where too few people gave something to let anybody else read it. */
  setThemeStage(viewer: Viewer, themeId: string, stage: ThemeStage): Promise<HostedMeeting>;
  /** null: shown again. The giver reads the reason. */
  hideContribution(viewer: Viewer, id: string, reason: string | null): Promise<HostedMeeting>;
  /** Keeps the promise of another day, with an explanation that everybody who was there reads. */
  movePromiseOf(viewer: Viewer, id: string, to: Date, explanation: string): Promise<HostedMeeting>;
  /** Nobody writes, and the group reads nothing any more; the room closes. */
  endMeeting(viewer: Viewer, id: string): Promise<HostedMeeting>;
  /** For an outcome that rests on it: a theme that the group has read, of a meeting that somebody hosts. */
  openedTheme(viewer: Viewer, themeId: string): Promise<Theme | null>;
  /** By id; for whoever sees what rests on them. */
  themes(ids: readonly string[]): Promise<Map<string, DiscussedTheme>>;
  /** Of all meetings whose room was ever opened, or of one. */
  meetingPromises(id?: string): Promise<MeetingPromise[]>;

  /** The meeting that a link leads to; null where it leads to something else. */
  ownMeeting(holder: RespondentHolder): Promise<OwnMeeting | null>;
  ownThemes(holder: RespondentHolder): Promise<OwnTheme[]>;
  /** `name` is what the device calls it: what is sent twice counts once. */
  contribute(holder: RespondentHolder, themeId: string, name: string, text: string): Promise<OwnMeeting>;
  takeBack(holder: RespondentHolder, contributionId: string): Promise<OwnMeeting>;
}

export interface MeetingDependencies {
  database: Database;
  clock: Clock;
  chance: Chance;
  secrets: Pick<SecretStore, "get">;
  publicUrl: string;
  survey: Pick<SurveyStep, "openInvitation">;
}

export type MeetingStep = Rooms & Meetings;

export const createMeetingStep = (deps: MeetingDependencies): MeetingStep => {
  const shared = {
    ...deps,
    surveys: createSurveyStore(deps.database),
    meetings: createMeetingStore(deps.database),
    contributions: createContributionStore(deps.database),
    responses: createResponseStore(deps.database),
  };
  return { ...createRooms(deps), ...createHosting(shared), ...createContributing(shared) };
};
