import { Mark } from "../../../components/mark/Mark.tsx";
import { PageHeading } from "../../../components/page/PageHeading.tsx";
import { Link } from "../../../lib/address/address.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import styles from "../answer.module.css";
import { en as answerEn } from "../en.ts";
import { nl as answerNl } from "../nl.ts";
import type { Problem } from "../operations.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

/** A link that cannot be opened, and why; or there is none (null). */
export default function RefusedScreen({ problem }: { problem: Problem | null }) {
  const words = { ...useWords({ nl: answerNl, en: answerEn }), ...useWords({ nl, en }) };
  const said: Record<string, [title: string, why: string]> = {
    INVITATION_UNKNOWN: [words.unknownTitle, words.unknown],
    INVITATION_REVOKED: [words.revokedTitle, words.revoked],
    INVITATION_EXPIRED: [words.expiredTitle, words.expired],
    SESSION_ENDED: [words.endedTitle, words.ended],
  };
  const [title, why] =
    problem === null
      ? [words.noLinkTitle, words.noLink]
      : (said[problem.code] ?? [words.unknownTitle, problem.message]);
  return (
    <div className={styles.stack}>
      <Mark rings={0} size={72} />
      <PageHeading>{title}</PageHeading>
      <p>{why}</p>
      <p>
        <Link to="/">{words.home}</Link>
      </p>
    </div>
  );
}
