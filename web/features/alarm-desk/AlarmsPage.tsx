import { Link } from "react-router";
import { useQuery } from "urql";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import type { Column } from "../../components/table/DataTable.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { sayMoment } from "../../lib/language/moment.ts";
import { isOne, useViewer } from "../../lib/viewer/useViewer.ts";
import styles from "./alarm-desk.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { GivenAlarm } from "./operations.ts";
import { AlarmsForMe } from "./operations.ts";
import { RoutesPart } from "./RoutesPart.tsx";

/** What was given to whoever is signed in; for stewards and administrators also who is given what. */
export default function AlarmsPage() {
  const words = useWords({ nl, en });
  const { viewer, known } = useViewer();
  const [{ data, error }, again] = useQuery({
    query: AlarmsForMe,
    pause: viewer === null,
    requestPolicy: "cache-and-network",
  });
  return (
    <>
      <PageHeading>{words.title}</PageHeading>
      {known && viewer === null && <p>{words.signIn}</p>}
      {viewer && <p className={styles.intro}>{words.intro}</p>}
      {error && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
      {viewer && !data && !error && <Waiting />}
      {data && <GivenList alarms={data.alarmsForMe} />}
      {isOne(viewer, "STEWARD", "ADMIN") && <RoutesPart />}
    </>
  );
}

function GivenList({ alarms }: { alarms: readonly GivenAlarm[] }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  if (alarms.length === 0) return <p>{words.none}</p>;
  const columns: Column<GivenAlarm>[] = [
    {
      id: "sent",
      header: words.sent,
      names: true,
      cell: ({ id, sentAt }) => {
        const when = sayMoment(sentAt, locale);
        return (
          <Link to={`/alarms/${id}`} aria-label={words.open(when)}>
            {when}
          </Link>
        );
      },
    },
    { id: "region", header: words.region, cell: ({ region }) => (region ? <Words of={region} /> : words.noRegion) },
    {
      id: "state",
      header: words.state,
      cell: ({ state, dueAt }) =>
        state === "WAITING" && dueAt
          ? `${words.states[state]}: ${words.before(sayMoment(dueAt, locale))}`
          : words.states[state],
    },
  ];
  return <DataTable caption={words.title} captionHidden columns={columns} rows={alarms} rowKey={({ id }) => id} />;
}
