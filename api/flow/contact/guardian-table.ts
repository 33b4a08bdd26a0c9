import type { SurveyStep } from "../survey/survey.ts";
import type { Addresses } from "./addresses.ts";
import type { ContactStep, GuardianRow } from "./contact.ts";
import type { MessageStore } from "./message.store.ts";

/** Whose guardian is asked as well, and how far the mail to them is; not what they said. */
export const createGuardianTable =
  ({
    survey,
    addresses,
    messages,
  }: {
    survey: Pick<SurveyStep, "invitationsOf" | "fielding" | "consent">;
    addresses: Pick<Addresses, "withGuardian">;
    messages: MessageStore;
  }): ContactStep["guardiansOf"] =>
  async (fieldingId) => {
    const invitations = (await survey.invitationsOf(fieldingId)).filter(({ status }) => status !== "REVOKED");
    const fielding = invitations.length === 0 ? null : await survey.fielding(fieldingId);
    if (fielding === null) return [];
    const invited = invitations.map(({ participant }) => participant);
    const young = await survey.consent.youngOf(fielding.studyId, invited);
    if (young.size === 0) return [];
    const [reachable, last] = await Promise.all([
      addresses.withGuardian(fielding.studyId, [...young]),
      messages.lastOf(fieldingId, "GUARDIAN"),
    ]);
    const mails = new Map(last.map((each) => [each.invitationId, each]));
    return invitations
      .filter(({ participant }) => young.has(participant))
      .map(({ id, participant }): GuardianRow => {
        const mail = mails.get(id);
        return {
          ...{ invitationId: id, participant, canBeMailed: reachable.has(participant) },
          ...{ mail: mail?.state ?? "NONE", mailSince: mail?.since ?? null, bounced: mail?.bounced ?? null },
        };
      });
  };
