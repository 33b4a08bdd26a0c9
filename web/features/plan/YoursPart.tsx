import { useState } from "react";
import { Button } from "../../components/button/Button.tsx";
import { DOMAINS } from "../../components/domain/DomainIcon.tsx";
import { en as domainsEn } from "../../components/domain/en.ts";
import { nl as domainsNl } from "../../components/domain/nl.ts";
import { useLanguage, useSay, useWords } from "../../lib/language/language.tsx";
import { sayMoment } from "../../lib/language/moment.ts";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Plan } from "./operations.ts";
import styles from "./plan.module.css";
import { isEmpty, levelOf, saidOf } from "./reading.ts";

/** Takes all of it along, as text that opens anywhere; or away. */
export function YoursPart({ plan, onDelete }: { plan: Plan; onDelete(): void }) {
  const words = useWords({ nl, en });
  const [asked, setAsked] = useState(false);
  const asText = usePlanText();
  const download = () => {
    const address = URL.createObjectURL(new Blob([asText(plan)], { type: "text/plain;charset=utf-8" }));
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.download = "plan.txt";
    anchor.click();
    URL.revokeObjectURL(address);
  };
  return (
    <section className={styles.stack} aria-labelledby="yours">
      <h2 id="yours">{words.yours}</h2>
      <div className={styles.actions}>
        <Button onClick={download}>{words.download}</Button>
        {!asked && (
          <Button weight="QUIET" onClick={() => setAsked(true)}>
            {words.deleteAll}
          </Button>
        )}
      </div>
      {asked && (
        <div className={styles.tight} role="group" aria-label={words.deleteAll}>
          <p role="alert">{words.deleteAsk}</p>
          <div className={styles.actions}>
            <Button onClick={() => setAsked(false)}>{words.no}</Button>
            <Button onClick={onDelete}>{words.deleteYes}</Button>
          </div>
        </div>
      )}
    </section>
  );
}

function usePlanText(): (plan: Plan) => string {
  const words = useWords({ nl, en });
  const domains = useWords({ nl: domainsNl, en: domainsEn });
  const { locale } = useLanguage();
  const say = useSay();
  return ({ rounds, shares }) => {
    const times = rounds.map((round) => {
      const parts = DOMAINS.flatMap((domain) => {
        const level = levelOf(round, domain);
        const said = saidOf(round, domain);
        if (isEmpty(said, level)) return [];
        const how = said.how ? say(said.how) : level === "UNKNOWN" ? words.dontKnow : words.notSaid;
        const lines = [said.words, ...said.next.map(({ label, said: written }) => `${say(label)} ${written}`)];
        return [`${domains[domain]}: ${how}`, ...lines.flatMap((line) => (line ? [`  ${line}`] : []))];
      });
      return [words.on(sayDay(round.madeAt, locale)), ...parts].join("\n");
    });
    const looked = shares.map(({ name, state, openings }) =>
      [`${name}: ${words.states[state]}`, ...openings.map((at) => `  ${sayMoment(at, locale)}`)].join("\n"),
    );
    return `${[words.title, ...times, ...(looked.length > 0 ? [words.shares, ...looked] : [])].join("\n\n")}\n`;
  };
}
