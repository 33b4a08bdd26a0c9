import { useCallback, useEffect, useState } from "react";
import { useClient } from "urql";
import { Button, ButtonLink } from "../../components/button/Button.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import type { AskFailure } from "../../lib/graphql/failure.ts";
import { useSay, useWords } from "../../lib/language/language.tsx";
import { CodebookDesk } from "./CodebookDesk.tsx";
import styles from "./coding.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { WholeCodebook } from "./operations.ts";
import type { Difference } from "./text-operations.ts";
import { OpenDifference, SettleText } from "./text-operations.ts";
import { ThemeChoices } from "./ThemeChoices.tsx";

/** Texts that two coders found different things in: what counts is decided together. */
export default function SettlePage() {
  const words = useWords({ nl, en });
  return (
    <CodebookDesk title={words.settleTitle} backToBook>
      {(codebook, refresh) => (
        <>
          <p className={styles.intro}>{words.settleIntro}</p>
          <Settle codebook={codebook} onThemesChanged={refresh} />
        </>
      )}
    </CodebookDesk>
  );
}

interface SettleProps {
  codebook: WholeCodebook;
  onThemesChanged(): void;
}

function Settle({ codebook: { id, version, themes }, onThemesChanged }: SettleProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const client = useClient();
  const [shown, setShown] = useState<Difference | null>(null);
  const [chosen, setChosen] = useState<{ themes: readonly string[]; none: boolean }>({ themes: [], none: false });
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<AskFailure | null>(null);

  const open = useCallback(
    async (after: string | null) => {
      setBusy(true);
      const { data, error } = await client.mutation(OpenDifference, { codebook: id, after }).toPromise();
      setBusy(false);
      setFailure(error ?? null);
      const answer = data?.openDifference;
      if (answer?.__typename === "Problem") setProblem(answer.message);
      if (answer?.__typename !== "DifferenceOpened") return;
      setShown(answer.difference);
      // To begin with: what both found.
      const [first, ...others] = answer.difference?.codings ?? [];
      const both = (first?.themes ?? []).filter((code) => others.every((each) => each.themes.includes(code)));
      setChosen({ themes: both, none: false });
    },
    [client, id],
  );
  useEffect(() => {
    const first = setTimeout(() => void open(null));
    return () => clearTimeout(first);
  }, [open]);

  const settle = async () => {
    if (!shown) return;
    if (chosen.themes.length === 0 && !chosen.none) return setProblem(words.chooseFirst);
    setProblem(null);
    const input = { text: shown.id, themes: [...chosen.themes], version };
    const { data, error } = await client.mutation(SettleText, { codebook: id, input }).toPromise();
    setFailure(error ?? null);
    if (data?.settleText.__typename === "Problem") {
      if (data.settleText.code === "CODEBOOK_CHANGED") onThemesChanged();
      return setProblem(data.settleText.message);
    }
    if (!error) await open(null);
  };
  const labelOf = (code: string) => {
    const theme = themes.find((each) => each.code === code);
    return theme ? say(theme.label) : code;
  };

  if (failure) return <FailureNotice error={failure} onRetry={() => void (shown ? settle() : open(null))} />;
  if (busy && !shown) return <Waiting />;
  if (!shown)
    return problem ? (
      <Notice kind="WRONG" title={problem} />
    ) : (
      <EmptyState title={words.settleDone}>
        <ButtonLink to={`/codebooks/${id}`}>{words.toBook}</ButtonLink>
      </EmptyState>
    );
  return (
    <section className={styles.coding}>
      <p role="status">{words.left(shown.left)}</p>
      <blockquote className={styles.text} aria-label={words.text}>
        {shown.words}
      </blockquote>
      <dl className={styles.facts}>
        {shown.codings.map((coding) => (
          <div key={coding.coder}>
            <dt>{words.found(coding.coder)}</dt>
            <dd>{coding.themes.map(labelOf).join(", ") || words.noneFound}</dd>
          </div>
        ))}
      </dl>
      <ThemeChoices
        {...{ themes, chosen }}
        byKeys={false}
        onToggle={(code) =>
          setChosen({
            themes: chosen.themes.includes(code)
              ? chosen.themes.filter((each) => each !== code)
              : [...chosen.themes, code],
            none: false,
          })
        }
        onNone={() => setChosen({ themes: [], none: !chosen.none })}
      />
      {problem && <Notice kind="WRONG" title={problem} />}
      <div className={styles.actions}>
        <Button weight="PRIMARY" busy={busy} onClick={() => void settle()}>
          {words.settle}
        </Button>
        {shown.left > 1 && (
          <Button busy={busy} onClick={() => void open(shown.id)}>
            {words.later}
          </Button>
        )}
      </div>
    </section>
  );
}
