import { Link, useParams } from "react-router";
import { useQuery } from "urql";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { isOne, useViewer } from "../../lib/viewer/useViewer.ts";
import { en } from "./en.ts";
import { GrantForm } from "./GrantForm.tsx";
import { nl } from "./nl.ts";
import type { Protection } from "./operations.ts";
import { StudyOversight } from "./operations.ts";
import { Requests } from "./Requests.tsx";
import styles from "./steward.module.css";

/** What was blocked in a study and why, who asked how much, and who may ask more. */
export default function StudyOversightPage() {
  const words = useWords({ nl, en });
  const { slug = "" } = useParams();
  const { viewer, known } = useViewer();
  const isSteward = isOne(viewer, "STEWARD");
  const [{ data, error }, again] = useQuery({
    query: StudyOversight,
    variables: { study: slug },
    pause: !isSteward,
    requestPolicy: "cache-and-network",
  });
  const refresh = () => again({ requestPolicy: "network-only" });
  const self = `user:${viewer?.id ?? ""}`;
  const back = (
    <p>
      <Link to="/steward">{words.back}</Link>
    </p>
  );
  if (known && !isSteward)
    return (
      <>
        <PageHeading>{words.title}</PageHeading>
        <p>{words.notForYou}</p>
      </>
    );
  if (error) return <FailureNotice error={error} onRetry={refresh} />;
  if (!data) return <Waiting />;
  const protection = data.studyProtection;
  if (!protection)
    return (
      <>
        <PageHeading>{words.unknownTitle}</PageHeading>
        {back}
      </>
    );
  return (
    <>
      {protection.study.synthetic && <SyntheticBar />}
      <PageHeading>{words.studyTitle(protection.study.title)}</PageHeading>
      {back}
      <p>
        <Link to={`/studies/${slug}/open-answers`}>{words.toOpenAnswers}</Link>
      </p>
      <Alerts alerts={protection.alerts} />
      <section className={styles.part}>
        <h2>{words.blocked}</h2>
        <BlockedTable blocked={protection.blocked} />
      </section>
      <section className={styles.part}>
        <h2>{words.uses}</h2>
        <p className={styles.quiet}>{words.usesHelp}</p>
        <UsesTable uses={protection.uses} />
      </section>
      <section className={styles.part} aria-labelledby="requests">
        <h2 id="requests">{words.requests}</h2>
        <Requests requests={protection.requests} self={self} onAnswered={refresh} />
      </section>
      <section className={styles.part} aria-labelledby="grants">
        <h2 id="grants">{words.grants}</h2>
        <Grants grants={protection.grants} />
        <GrantForm protection={protection} self={self} onGranted={refresh} />
      </section>
    </>
  );
}

function Alerts({ alerts }: Pick<Protection, "alerts">) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  return alerts.map(({ variable, shapes, since }) => (
    <Notice key={variable.name} kind="LATE" title={variable.label}>
      <p>{words.alert(shapes, sayDay(since, locale))}</p>
    </Notice>
  ));
}

function BlockedTable({ blocked }: Pick<Protection, "blocked">) {
  const words = useWords({ nl, en });
  if (blocked.length === 0) return <p className={styles.quiet}>{words.noneBlocked}</p>;
  return (
    <DataTable
      caption={words.blocked}
      captionHidden
      tall={blocked.length > 12}
      rows={blocked}
      rowKey={({ kind, snapshot, variables }) => `${kind} ${snapshot} ${variables.join(" ")}`}
      columns={[
        { id: "kind", header: words.kind, names: true, cell: ({ kind }) => words.kinds[kind] },
        { id: "about", header: words.about, cell: ({ variables }) => variables.join(", ") || "–" },
        { id: "why", header: words.why, cell: ({ why }) => <p className={styles.reason}>{why}</p> },
        { id: "snapshot", header: words.snapshot, numeric: true, cell: ({ snapshot }) => snapshot },
      ]}
    />
  );
}

function UsesTable({ uses }: Pick<Protection, "uses">) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  if (uses.length === 0) return <p className={styles.quiet}>{words.noUses}</p>;
  return (
    <DataTable
      caption={words.uses}
      captionHidden
      tall={uses.length > 12}
      rows={uses}
      rowKey={({ asker, variable }) => `${asker.id} ${variable.name}`}
      marked={({ used, most }) => used >= most}
      columns={[
        {
          id: "asker",
          header: words.asker,
          names: true,
          cell: ({ asker }) => (asker.isWorkplace ? `${asker.name} (${words.workplace})` : asker.name),
        },
        { id: "variable", header: words.variable, cell: ({ variable }) => variable.label },
        {
          id: "used",
          header: words.used,
          numeric: true,
          cell: ({ used, most }) => `${words.usedOf(used, most)}${used >= most ? ` (${words.full})` : ""}`,
        },
        { id: "last", header: words.last, cell: ({ lastAskedAt }) => sayDay(lastAskedAt, locale) },
      ]}
    />
  );
}

function Grants({ grants }: Pick<Protection, "grants">) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  if (grants.length === 0) return <p className={styles.quiet}>{words.noGrants}</p>;
  return (
    <ul className={styles.list}>
      {grants.map(({ id, asker, variable, most, reason, grantedBy, grantedAt }) => (
        <li key={id} className={styles.line}>
          <p>
            <strong>{words.grant(asker.name, variable?.label ?? words.grantAll, most)}</strong>
          </p>
          <p>{reason}</p>
          <p className={styles.quiet}>{words.granted(grantedBy, sayDay(grantedAt, locale))}</p>
        </li>
      ))}
    </ul>
  );
}
