import type { SurveyStep } from "../survey/survey.ts";
import type { Addresses } from "./addresses.ts";
import type { ContactStep, InvitationTable, TableRow } from "./contact.ts";
import type { MessageStore } from "./message.store.ts";

const MOST_ROWS = 200;

/** How far everybody is who was invited, link and mail side by side. */
export const createInvitationTable =
  ({
    survey,
    addresses,
    messages,
  }: {
    survey: Pick<SurveyStep, "invitationsOf" | "fielding">;
    addresses: Pick<Addresses, "sinceOf">;
    messages: MessageStore;
  }): ContactStep["tableOf"] =>
  async (fieldingId, { status, mail, first, after }) => {
    const last = new Map((await messages.lastOf(fieldingId)).map((each) => [each.invitationId, each]));
    const everybody = (await survey.invitationsOf(fieldingId)).map((invitation): TableRow => {
      const message = last.get(invitation.id);
      return {
        ...{ invitation, mail: message?.state ?? "NONE", mailSince: message?.since ?? null },
        ...{ bounced: message?.bounced ?? null, delays: message?.delays ?? 0, newAddress: false },
      };
    });
    const asked = everybody.filter(
      (row) => (status?.includes(row.invitation.status) ?? true) && (mail?.includes(row.mail) ?? true),
    );
    const from = Math.max(0, after ?? 0);
    const number = Math.min(Math.max(1, first ?? MOST_ROWS), MOST_ROWS);
    const rows = asked.slice(from, from + number);
    const back = rows.filter(({ mail: state }) => state === "BOUNCED").map(({ invitation }) => invitation.participant);
    const fielding = back.length === 0 ? null : await survey.fielding(fieldingId);
    const since = fielding === null ? new Map<string, Date>() : await addresses.sinceOf(fielding.studyId, back);
    const isNew = ({ invitation: { id, participant }, mail: state }: TableRow): boolean => {
      const [written, changed] = [last.get(id), since.get(participant)];
      return state === "BOUNCED" && written !== undefined && (changed ?? NEVER) > (written.handedAt ?? written.since);
    };
    return {
      counts: countsOf(everybody),
      total: asked.length,
      rows: rows.map((row) => ({ ...row, newAddress: isNew(row) })),
    };
  };

const NEVER = new Date(0);

function countsOf(rows: readonly TableRow[]): InvitationTable["counts"] {
  const counts = new Map<string, InvitationTable["counts"][number]>();
  for (const { invitation, mail } of rows) {
    const key = `${invitation.status} ${mail}`;
    const count = counts.get(key) ?? { status: invitation.status, mail, count: 0 };
    counts.set(key, { ...count, count: count.count + 1 });
  }
  return [...counts.values()];
}
