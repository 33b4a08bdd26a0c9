import { ButtonLink } from "../../../components/button/Button.tsx";
import { Mark } from "../../../components/mark/Mark.tsx";
import { RoomLink } from "../../../components/room-link/RoomLink.tsx";
import { PageHeading } from "../../../components/page/PageHeading.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import styles from "../answer.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Respondent } from "../operations.ts";
import { PromiseWords } from "../PromiseWords.tsx";

/** Thanks, and the promise. */
export function SentScreen({ respondent }: { respondent: Respondent }) {
  const words = useWords({ nl, en });
  return (
    <div className={styles.stack}>
      <Mark rings={0} size={96} />
      <PageHeading>{words.sentTitle}</PageHeading>
      <h2>{words.sentNext}</h2>
      <PromiseWords respondent={respondent} />
      {respondent.ownLink && <RoomLink link={respondent.ownLink} />}
      <div className={styles.choices}>
        <ButtonLink weight="PRIMARY" to="/v/echo">
          {words.toEcho}
        </ButtonLink>
      </div>
    </div>
  );
}
