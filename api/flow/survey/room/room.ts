import { createHmac } from "node:crypto";
import { MEETING_LIMITS } from "../../../../schema/meeting.ts";
import { belongsTo, holds, type Viewer } from "../../../people/people.ts";
import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { SecretStore } from "../../../platform/secrets.ts";
import { hashOf } from "../inviting/inviting.ts";
import { meetingOver } from "../meeting/problems.ts";
import { createResponseStore } from "../answering/response.store.ts";
import type { RespondentHolder, SurveyStep } from "../survey.ts";
import {
  codeDoesNotWork,
  joinersInvalid,
  joiningNameInvalid,
  roomTimesInvalid,
  roomUnknown,
  roomWaveClosed,
} from "./problems.ts";
import { inGroups, makeCode, readCode } from "./room-code.ts";
import { createRoomStore, type RoomPlace, type RoomRow } from "./room.store.ts";

/** Rooms: where people come into a survey by a code that is read out or scanned, without an invitation. */

export const ROOM_STATES = ["NOT_YET", "OPEN", "FULL", "OVER", "REVOKED"] as const;
export type RoomState = (typeof ROOM_STATES)[number];

export interface Room {
  fieldingId: string;
  state: RoomState;
  /** When its newest code was made. */
  openedAt: Date;
  validFrom: Date;
  validUntil: Date;
  mostJoiners: number;
  /** How many came in, over all codes. */
  joined: number;
}

export interface OpenedRoom {
  room: Room;
  /** Shown this once: as it is read out, and as the address that a QR code holds. */
  code: string;
  joinUrl: string;
}

export interface NewRoom {
  fieldingId: string;
  /** Now, where left out */
  validFrom?: Date | null | undefined;
  /** Four hours after that, where left out */
  validUntil?: Date | null | undefined;
  mostJoiners?: number | null | undefined;
}

export interface Joined {
  cookie: string;
  endsAt: Date;
  holder: RespondentHolder;
  /** The personal link of whoever came in. */
  link: string;
}

export interface Rooms {
  /** Null where there is none, or it is somebody else's. */
  room(viewer: Viewer, fieldingId: string): Promise<Room | null>;
  /** Opens it, or opens it anew: with another code, while the one before stops at once. */
  openRoom(viewer: Viewer, room: NewRoom): Promise<OpenedRoom>;
  closeRoom(viewer: Viewer, fieldingId: string): Promise<Room>;
  /**
   * Lets somebody in: one person more, with an invitation and a session. `name` is what the device calls itself: the
   * same one in the same room is the same person, so that what is sent twice counts once. A code that does not work is
   * counted, by what may throw that it was tried too often; one that works is let in however many were wrong before.
   */
  join(code: string, name: string, countWrong: () => Promise<void>): Promise<Joined>;
  /** The personal link of somebody who came in by a code; null for everybody else. */
  ownLink(holder: RespondentHolder): Promise<string | null>;
}

interface Shared {
  database: Database;
  clock: Clock;
  chance: Chance;
  secrets: Pick<SecretStore, "get">;
  publicUrl: string;
  survey: Pick<SurveyStep, "openInvitation">;
}

const HOUR = 60 * 60 * 1000;
const LONGEST = MEETING_LIMITS.roomDays * 24 * HOUR;
/** A meeting goes on for so long after its room closes. */
const AFTERWARDS = 12 * HOUR;
/** What a device may call itself: 128 bits or more, that nobody guesses */
const DEVICE_NAME = /^[A-Za-z0-9_-]{22,64}$/;

const stateOf = (room: RoomRow, now: Date): RoomState => {
  if (room.revokedAt !== null) return "REVOKED";
  if (room.validUntil <= now) return "OVER";
  if (room.validFrom > now) return "NOT_YET";
  return room.joined >= room.mostJoiners ? "FULL" : "OPEN";
};

const roomFrom = ({ revokedAt, ...row }: RoomRow, now: Date): Room => ({
  ...row,
  state: stateOf({ revokedAt, ...row }, now),
});

/** A meeting's room is its hosts'; any other is for the researchers, as every survey. */
const mayOpen = (viewer: Viewer, { meeting }: RoomPlace, scope: "READ" | "WRITE"): boolean =>
  meeting === null
    ? holds(viewer, ["RESEARCHER"], scope)
    : meeting.createdById === viewer.userId || (meeting.workplaceId !== null && belongsTo(viewer, meeting.workplaceId));

