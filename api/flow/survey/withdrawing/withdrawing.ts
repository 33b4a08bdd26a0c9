import type { Text } from "../../../../schema/text.ts";
import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import { sessionEnded } from "../answering/problems.ts";
import { receiptOf } from "./receipt.ts";
import type { Consents } from "../consent/consents.ts";
import { apartName } from "../consent/standing.ts";
import type { ResponseStore } from "../answering/response.store.ts";
import type { SurveyStep } from "../survey.ts";
import type { Withdrawal, WithdrawalStore } from "./withdrawal.store.ts";

interface Shared {
  clock: Clock;
  chance: Chance;
  responses: ResponseStore;
  withdrawals: WithdrawalStore;
  consent: Consents;
  beforeStop: ((studyId: string, pseudonym: string) => Promise<void>) | undefined;
}

type Withdrawing = Pick<SurveyStep, "stopTakingPart" | "deletedOf" | "withdrawnOf">;

export const createWithdrawing = ({
  clock,
  chance,
  responses,
  withdrawals,
  consent,
  beforeStop,
}: Shared): Withdrawing => ({
  stopTakingPart: async (holder, deleteAnswers) => {
    const now = clock();
    const standing = await responses.standing(holder.session, now);
    if (standing === null) throw sessionEnded();
    await beforeStop?.(holder.studyId, standing.pseudonym);
    await withdrawals.stop(holder.participantId, receiptOf(chance), deleteAnswers, now, (transaction) =>
      consent.takeBack(transaction, holder, deleteAnswers, now),
    );
    await consent.forgetBirthday(holder.studyId, standing.pseudonym);
  },

  deletedOf: withdrawals.deletedOf,
  withdrawnOf: async (studyId) => {
    const [withdrawn, apart] = await Promise.all([withdrawals.withdrawnOf(studyId), consent.apartIn(studyId)]);
    // Known by two names where answers stand apart; what stood beside other data before that is not handed over either.
    return [...new Set([...withdrawn.flatMap(({ id, pseudonym }) => [pseudonym, apartName(id)]), ...apart.keys()])];
  },
});

/** What stopping did, and what of it can no longer be undone. */
export const whatStays = ({ deletedAt }: Withdrawal): Text[] =>
  deletedAt === null
    ? [
        {
          nl: "Wat je hebt verstuurd, telt mee. Wat je niet had verstuurd, telt niet mee.",
          en: "What you sent counts. What you had not sent does not.",
        },
        { nl: "Je kunt alsnog alles laten weghalen.", en: "You can still have everything removed." },
      ]
    : [
        {
          nl: "Cijfers die al zijn gegeven, blijven. Wat daarmee is gedaan ook. Je bent er niet in te herkennen.",
          en: "Figures that were already given stay. So does what was done with them. Nobody can recognise you in them.",
        },
        {
          nl: "In de volgende momentopname van de gegevens sta je niet meer. Die gaat pas gelden als er bij minstens 10 mensen iets is veranderd. Zo kan niemand aan de cijfers zien wie er weg is. Tot dan kun je nog in nieuwe cijfers meetellen.",
          en: "You are not in the next snapshot of the data. It only comes into use once something changed for at least 10 people. That way nobody can tell from the figures who left. Until then you may still count in new figures.",
        },
        {
          nl: "Oudere momentopnamen worden niet veranderd. Voorlopige worden na een tijd gewist, definitieve blijven bewaard.",
          en: "Older snapshots are not changed. Preliminary ones are cleared after a time, final ones are kept.",
        },
        {
          nl: "Heeft het onderzoek eerder een bestand met gegevens over je ingebracht? Dat bestand blijft hier bewaard, maar jij telt er niet meer in mee.",
          en: "Did the study bring in a file with data about you before? That file is kept here, but you no longer count in it.",
        },
        {
          nl: "Wat het onderzoek ergens anders over je bewaart, halen wij niet weg. Vraag dat aan het onderzoek zelf.",
          en: "We do not remove what the study keeps about you elsewhere. Ask the study itself about that.",
        },
      ];
