import { useState } from "react";
import { Link } from "react-router";
import { useQuery } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { isOne, useViewer } from "../../lib/viewer/useViewer.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Alert, WaitingHandOver } from "./operations.ts";
import { Oversight } from "./operations.ts";
import { WaitingRequests } from "./Requests.tsx";
import styles from "./steward.module.css";

/** Where a steward begins: what needs to be known, the rules in force, and the way to each study. */
export default function StewardPage() {
  const words = useWords({ nl, en });
  const { viewer, known } = useViewer();
  const isSteward = isOne(viewer, "STEWARD");
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error }, again] = useQuery({
    query: Oversight,
    variables: { after },
    pause: !isSteward,
    requestPolicy: "cache-and-network",
  });
  return (
    <>
      <PageHeading>{words.title}</PageHeading>
      {known && !isSteward && <p>{words.notForYou}</p>}
      {isSteward && <p className={styles.intro}>{words.intro}</p>}
      <p>
        <Link to="/protection">{words.toRules}</Link>
      </p>
      {isSteward && (
        <p>
          <Link to="/codebooks">{words.toCoding}</Link>
        </p>
      )}
      {error && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
      {isSteward && !data && !error && <Waiting />}
      {data && (
        <>
          <section className={styles.part} aria-labelledby="alerts">
            <h2 id="alerts">{words.alerts}</h2>
            <Alerts alerts={data.shapeAlerts} />
          </section>
          <section className={styles.part} aria-labelledby="requests">
            <h2 id="requests">{words.requests}</h2>
            <WaitingRequests requests={data.waitingShapeRequests} />
          </section>
          <section className={styles.part} aria-labelledby="hand-overs">
            <h2 id="hand-overs">{words.handOvers}</h2>
            <HandOvers waiting={data.waitingHandOvers} />
          </section>
          <section className={styles.part} aria-labelledby="studies">
            <h2 id="studies">{words.studies}</h2>
            <ul className={styles.list}>
              {data.studies.nodes.map(({ id, slug, title }) => (
                <li key={id} className={styles.line}>
                  <Link to={`/steward/${slug}`}>{title}</Link>
                </li>
              ))}
            </ul>
            {data.studies.pageInfo.hasNextPage && (
              <p>
                <Button onClick={() => setAfter(data.studies.pageInfo.endCursor)}>{words.more}</Button>
              </p>
            )}
          </section>
        </>
      )}
    </>
  );
}

function HandOvers({ waiting }: { waiting: readonly WaitingHandOver[] }) {
  const words = useWords({ nl, en });
  if (waiting.length === 0) return <p className={styles.quiet}>{words.noHandOvers}</p>;
  return (
    <ul className={styles.list}>
      {waiting.map(({ id, organisation, askedBy, snapshot: { study } }) => (
        <li key={id} className={styles.line}>
          <Link to={`/studies/${study.slug}/hand-overs`}>{study.title}</Link>: {words.handOver(askedBy, organisation)}
        </li>
      ))}
    </ul>
  );
}

function Alerts({ alerts }: { alerts: readonly Alert[] }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  if (alerts.length === 0) return <p className={styles.quiet}>{words.noAlerts}</p>;
  return alerts.map(({ study, variable, shapes, since }) => (
    <Notice
      key={`${study.slug}/${variable.name}`}
      kind="LATE"
      title={
        <>
          <Link to={`/steward/${study.slug}`}>{study.title}</Link>: {variable.label}
        </>
      }
    >
      <p>{words.alert(shapes, sayDay(since, locale))}</p>
    </Notice>
  ));
}
