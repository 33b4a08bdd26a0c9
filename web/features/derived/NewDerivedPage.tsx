import { useState } from "react";
import { useNavigate } from "react-router";
import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { ChoiceGroup } from "../../components/form/Choices.tsx";
import { TextArea, TextField } from "../../components/form/TextField.tsx";
import { NotForViewer } from "../../components/page/NotForViewer.tsx";
import { StudyDesk } from "../../components/page/StudyDesk.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { DefinitionFields } from "./DefinitionFields.tsx";
import styles from "./derived.module.css";
import { emptyDraft, KINDS, proposalOf } from "./draft.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { InputsOfStudy, ProposeDerived } from "./operations.ts";
import type { InputStudy } from "./operations.ts";

/** A researcher chooses what a variable is to be made of, and says what for. */
export default function NewDerivedPage() {
  const words = useWords({ nl, en });
  return (
    <StudyDesk query={InputsOfStudy} title={words.newTitle} back={{ page: "derived", words: words.toDerived }}>
      {(study) =>
        study.canProposeDerived ? (
          <>
            <p className={styles.intro}>{words.newIntro}</p>
            <ProposalForm study={study} />
          </>
        ) : (
          <NotForViewer>{words.notPermitted}</NotForViewer>
        )
      }
    </StudyDesk>
  );
}

function ProposalForm({ study }: { study: InputStudy }) {
  const words = useWords({ nl, en });
  const navigate = useNavigate();
  const [draft, setDraft] = useState(emptyDraft);
  const [problem, setProblem] = useState<{ message: string; at: string } | null>(null);
  const [{ fetching, error }, proposeDerived] = useMutation(ProposeDerived);
  const send = async () => {
    setProblem(null);
    const { data } = await proposeDerived({ study: study.slug, input: proposalOf(draft) });
    const proposed = data?.proposeDerivedVariable;
    if (proposed?.__typename === "DerivedVariable") void navigate(`/studies/${study.slug}/derived`);
    if (proposed?.__typename === "Problem") setProblem({ message: proposed.message, at: proposed.path?.[1] ?? "" });
  };
  const wrong = (field: "name" | "label" | "purpose") => (problem?.at === field ? problem.message : undefined);
  const elsewhere = problem !== null && !["name", "label", "purpose"].includes(problem.at);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ChoiceGroup
        kind="radio"
        legend={words.kind}
        choices={KINDS.map((value) => ({ value, label: words.kinds[value], help: words.kindHelp[value] }))}
        chosen={[draft.kind]}
        control={{
          name: "kind",
          onChange: (event) =>
            setDraft({ ...draft, kind: KINDS.find((kind) => kind === event.target.value) ?? draft.kind }),
        }}
      />
      <DefinitionFields study={study} draft={draft} onChange={setDraft} />
      <TextField
        label={words.label}
        help={words.labelHelp}
        error={wrong("label")}
        value={draft.label}
        onChange={(event) => setDraft({ ...draft, label: event.target.value })}
      />
      <TextField
        label={words.variableName}
        help={words.variableNameHelp}
        error={wrong("name")}
        value={draft.name}
        autoComplete="off"
        autoCapitalize="none"
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      <TextArea
        label={words.purposeField}
        help={words.purposeHelp}
        rows={3}
        error={wrong("purpose")}
        value={draft.purpose}
        onChange={(event) => setDraft({ ...draft, purpose: event.target.value })}
      />
      {error && <FailureNotice error={error} />}
      {elsewhere && (
        <Notice kind="WRONG">
          <p>{problem.message}</p>
        </Notice>
      )}
      <div className={styles.actions}>
        <Button type="submit" weight="PRIMARY" busy={fetching}>
          {fetching ? words.sending : words.send}
        </Button>
      </div>
    </form>
  );
}