function timesOf({ validFrom, validUntil }: NewRoom, now: Date): { validFrom: Date; validUntil: Date } {
  const from = validFrom ?? now;
  const until = validUntil ?? new Date(from.getTime() + MEETING_LIMITS.roomHours * HOUR);
  if (until <= from || until <= now || until.getTime() - from.getTime() > LONGEST) throw roomTimesInvalid();
  return { validFrom: from, validUntil: until };
}

/** 128 bits as an id. */
const idFrom = (bytes: Buffer): string =>
  bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");

export const createRooms = ({ database, clock, chance, secrets, publicUrl, survey }: Shared): Rooms => {
  const store = createRoomStore(database);
  const responses = createResponseStore(database);

  /** Codes and links of rooms are made with a secret of this house, so that what is kept of them opens nothing. */
  const keyed = async (what: string, ...parts: string[]): Promise<Buffer> =>
    createHmac("sha256", await secrets.get("rooms"))
      .update(JSON.stringify([what, ...parts]))
      .digest();
  const hashOfCode = async (code: string) => (await keyed("code", code)).toString("hex");
  const secretOf = async (invitationId: string) => (await keyed("link", invitationId)).toString("base64url");

  const wrong = async (countWrong: () => Promise<void>) => {
    await countWrong();
    return codeDoesNotWork();
  };

  const placeFor = async (viewer: Viewer, fieldingId: string): Promise<RoomPlace> => {
    const place = await store.place(fieldingId);
    if (place === null || !mayOpen(viewer, place, "WRITE")) throw roomUnknown();
    return place;
  };

  return {
    room: async (viewer, fieldingId) => {
      const place = await store.place(fieldingId);
      const row = place !== null && mayOpen(viewer, place, "READ") ? await store.room(fieldingId) : null;
      return row && roomFrom(row, clock());
    },

    openRoom: async (viewer, wish) => {
      const now = clock();
      const times = timesOf(wish, now);
      const mostJoiners = wish.mostJoiners ?? MEETING_LIMITS.roomJoiners;
      if (mostJoiners < 1 || mostJoiners > MEETING_LIMITS.joiners) throw joinersInvalid();
      const { closedAt, meeting } = await placeFor(viewer, wish.fieldingId);
      if (closedAt !== null) throw roomWaveClosed();
      // What was written was for who was there, until it was over: nobody else comes in to read it.
      if (meeting?.endsAt && meeting.endsAt <= now) throw meetingOver();
      const code = makeCode(chance);
      const row = await store.open(
        wish.fieldingId,
        { hash: await hashOfCode(code), ...times, mostJoiners, openedById: viewer.userId, openedAt: now },
        new Date(times.validUntil.getTime() + AFTERWARDS),
      );
      return { room: roomFrom(row, now), code: inGroups(code), joinUrl: `${publicUrl}/join#${code}` };
    },

    closeRoom: async (viewer, fieldingId) => {
      await placeFor(viewer, fieldingId);
      const now = clock();
      const row = await store.revoke(fieldingId, now);
      if (row === null) throw roomUnknown();
      return roomFrom(row, now);
    },

    join: async (written, name, countWrong) => {
      if (!DEVICE_NAME.test(name)) throw joiningNameInvalid();
      const code = readCode(written);
      const roomHash = await hashOfCode(code ?? "");
      const fieldingId = await store.byHash(roomHash);
      if (code === null || fieldingId === null) throw await wrong(countWrong);

      const invitationId = idFrom(await keyed("invitation", fieldingId, name));
      const secret = await secretOf(invitationId);
      if (!(await store.isInvited(invitationId))) {
        const person = idFrom(await keyed("person", fieldingId, name));
        const entering = {
          ...{ fieldingId, roomHash, invitationId, at: clock() },
          ...{ participantId: person, pseudonym: `room-${person.slice(0, 13)}`, linkHash: hashOf(secret) },
        };
        // Sent twice at the same moment, the second finds the first one's rows in its way.
        const entered = await store.enter(entering).catch(async (error: unknown) => {
          if (await store.isInvited(invitationId)) return true;
          throw error;
        });
        if (!entered) throw await wrong(countWrong);
      }
      return { ...(await survey.openInvitation(secret)), link: `${publicUrl}/v#${secret}` };
    },

    ownLink: async ({ invitationId, session }) => {
      const secret = await secretOf(invitationId);
      if (!(await store.hasLink(invitationId, hashOf(secret)))) return null;
      const standing = await responses.standing(session, clock());
      return standing === null || standing.code === "NEEDED" ? null : `${publicUrl}/v#${secret}`;
    },
  };
};
