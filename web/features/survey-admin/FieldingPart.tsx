import { Link } from "react-router";
import { dayOf } from "../../../schema/day.ts";
import { ProgressRing } from "../../components/mark/Mark.tsx";
import { WaveState } from "../../components/wave/WaveState.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { GuardianLinks } from "./consent/GuardianLinks.tsx";
import { en } from "./en.ts";
import { InvitationsPart } from "./InvitationsPart.tsx";
import { InviteForm } from "./InviteForm.tsx";
import { MovePromiseForm } from "./MovePromiseForm.tsx";
import { nl } from "./nl.ts";
import type { Fielding } from "./operations.ts";
import styles from "./survey-admin.module.css";

interface FieldingPartProps {
  /** Address of the survey */
  survey: string;
  surveyId: string;
  fielding: Fielding;
  canCloseWaves: boolean;
  onChange(): void;
}

/** One time in the field: how far it is, what was promised, and who was invited. */
export function FieldingPart({ survey, surveyId, fielding, canCloseWaves, onChange }: FieldingPartProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const { wave, invited, sent, promisedOn, movedFrom, movedBecause } = fielding;
  return (
    <section className={styles.fielding} aria-labelledby={`fielding-${fielding.id}`}>
      <h3 id={`fielding-${fielding.id}`}>{words.fielding(wave.label, fielding.version.number)}</h3>
      <WaveState wave={wave} mayClose={canCloseWaves} />
      <p className={styles.progress}>
        <ProgressRing share={invited === 0 ? 0 : sent / invited} />
        {invited === 0 ? words.nobody : words.progress(sent, invited)}
      </p>
      <p>
        {words.promise}: <strong>{sayDay(promisedOn, locale, "long")}</strong>.{" "}
        {promisedOn < dayOf(new Date()) && words.late} {movedFrom && words.movedFrom(sayDay(movedFrom, locale))}{" "}
        {movedBecause && words.movedBecause(movedBecause)}
      </p>
      <details className={styles.folded}>
        <summary>{words.moveTitle}</summary>
        <MovePromiseForm fielding={fielding} />
      </details>
      <p>
        <Link to={`${survey}/invitations/${fielding.id}`}>{words.byMail}</Link>
      </p>
      {wave.closedAt === null && (
        <p>
          <Link to={`${survey}/room/${fielding.id}`}>{words.byRoom}</Link>
        </p>
      )}
      {wave.closedAt === null && (
        <details className={styles.folded}>
          <summary>{words.inviteTitle}</summary>
          <InviteForm fielding={fielding} onInvited={onChange} />
        </details>
      )}
      {fielding.guardians.length > 0 && (
        <details className={styles.folded}>
          <summary>{words.guardiansTitle}</summary>
          <GuardianLinks guardians={fielding.guardians} onChange={onChange} />
        </details>
      )}
      {invited > 0 && <InvitationsPart survey={surveyId} fielding={fielding.id} invited={invited} />}
    </section>
  );
}
