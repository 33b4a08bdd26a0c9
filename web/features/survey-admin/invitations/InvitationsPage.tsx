import { useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { useQuery } from "urql";
import { FailureNotice } from "../../../components/notice/FailureNotice.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { PageHeading } from "../../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../../components/page/Waiting.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import { AddressesForm } from "./AddressesForm.tsx";
import { en } from "./en.ts";
import styles from "./invitations.module.css";
import { MailForm } from "./MailForm.tsx";
import { MailRounds } from "./MailRounds.tsx";
import { nl } from "./nl.ts";
import { FieldingInvitations } from "./operations.ts";
import { PlanForm } from "./PlanForm.tsx";
import { EVERYBODY, StateTable, type Filter } from "./StateTable.tsx";

/** How often is looked how far the mail is, while some of it waits. */
const LOOK_AGAIN_MS = 2_000;

/** Who is invited to one time in the field: by mail, without seeing an address; and how far everybody is. */
export default function InvitationsPage() {
  const words = useWords({ nl, en });
  const { id = "", fielding: fieldingId = "" } = useParams();
  const [filter, setFilter] = useState<Filter>(EVERYBODY);
  const [{ data, error, fetching }, again] = useQuery({
    query: FieldingInvitations,
    variables: {
      id,
      status: filter.status && [filter.status],
      mail: filter.mail && [filter.mail],
      after: filter.after,
    },
    requestPolicy: "cache-and-network",
  });
  const refresh = () => again({ requestPolicy: "network-only" });
  const fielding = data?.survey?.fieldings.find((each) => each.id === fieldingId);
  const underWay = fielding?.mailRounds.some(({ waiting }) => waiting > 0) ?? false;
  useEffect(() => {
    if (!underWay || fetching) return;
    const timer = setTimeout(() => again({ requestPolicy: "network-only" }), LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [underWay, fetching, again]);

  if (error) return <FailureNotice error={error} onRetry={refresh} />;
  if (fetching && !data) return <Waiting />;
  if (!data?.survey || !fielding)
    return (
      <>
        <PageHeading>{words.unknownTitle}</PageHeading>
        <p>{words.unknown}</p>
      </>
    );
  const { study } = data.survey;
  return (
    <>
      {study.synthetic && <SyntheticBar />}
      <PageHeading>{words.title(fielding.wave.label)}</PageHeading>
      <p>
        <Link to={`/studies/${study.slug}/surveys`}>{words.back}</Link>
      </p>
      <section className={styles.part} aria-labelledby="addresses">
        <h2 id="addresses">{words.addressesTitle}</h2>
        <p>{words.reachable(study.reachable ?? 0)}</p>
        <p>{words.addressesIntro}</p>
        <AddressesForm study={study.slug} onKept={refresh} />
      </section>
      <section className={styles.part} aria-labelledby="by-mail">
        <h2 id="by-mail">{words.mailTitle}</h2>
        {fielding.wave.closedAt === null ? (
          <MailForm fieldingId={fielding.id} onInvited={refresh} />
        ) : (
          <Notice kind="INFO">
            <p>{words.closed}</p>
          </Notice>
        )}
        <MailRounds rounds={fielding.mailRounds} />
      </section>
      {fielding.wave.closedAt === null && (
        <section className={styles.part} aria-labelledby="plan">
          <h2 id="plan">{words.planTitle}</h2>
          <PlanForm fielding={fielding} onChange={refresh} />
        </section>
      )}
      <StateTable fielding={fielding} filter={filter} onFilter={setFilter} onChange={refresh} />
    </>
  );
}
