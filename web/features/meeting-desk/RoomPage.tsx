import { useCallback } from "react";
import { Link, useParams } from "react-router";
import { useQuery } from "urql";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useSay, useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import styles from "./meeting-desk.module.css";
import { nl } from "./nl.ts";
import { RoomOfSurvey } from "./operations.ts";
import { RoomPart } from "./RoomPart.tsx";
import { usePolled } from "./usePolled.ts";

/** A room for a survey in the field: a class, a waiting room, a day with many people. */
export default function RoomPage() {
  const words = useWords({ nl, en });
  const say = useSay();
  const { slug = "", id = "", fielding = "" } = useParams();
  const [{ data, error, fetching }, again] = useQuery({
    query: RoomOfSurvey,
    variables: { survey: id, fielding },
    requestPolicy: "cache-and-network",
  });
  const refresh = useCallback(() => again({ requestPolicy: "network-only" }), [again]);
  usePolled(refresh);
  if (!data && fetching) return <Waiting />;
  if (error && !data) return <FailureNotice error={error} onRetry={refresh} />;
  const survey = data?.survey;
  const fielded = survey?.fieldings.find((each) => each.id === fielding);
  return (
    <>
      <PageHeading title={survey ? words.roomFor(say(survey.title)) : words.unknownTitle}>
        {survey ? words.roomFor(say(survey.title)) : words.unknownTitle}
      </PageHeading>
      {fielded && <p className={styles.quiet}>{fielded.wave.label}</p>}
      <p>
        <Link to={`/studies/${slug}/surveys`}>{words.toSurveys}</Link>
      </p>
      {error && <FailureNotice error={error} onRetry={refresh} />}
      {fielded && <RoomPart key={fielding} fielding={fielding} room={data?.room ?? null} onChange={refresh} />}
    </>
  );
}
