import { Link, useNavigate } from "react-router";
import { useMutation, useQuery } from "urql";
import type { CombinedError } from "urql";
import { Button, ButtonLink } from "../../components/button/Button.tsx";
import { StopLink } from "../../components/help/StopLink.tsx";
import { Mark } from "../../components/mark/Mark.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { RespondentPage } from "../../components/page/RespondentPage.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useWords, Words } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import styles from "./feedback.module.css";
import { MeetingEcho } from "./MeetingEcho.tsx";
import { nl } from "./nl.ts";
import { CloseRespondentSession, Echo } from "./operations.ts";
import type { Listener } from "./operations.ts";
import { PromiseNotice } from "./PromiseNotice.tsx";
import { StoryChain } from "./StoryChain.tsx";

/** What came back to the holder of a personal link: now, and years later. */
export default function EchoPage() {
  const [{ data, error, fetching }, ask] = useQuery({ query: Echo, requestPolicy: "cache-and-network" });
  const listener = data?.respondent;
  return (
    <RespondentPage synthetic={listener?.study.synthetic}>
      {listener ? (
        <Echoes listener={listener} />
      ) : error ? (
        <NotAnswered error={error} onRetry={() => ask({ requestPolicy: "network-only" })} />
      ) : fetching ? (
        <Waiting />
      ) : (
        <NoLink />
      )}
    </RespondentPage>
  );
}

function NotAnswered({ error, onRetry }: { error: CombinedError; onRetry: () => void }) {
  const words = useWords({ nl, en });
  return (
    <div className={styles.stack}>
      <PageHeading>{words.title}</PageHeading>
      <FailureNotice error={error} onRetry={onRetry} />
    </div>
  );
}

function NoLink() {
  const words = useWords({ nl, en });
  return (
    <div className={styles.stack}>
      <Mark rings={0} size={72} />
      <PageHeading>{words.noLinkTitle}</PageHeading>
      <p>{words.noLink}</p>
      <p>
        <Link to="/">{words.home}</Link>
      </p>
    </div>
  );
}

function Echoes({ listener }: { listener: Listener }) {
  const words = useWords({ nl, en });
  const [, close] = useMutation(CloseRespondentSession);
  const navigate = useNavigate();
  const told = listener.stories.filter(({ findings }) => findings.length > 0);
  const waiting = listener.stories.filter(({ findings }) => findings.length === 0);
  return (
    <div className={styles.stack}>
      <PageHeading>{words.title}</PageHeading>
      {listener.sentAt === null && !listener.meeting ? (
        <>
          <p>{words.notSent}</p>
          <p>
            <ButtonLink weight="PRIMARY" to="/v">
              {words.toQuestions}
            </ButtonLink>
          </p>
        </>
      ) : (
        <PromiseNotice listener={listener} now={new Date()} />
      )}
      {listener.meeting ? (
        <MeetingEcho meeting={listener.meeting} />
      ) : (
        listener.stories.length === 0 && <EmptyState title={words.empty} />
      )}
      {told.length > 0 && (
        <>
          <p className={styles.quiet}>{words.intro}</p>
          <section className={styles.stories} aria-label={words.storiesTitle}>
            {told.map((story) => (
              <StoryChain key={story.question.id} story={story} />
            ))}
          </section>
        </>
      )}
      {waiting.length > 0 && (
        <section className={styles.stack} aria-labelledby="waiting">
          <h2 id="waiting">{words.waitingTitle}</h2>
          <ul className={styles.waiting}>
            {waiting.map(({ question, rings, counted }) => (
              <li key={question.id}>
                <Mark rings={rings} size={44} label={words.ringsOf(rings)} />
                <div>
                  <p>
                    <Words of={question.text} />
                  </p>
                  <p className={styles.quiet}>{counted ? words.counted : words.notCounted}</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <footer className={styles.foot}>
        <p>
          <Link to="/v/choices">{words.choices}</Link>
        </p>
        <p>
          <Link to="/v/about">{words.about}</Link>
        </p>
        <p>
          <Link to="/plan">{words.plan}</Link>
        </p>
        <StopLink />
        <p>
          {words.shared}{" "}
          <Button
            weight="QUIET"
            onClick={() => {
              void close({}).then(({ error }) => (error ? undefined : navigate("/", { replace: true })));
            }}
          >
            {words.close}
          </Button>
        </p>
      </footer>
    </div>
  );
}
