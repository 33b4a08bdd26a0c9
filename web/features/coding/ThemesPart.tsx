import { useState } from "react";
import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { SelectField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useSay, useWords, Words } from "../../lib/language/language.tsx";
import styles from "./coding.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Codebook, CodebookChange, Theme } from "./operations.ts";
import { ChangeCodebook } from "./operations.ts";
import { ThemeForm } from "./ThemeForm.tsx";

interface ThemesPartProps {
  codebook: Codebook;
  onChange(): void;
}

/** Sends one change; what is said where it was refused. */
type Change = (change: CodebookChange) => Promise<string | null>;

/** The themes, in order, and everything that can be done with them. */
export function ThemesPart({ codebook, onChange }: ThemesPartProps) {
  const words = useWords({ nl, en });
  const [{ error, fetching }, changeCodebook] = useMutation(ChangeCodebook);
  const [problem, setProblem] = useState<string | null>(null);
  const { id, version, themes, canChange } = codebook;

  const change: Change = async (wanted) => {
    setProblem(null);
    const { data, error: failed } = await changeCodebook({ id, version, change: wanted });
    onChange();
    const answer = data?.changeCodebook;
    if (answer?.__typename !== "Problem") return failed ? "" : null;
    setProblem(answer.message);
    return answer.message;
  };
  const move = (place: number, by: number) => {
    const codes = themes.map(({ code }) => code);
    const [code = ""] = codes.splice(place, 1);
    codes.splice(place + by, 0, code);
    return change({ order: codes });
  };

  return (
    <section className={styles.part} aria-labelledby="themes">
      <h2 id="themes">{words.themes}</h2>
      {error && <FailureNotice error={error} />}
      {problem && <Notice kind="WRONG" title={problem} />}
      {themes.length === 0 && <p>{words.noThemes}</p>}
      <ol className={styles.list}>
        {themes.map((theme, place) => (
          <li key={theme.code} className={styles.item}>
            <h3>
              <Words of={theme.label} />
            </h3>
            {theme.when && (
              <p>
                <Words of={theme.when} />
              </p>
            )}
            <p className={styles.quiet}>
              <code>{theme.code}</code> · {words.since(theme.since)}
            </p>
            {canChange && (
              <ChangeTheme
                theme={theme}
                others={themes.filter(({ code }) => code !== theme.code)}
                change={change}
                busy={fetching}
                {...(place > 0 && { up: () => void move(place, -1) })}
                {...(place < themes.length - 1 && { down: () => void move(place, 1) })}
              />
            )}
          </li>
        ))}
      </ol>
      {canChange && (
        <details className={styles.folded} open={themes.length === 0}>
          <summary>{words.addTheme}</summary>
          {themes.length > 0 && <p className={styles.quiet}>{words.newThemeAgain}</p>}
          <ThemeForm key={version} onSend={(theme) => change({ add: theme })} />
        </details>
      )}
    </section>
  );
}

interface ChangeThemeProps {
  theme: Theme;
  others: readonly Theme[];
  change: Change;
  busy: boolean;
  up?: () => void;
  down?: () => void;
}

function ChangeTheme({ theme, others, change, busy, up, down }: ChangeThemeProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const [into, setInto] = useState("");
  const label = say(theme.label);
  return (
    <details className={styles.folded}>
      <summary>{words.changeTheme(label)}</summary>
      <ThemeForm theme={theme} onSend={(wanted) => change({ word: wanted })} />
      <div className={styles.actions}>
        {up && (
          <Button busy={busy} onClick={up}>
            {words.up}
          </Button>
        )}
        {down && (
          <Button busy={busy} onClick={down}>
            {words.down}
          </Button>
        )}
        <Button busy={busy} onClick={() => void change({ remove: theme.code })}>
          {words.remove}
        </Button>
      </div>
      <p className={styles.quiet}>{words.removeHelp}</p>
      {others.length > 0 && (
        <div className={styles.form}>
          <SelectField
            label={words.merge}
            help={words.mergeHelp}
            placeholder={words.mergeChoose}
            options={others.map(({ code, label: other }) => ({ value: code, label: say(other) }))}
            value={into}
            onChange={(event) => setInto(event.target.value)}
          />
          <div className={styles.actions}>
            <Button busy={busy || into === ""} onClick={() => void change({ merge: { from: theme.code, into } })}>
              {words.mergeDo}
            </Button>
          </div>
        </div>
      )}
    </details>
  );
}
