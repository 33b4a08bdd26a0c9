import { useState } from "react";
import { useForm } from "react-hook-form";
import { useMutation } from "urql";
import type { CombinedError } from "urql";
import { z } from "zod";
import { Button } from "../../components/button/Button.tsx";
import { ChoiceGroup } from "../../components/form/Choices.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { fromSchema, showProblem } from "../../lib/form/from-schema.ts";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./account.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { CreateAccessToken } from "./operations.ts";

const SCOPES = ["READ", "IMPORT", "WRITE"] as const;

interface TokenValues {
  name: string;
  scopes: (typeof SCOPES)[number][];
  days: string;
}

const FIELDS = ["name", "scopes", "days"] as const;
const START: TokenValues = { name: "", scopes: ["READ"], days: "90" };

const TOKEN = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(SCOPES)).min(1),
  days: z.number().int().min(1).max(365),
});

const asSent = ({ name, scopes, days }: TokenValues) => ({ name, scopes, days: Number(days) });

/** Makes a key and shows its secret, once. */
export function NewToken({ onCreated }: { onCreated(): void }) {
  const words = useWords({ nl, en });
  const say = useIssueWords();
  const [, createToken] = useMutation(CreateAccessToken);
  const [secret, setSecret] = useState<string | null>(null);
  const [failed, setFailed] = useState<{ problem?: string; error?: CombinedError | undefined }>({});
  const {
    register,
    handleSubmit,
    setError,
    reset,
    formState: { errors, isSubmitting },
  } = useForm<TokenValues>({ defaultValues: START, resolver: fromSchema(TOKEN, asSent, say) });

  const send = handleSubmit(async (values) => {
    setFailed({});
    setSecret(null);
    const { data, error } = await createToken({ input: asSent(values) });
    const created = data?.createAccessToken;
    if (created?.__typename === "Problem") {
      if (!showProblem(created, FIELDS, setError)) setFailed({ problem: created.message });
      return;
    }
    if (created?.__typename !== "CreatedAccessToken") return setFailed({ error });
    setSecret(created.secret);
    reset(START);
    onCreated();
  });

  return (
    <>
      {secret && <Secret secret={secret} />}
      <form className={styles.form} onSubmit={(event) => void send(event)} noValidate>
        <h3>{words.create}</h3>
        <TextField
          label={words.tokenName}
          help={words.tokenNameHelp}
          error={errors.name?.message}
          autoComplete="off"
          {...register("name")}
        />
        <ChoiceGroup
          kind="checkbox"
          legend={words.scopes}
          choices={SCOPES.map((value) => ({ value, label: words.scopeNames[value] }))}
          control={register("scopes")}
          error={errors.scopes && words.scopesNeeded}
        />
        <TextField
          label={words.days}
          inputMode="numeric"
          error={errors.days && (errors.days.type === "problem" ? errors.days.message : words.daysWrong)}
          autoComplete="off"
          {...register("days")}
        />
        {failed.error && <FailureNotice error={failed.error} />}
        {failed.problem && (
          <Notice kind="WRONG">
            <p>{failed.problem}</p>
          </Notice>
        )}
        <div>
          <Button type="submit" busy={isSubmitting}>
            {isSubmitting ? words.creating : words.create}
          </Button>
        </div>
      </form>
    </>
  );
}

function Secret({ secret }: { secret: string }) {
  const words = useWords({ nl, en });
  const [said, setSaid] = useState("");
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => setSaid(words.copied),
      () => setSaid(words.copyFailed),
    );
  return (
    <Notice kind="GOOD" title={words.createdTitle}>
      <p>{words.created}</p>
      <code className={styles.secret} aria-label={words.secret}>
        {secret}
      </code>
      <Button onClick={() => void copy()}>{words.copy}</Button>
      {said && <p>{said}</p>}
    </Notice>
  );
}
