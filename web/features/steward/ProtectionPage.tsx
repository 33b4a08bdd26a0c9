import { useQuery } from "urql";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { Told } from "../../components/protection/Protection.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { RulesInForce } from "./operations.ts";
import styles from "./steward.module.css";

const GROUPS = ["SHOWN", "DISTURBED", "QUESTION", "ASKING"] as const;

/** For everybody: what people are told, and every rule with its numbers, as the API has them. */
export default function ProtectionPage() {
  const words = useWords({ nl, en });
  const [{ data, error }, again] = useQuery({ query: RulesInForce });
  return (
    <>
      <PageHeading>{words.protectionTitle}</PageHeading>
      <p className={styles.intro}>{words.protectionIntro}</p>
      <section className={styles.part} aria-labelledby="told">
        <h2 id="told">{words.told}</h2>
        <Told />
      </section>
      <section className={styles.part} aria-labelledby="rules">
        <h2 id="rules">{words.rules}</h2>
        {error && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
        {!data && !error && <Waiting />}
        {data &&
          GROUPS.map((group) => (
            <div key={group}>
              <h3>{words.groups[group]}</h3>
              {group === "ASKING" && <p className={styles.intro}>{words.kindOfQuestion}</p>}
              <ul className={styles.rules}>
                {data.protectionRules.rules
                  .filter((rule) => rule.group === group)
                  .map((rule) => (
                    <li key={rule.words}>{rule.words}</li>
                  ))}
              </ul>
            </div>
          ))}
        {data && (
          <p className={styles.quiet}>
            {words.rulesName} <span lang="en">{data.protectionRules.name}</span>. {words.rulesKeys}
          </p>
        )}
      </section>
    </>
  );
}
