import { useForm } from "react-hook-form";
import { theme as themeShape, themeCode } from "../../../schema/coding.ts";
import { Button } from "../../components/button/Button.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { TextArea, TextField } from "../../components/form/TextField.tsx";
import { fromSchema } from "../../lib/form/from-schema.ts";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./coding.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Theme } from "./operations.ts";

interface Values {
  code: string;
  label: { nl: string; en: string };
  when: string;
}

interface Wanted {
  code: string;
  label: { nl: string; en: string | null };
  when: { nl: string } | null;
}

interface ThemeFormProps {
  /** Left out for a new one. */
  theme?: Theme;
  onSend(theme: Wanted): Promise<string | null>;
}

/** A code from a name, to begin with: small letters, digits and _. */
const codeFrom = (label: string): string =>
  label
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[^a-z]+|_+$/g, "")
    .slice(0, 31);

const wantedFrom = ({ code, label, when }: Values): Wanted => ({
  code: code || codeFrom(label.nl),
  label: { nl: label.nl, en: label.en || null },
  when: when.trim() === "" ? null : { nl: when },
});

const SHAPE = themeShape.omit({ since: true }).extend({ code: themeCode });

/** The words of a theme; its code only where it is new. */
export function ThemeForm({ theme, onSend }: ThemeFormProps) {
  const words = useWords({ nl, en });
  const say = useIssueWords();
  const { register, handleSubmit, formState } = useForm<Values>({
    defaultValues: {
      code: theme?.code ?? "",
      label: { nl: theme?.label.nl ?? "", en: theme?.label.en ?? "" },
      when: theme?.when?.nl ?? "",
    },
    resolver: fromSchema(SHAPE, wantedFrom, say),
  });
  const { errors, isSubmitting } = formState;
  const send = handleSubmit(async (values) => void (await onSend(wantedFrom(values))));
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void send(event)}>
      <TextField label={words.label} error={errors.label?.nl?.message} autoComplete="off" {...register("label.nl")} />
      <TextArea label={words.when} help={words.whenHelp} rows={2} error={errors.when?.message} {...register("when")} />
      <TextField label={words.labelEn} lang="en" autoComplete="off" {...register("label.en")} />
      {!theme && (
        <TextField
          label={words.code}
          help={words.codeHelp}
          error={errors.code?.message}
          autoComplete="off"
          autoCapitalize="none"
          {...register("code")}
        />
      )}
      <div className={styles.actions}>
        <Button type="submit" weight={theme ? "SECONDARY" : "PRIMARY"} busy={isSubmitting}>
          {isSubmitting ? words.saving : words.save}
        </Button>
      </div>
    </form>
  );
}
