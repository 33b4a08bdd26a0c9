import { useState } from "react";
import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import type { Column } from "../../components/table/DataTable.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import styles from "./account.module.css";
import { en } from "./en.ts";
import { NewToken } from "./NewToken.tsx";
import { nl } from "./nl.ts";
import type { Token } from "./operations.ts";
import { RevokeAccessToken } from "./operations.ts";

type TokenState = "works" | "revoked" | "expired";

const stateOf = ({ revokedAt, expiresAt }: Token, now: Date): TokenState =>
  revokedAt ? "revoked" : new Date(expiresAt) <= now ? "expired" : "works";

/** Keys for one's own programs: what each may do, how long it works, and the way to end it. */
export function Tokens({ tokens, onChange }: { tokens: readonly Token[]; onChange(): void }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [{ fetching, error }, revokeToken] = useMutation(RevokeAccessToken);
  const [problem, setProblem] = useState<string | null>(null);
  const now = new Date();
  const revoke = async (id: string) => {
    setProblem(null);
    const { data } = await revokeToken({ id });
    if (data?.revokeAccessToken.__typename === "Problem") setProblem(data.revokeAccessToken.message);
  };
  const columns: Column<Token>[] = [
    { id: "name", header: words.tokenName, names: true, cell: ({ name }) => name },
    {
      id: "scopes",
      header: words.may,
      cell: ({ scopes }) => scopes.map((scope) => words.scopeShort[scope]).join(", "),
    },
    { id: "until", header: words.until, cell: ({ expiresAt }) => sayDay(expiresAt, locale) },
    {
      id: "used",
      header: words.lastUsed,
      cell: ({ lastUsedAt }) => (lastUsedAt ? sayDay(lastUsedAt, locale) : words.never),
    },
    {
      id: "state",
      header: words.state,
      cell: (token) => {
        const state = stateOf(token, now);
        return (
          <>
            {words[state]}{" "}
            {state === "works" && (
              <Button
                weight="QUIET"
                busy={fetching}
                aria-label={words.revokeLong(token.name)}
                onClick={() => void revoke(token.id)}
              >
                {words.revoke}
              </Button>
            )}
          </>
        );
      },
    },
  ];
  return (
    <section className={styles.part} aria-labelledby="tokens">
      <h2 id="tokens">{words.tokensTitle}</h2>
      <p className={styles.intro}>{words.tokensIntro}</p>
      {tokens.length === 0 ? (
        <p className={styles.quiet}>{words.noTokens}</p>
      ) : (
        <DataTable caption={words.ownTokens} captionHidden columns={columns} rows={tokens} rowKey={({ id }) => id} />
      )}
      {error && <FailureNotice error={error} />}
      {problem && (
        <Notice kind="WRONG">
          <p>{problem}</p>
        </Notice>
      )}
      <NewToken onCreated={onChange} />
    </section>
  );
}
