import { builder } from "../../../graphql/builder.ts";
import { signedIn } from "../../../graphql/errors.ts";
import { RESPONDENT_COOKIE, type OpenedRoom, ROOM_STATES, type Room } from "../survey.ts";
import { RespondentType } from "../survey.graphql.ts";

const RoomStateType = builder.enumType("RoomState", { values: ROOM_STATES });

const RoomType = builder.objectRef<Room>("Room").implement({
  description: "Where people come into a fielding by a code.",
  fields: (t) => ({
    id: t.exposeID("fieldingId"),
    state: t.expose("state", { type: RoomStateType }),
    openedAt: t.expose("openedAt", { type: "DateTime", description: "When its newest code was made." }),
    validFrom: t.expose("validFrom", { type: "DateTime" }),
    validUntil: t.expose("validUntil", { type: "DateTime" }),
    mostJoiners: t.exposeInt("mostJoiners"),
    joined: t.exposeInt("joined", { description: "How many came in, over all its codes." }),
  }),
});

const OpenedRoomType = builder.objectRef<OpenedRoom>("OpenedRoom").implement({
  description: "The code is shown this once and kept only as a keyed hash.",
  fields: (t) => ({
    room: t.expose("room", { type: RoomType }),
    code: t.exposeString("code"),
    joinUrl: t.exposeString("joinUrl", { description: "For a QR code: the code stands behind the #." }),
  }),
});

const JoinedType = builder.objectRef<{ link: string }>("Joined").implement({
  fields: (t) => ({ link: t.exposeString("link", { description: "The personal link of whoever came in." }) }),
});

const OpenRoomInput = builder.inputType("OpenRoomInput", {
  fields: (t) => ({
    fielding: t.id({ required: true }),
    validFrom: t.field({ type: "DateTime", description: "Now, where left out." }),
    validUntil: t.field({ type: "DateTime", description: "Four hours after it begins, where left out." }),
    mostJoiners: t.int({ description: "200 where left out." }),
  }),
});

builder.objectField(RespondentType, "ownLink", (t) =>
  t.string({
    nullable: true,
    description: "The personal link of somebody who came in by a code, who was never sent it; null for everybody else.",
    resolve: ({ holder }, _args, { steps }) => steps.meeting.ownLink(holder),
  }),
);

builder.queryField("room", (t) =>
  t.field({
    type: RoomType,
    nullable: true,
    description: "Of a fielding; null where there is none, or it is somebody else's.",
    args: { fielding: t.arg.id({ required: true }) },
    authScopes: { may: "seeRooms" },
    resolve: (_root, { fielding }, context) => context.steps.meeting.room(signedIn(context), fielding),
  }),
);

builder.mutationFields((t) => ({
  openRoom: t.field({
    type: OpenedRoomType,
    description: "Opens a room, or opens it anew with another code: the code before stops at once.",
    args: { input: t.arg({ type: OpenRoomInput, required: true }) },
    errors: {},
    authScopes: { may: "openRooms" },
    resolve: (_root, { input: { fielding, ...room } }, context) =>
      context.steps.meeting.openRoom(signedIn(context), { fieldingId: fielding, ...room }),
  }),

  closeRoom: t.field({
    type: RoomType,
    description: "Its code stops working. Who is in stays in.",
    args: { fielding: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "openRooms" },
    resolve: (_root, { fielding }, context) => context.steps.meeting.closeRoom(signedIn(context), fielding),
  }),

  joinRoom: t.field({
    type: JoinedType,
    description:
      "Lets somebody in by the code of a room: an invitation of their own, and a short session in an HttpOnly cookie. The same device is let in once.",
    args: {
      code: t.arg.string({ required: true }),
      device: t.arg.string({
        required: true,
        description: "What the device calls itself: 22 to 64 letters and digits, drawn at random.",
      }),
    },
    errors: {},
    authScopes: { may: "joinRoom" },
    resolve: async (_root, { code, device }, { steps, reply, countTry }) => {
      const { cookie, endsAt, link } = await steps.meeting.join(code, device, async () => {
        await countTry("wrongRoomCode");
        await steps.people.countTry("anyWrongRoomCode", "everybody");
      });
      reply.setCookie(RESPONDENT_COOKIE, cookie, endsAt);
      return { link };
    },
  }),
}));
