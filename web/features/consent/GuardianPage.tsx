import { useEffect, useState } from "react";
import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { PurposeBoxes } from "../../components/consent/PurposeBoxes.tsx";
import type { Purpose } from "../../components/consent/PurposeBoxes.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { RespondentPage } from "../../components/page/RespondentPage.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useSay, useWords } from "../../lib/language/language.tsx";
import styles from "./consent.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { GiveGuardianConsents, OpenGuardianLink } from "./operations.ts";
import type { Guardianship } from "./operations.ts";

const secretIn = (hash: string): string | null => (hash.length > 1 && hash !== "#content" ? hash.slice(1) : null);

/** The link of a parent or guardian: what is asked of somebody under 16, and yes or no. */
export default function GuardianPage() {
  const words = useWords({ nl, en });
  const [secret] = useState(() => secretIn(window.location.hash));
  const [{ data, error, fetching }, open] = useMutation(OpenGuardianLink);
  // Out of the history and of sight; a fragment is never sent to a server by itself.
  useEffect(() => window.history.replaceState(window.history.state, "", window.location.pathname), []);
  useEffect(() => {
    if (secret !== null) void open({ secret });
  }, [secret, open]);
  const opened = data?.openGuardianLink;
  return (
    <RespondentPage synthetic={opened?.__typename === "Guardianship" && opened.study.synthetic}>
      {secret !== null && opened?.__typename === "Guardianship" ? (
        <Asked secret={secret} first={opened} />
      ) : (
        <div className={styles.stack}>
          <PageHeading>{words.guardianTitle}</PageHeading>
          {secret === null && <p>{words.guardianNoLink}</p>}
          {opened?.__typename === "Problem" && <Notice kind="WRONG" title={opened.message} />}
          {error && secret !== null && <FailureNotice error={error} onRetry={() => void open({ secret })} />}
          {fetching && <Waiting />}
        </div>
      )}
    </RespondentPage>
  );
}

function Asked({ secret, first }: { secret: string; first: Guardianship }) {
  const words = useWords({ nl, en });
  const say = useSay();
  const [{ data, error, fetching }, giveConsents] = useMutation(GiveGuardianConsents);
  const reply = data?.giveGuardianConsents;
  const [asked, setAsked] = useState(first);
  const [chosen, setChosen] = useState<ReadonlySet<Purpose>>(
    new Set(first.choices.filter(({ given }) => given === true).map(({ purpose }) => purpose)),
  );
  const takePart = asked.choices.find(({ purpose }) => purpose === "TAKE_PART");
  const others = asked.choices.filter(({ purpose }) => purpose !== "TAKE_PART");
  const answer = async (yes: boolean) => {
    const choices = asked.choices.map(({ purpose, text }) => ({
      ...{ purpose, text },
      given: yes && (purpose === "TAKE_PART" || chosen.has(purpose)),
    }));
    const said = (await giveConsents({ secret, revision: asked.revision, choices })).data?.giveGuardianConsents;
    if (said?.__typename === "Guardianship") setAsked(said);
  };
  const given = takePart?.given ?? null;
  return (
    <div className={styles.stack}>
      <PageHeading>{words.guardianTitle}</PageHeading>
      <p>{words.guardianIntro(say(asked.title), asked.study.title, asked.questions)}</p>
      <p>{words.guardianOwn}</p>
      <p>{words.guardianRead}</p>
      <p className={styles.written}>{takePart && say(takePart.words)}</p>
      {others.length > 0 && (
        <section className={styles.tight} aria-label={words.guardianMore}>
          <p>{words.guardianMore}</p>
          <PurposeBoxes asked={others} chosen={chosen} onChange={setChosen} />
        </section>
      )}
      {reply === undefined && given !== null && <p>{words.guardianBefore(given)}</p>}
      {error && <FailureNotice error={error} />}
      {reply?.__typename === "Problem" && <Notice kind="WRONG" title={reply.message} />}
      {reply?.__typename === "Guardianship" && (
        <Notice kind="GOOD" title={given ? words.guardianSaidYes : words.guardianSaidNo} />
      )}
      <div className={styles.row}>
        <Button weight="PRIMARY" busy={fetching} onClick={() => void answer(true)}>
          {words.guardianYes}
        </Button>
        <Button busy={fetching} onClick={() => void answer(false)}>
          {words.guardianNo2}
        </Button>
      </div>
    </div>
  );
}
