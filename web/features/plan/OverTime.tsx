import { ConceptLabel, DOMAINS } from "../../components/domain/DomainIcon.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useLanguage, useSay, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import type { Domain } from "../../../schema/kinds/life-domains.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Round } from "./operations.ts";
import type { Level } from "./reading.ts";
import { levelOf, LEVELS, saidOf } from "./reading.ts";
import styles from "./plan.module.css";

/** The newest so many times are drawn; the table has all of them. */
const DRAWN = 12;
const STEP = 26;
const EDGE = 14;
const HEIGHT = 64;

const heightOf = (level: Level): number => (level === "UNKNOWN" ? HEIGHT / 2 : EDGE + LEVELS.indexOf(level) * 18);

/** Shape says it, not colour: full, half, open, or a question mark. */
function Point({ level, x }: { level: Level; x: number }) {
  const y = heightOf(level);
  if (level === "UNKNOWN")
    return (
      <text x={x} y={y + 5} textAnchor="middle" className={styles.unknown}>
        ?
      </text>
    );
  return (
    <g className={styles.point}>
      <circle cx={x} cy={y} r="7" className={level === "in_order" ? styles.full : styles.open} />
      {level === "partly" && <path d={`M ${x} ${y - 7} a 7 7 0 0 0 0 14 Z`} className={styles.full} />}
    </g>
  );
}

function DomainLine({ domain, rounds }: { domain: Domain; rounds: readonly Round[] }) {
  const howWords = useHow();
  const points = rounds.map((round, at) => ({ at, level: levelOf(round, domain) }));
  const known = points.flatMap(({ at, level }) =>
    level === null || level === "UNKNOWN" ? [] : [`${EDGE + at * STEP},${heightOf(level)}`],
  );
  const width = 2 * EDGE + Math.max(0, rounds.length - 1) * STEP;
  return (
    <li className={styles.domainLine}>
      <span className={styles.domainName}>
        <ConceptLabel concept={domain} />
      </span>
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={rounds.map((round) => howWords(round, domain)).join(", ")}
      >
        <polyline points={known.join(" ")} className={styles.line} />
        {points.map(({ at, level }) => level && <Point key={at} level={level} x={EDGE + at * STEP} />)}
      </svg>
      <span className={styles.nowAt}>{rounds.at(-1) && howWords(rounds.at(-1) as Round, domain)}</span>
    </li>
  );
}

const useHow = () => {
  const words = useWords({ nl, en });
  const say = useSay();
  return (round: Round, domain: Domain): string => {
    const { how } = saidOf(round, domain);
    if (how) return say(how);
    return levelOf(round, domain) === "UNKNOWN" ? words.dontKnow : words.notSaid;
  };
};

/** Each domain time after time, drawn and as a table. */
export function OverTime({ rounds }: { rounds: readonly Round[] }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const howWords = useHow();
  return (
    <section className={styles.stack} aria-labelledby="over-time">
      <h2 id="over-time">{words.overTime}</h2>
      <p className={styles.quiet}>{words.chartHelp}</p>
      <ul className={styles.chart}>
        {DOMAINS.map((domain) => (
          <DomainLine key={domain} domain={domain} rounds={rounds.slice(-DRAWN)} />
        ))}
      </ul>
      <DataTable
        caption={words.inATable}
        columns={[
          { id: "day", header: words.day, names: true, cell: ({ madeAt }: Round) => sayDay(madeAt, locale) },
          ...DOMAINS.map((domain) => ({
            id: domain,
            header: <ConceptLabel concept={domain} />,
            cell: (round: Round) => howWords(round, domain),
          })),
        ]}
        rows={rounds.toReversed()}
        rowKey={({ id }) => id}
      />
    </section>
  );
}
