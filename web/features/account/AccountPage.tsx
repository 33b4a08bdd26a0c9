import { useMutation, useQuery } from "urql";
import { Button, ButtonLink } from "../../components/button/Button.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./account.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Account } from "./operations.ts";
import { OwnAccount, SignOut } from "./operations.ts";
import { Tokens } from "./Tokens.tsx";

/** Who is signed in, and the keys for one's own programs. */
export default function AccountPage() {
  const words = useWords({ nl, en });
  const [{ data, error, fetching }, again] = useQuery({ query: OwnAccount });
  const refresh = () => again({ requestPolicy: "network-only" });
  return (
    <>
      <PageHeading>{words.title}</PageHeading>
      {error && <FailureNotice error={error} onRetry={refresh} />}
      {fetching && !data && <Waiting />}
      {data && !data.viewer && (
        <>
          <p>{words.signedOut}</p>
          <ButtonLink weight="PRIMARY" to="/sign-in">
            {words.signIn}
          </ButtonLink>
        </>
      )}
      {data?.viewer && (
        <>
          <About account={data.viewer} />
          <Tokens tokens={data.viewer.accessTokens} onChange={refresh} />
        </>
      )}
    </>
  );
}

function About({ account }: { account: Account }) {
  const words = useWords({ nl, en });
  const [{ fetching, error }, signOut] = useMutation(SignOut);
  const leave = async () => {
    const { data } = await signOut({});
    // The page is loaded anew, so that nothing that was fetched for this account is kept.
    if (data?.signOut) window.location.assign("/");
  };
  const { name, email, roles, workplaces } = account;
  return (
    <>
      <dl className={styles.facts}>
        <dt>{words.name}</dt>
        <dd>{name}</dd>
        <dt>{words.email}</dt>
        <dd>{email}</dd>
        <dt>{words.roles}</dt>
        <dd>{roles.map((role) => words.roleNames[role]).join(", ") || words.none}</dd>
        <dt>{words.workplaces}</dt>
        {workplaces.length === 0 && <dd>{words.none}</dd>}
        {workplaces.map((workplace) => (
          <dd key={workplace.id}>
            {workplace.name} ({words.members(workplace.members)})
          </dd>
        ))}
      </dl>
      {error && <FailureNotice error={error} />}
      <Button busy={fetching} onClick={() => void leave()}>
        {fetching ? words.signingOut : words.signOut}
      </Button>
    </>
  );
}
