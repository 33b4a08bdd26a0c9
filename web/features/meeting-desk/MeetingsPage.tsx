import { Link } from "react-router";
import { useQuery } from "urql";
import { ButtonLink } from "../../components/button/Button.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import styles from "./meeting-desk.module.css";
import { nl } from "./nl.ts";
import { Meetings } from "./operations.ts";

/** The meetings that somebody leads. */
export default function MeetingsPage() {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [{ data, error, fetching }, again] = useQuery({ query: Meetings, requestPolicy: "cache-and-network" });
  return (
    <>
      <PageHeading>{words.title}</PageHeading>
      <p className={styles.intro}>{words.intro}</p>
      {error && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
      {fetching && !data && <Waiting />}
      {data && (
        <p>
          <ButtonLink weight="PRIMARY" to="/meetings/new">
            {words.make}
          </ButtonLink>
        </p>
      )}
      {data?.meetings.length === 0 && (
        <EmptyState title={words.noneTitle}>
          <p>{words.none}</p>
        </EmptyState>
      )}
      {data && data.meetings.length > 0 && (
        <ul className={styles.meetings}>
          {data.meetings.map(({ id, title, study, promisedOn, joined, over }) => (
            <li key={id}>
              <Link to={`/meetings/${id}`}>
                <Words of={title} />
              </Link>
              <p className={styles.quiet}>
                {words.about(study.title, sayDay(promisedOn, locale))} · {words.joined(joined)}
                {over && ` · ${words.isOver}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
