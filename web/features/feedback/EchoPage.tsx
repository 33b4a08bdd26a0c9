import { useState } from "react";
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
import { go, Link, Redirect } from "../../lib/address/address.tsx";
import { GraphQLProvider } from "../../lib/graphql/client.tsx";
import { isOffline } from "../../lib/graphql/failure.ts";
import { useWhenOnline } from "../../lib/graphql/online.ts";
import { leaveNothing } from "../../lib/kept-here/place.ts";
import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { sayMoment } from "../../lib/language/moment.ts";
import { usePersonalLink } from "../../lib/personal-link/PersonalLink.tsx";
import { en } from "./en.ts";
import styles from "./feedback.module.css";
import { MeetingEcho } from "./MeetingEcho.tsx";
import { nl } from "./nl.ts";
import { CloseRespondentSession, Echo } from "./operations.ts";
import type { Listener } from "./operations.ts";
import { PromiseNotice } from "./PromiseNotice.tsx";
import { StoryChain } from "./StoryChain.tsx";
import { KeptEchoContext, useKeptEcho } from "./useKeptEcho.ts";

/** What came back to the holder of a personal link: now, and years later; without network, as it was seen last. */
export default function EchoPage() {
  return (
    <GraphQLProvider>
      <EchoOfLink />
    </GraphQLProvider>
  );
}

function EchoOfLink() {
  const { secret } = usePersonalLink();
  const [{ data, error, fetching }, ask] = useQuery({ query: Echo, requestPolicy: "cache-and-network" });
  const [, close] = useMutation(CloseRespondentSession);
  const [leaving, setLeaving] = useState(false);
  const kept = useKeptEcho(leaving ? undefined : (data?.respondent ?? undefined));
  /** Without network nothing stays here, and the session is closed as soon as there is. */
  const leave = async () => {
    setLeaving(true);
    await leaveNothing();
    const { error: notClosed } = await close({});
    if (!notClosed) go("/", { replace: true });
  };
  const offline = error !== undefined && isOffline(error);
  const seen = offline ? kept.seen : null;
  useWhenOnline(leaving || offline, () => (leaving ? void leave() : ask({ requestPolicy: "network-only" })));
  const listener = data?.respondent ?? seen?.listener;
  // Opened without network: the link has still to be exchanged.
  if (data && !listener && secret !== null) return <Redirect to="/v" />;
  if (leaving)
    return (
      <RespondentPage>
        <Left onClose={() => void leave()} />
      </RespondentPage>
    );
  return (
    <RespondentPage synthetic={listener?.study.synthetic}>
      {listener ? (
        <KeptEchoContext value={kept}>
          <Echoes
            listener={listener}
            seenAt={data?.respondent ? null : (seen?.at ?? null)}
            onClose={() => void leave()}
          />
        </KeptEchoContext>
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

/** While the session is being closed, which takes a moment or waits for network. */
function Left({ onClose }: { onClose: () => void }) {
  const words = useWords({ nl, en });
  return (
    <div className={styles.stack}>
      <PageHeading>{words.leftTitle}</PageHeading>
      <p>{words.left}</p>
      <p>
        <Button onClick={onClose}>{words.close}</Button>
      </p>
    </div>
  );
}

interface EchoesProps {
  listener: Listener;
  seenAt: string | null;
  onClose: () => void;
}

function Echoes({ listener, seenAt, onClose }: EchoesProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const told = listener.stories.filter(({ findings }) => findings.length > 0);
  const waiting = listener.stories.filter(({ findings }) => findings.length === 0);
  return (
    <div className={styles.stack}>
      <PageHeading>{words.title}</PageHeading>
      {seenAt !== null && (
        <p className={styles.failed} role="status">
          {words.seenAt(sayMoment(seenAt, locale))}
        </p>
      )}
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
          <Button weight="QUIET" onClick={onClose}>
            {words.close}
          </Button>
        </p>
      </footer>
    </div>
  );
}
