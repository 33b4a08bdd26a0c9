import type { SurveyStep } from "../survey/survey.ts";
import type { ContactStep, InvitationTable, TableRow } from "./contact.ts";
import type { MessageStore } from "./message.store.ts";

const MOST_ROWS = 200;

/** How far everybody is who was invited, link and mail side by side. */
export const createInvitationTable =
  ({
    survey,
    messages,
  }: {
    survey: Pick<SurveyStep, "invitationsOf">;
    messages: MessageStore;
  }): ContactStep["tableOf"] =>
  async (fieldingId, { status, mail, first, after }) => {
    const last = new Map((await messages.lastOf(fieldingId)).map((each) => [each.invitationId, each]));
    const everybody = (await survey.invitationsOf(fieldingId)).map((invitation): TableRow => {
      const message = last.get(invitation.id);
      return { invitation, mail: message?.state ?? "NONE", mailSince: message?.since ?? null };
    });
    const asked = everybody.filter(
      (row) => (status?.includes(row.invitation.status) ?? true) && (mail?.includes(row.mail) ?? true),
    );
    const from = Math.max(0, after ?? 0);
    const number = Math.min(Math.max(1, first ?? MOST_ROWS), MOST_ROWS);
    return { counts: countsOf(everybody), total: asked.length, rows: asked.slice(from, from + number) };
  };

function countsOf(rows: readonly TableRow[]): InvitationTable["counts"] {
  const counts = new Map<string, InvitationTable["counts"][number]>();
  for (const { invitation, mail } of rows) {
    const key = `${invitation.status} ${mail}`;
    const count = counts.get(key) ?? { status: invitation.status, mail, count: 0 };
    counts.set(key, { ...count, count: count.count + 1 });
  }
  return [...counts.values()];
}
