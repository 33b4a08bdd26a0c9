import { useId, useState } from "react";
import { useMutation } from "urql";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import styles from "./feedback.module.css";
import { nl } from "./nl.ts";
import { RecogniseFinding } from "./operations.ts";
import type { Recognition } from "./operations.ts";

const RECOGNITIONS: readonly Recognition[] = ["YES", "PARTLY", "NO"];

/** The way back of the way back: do you recognise yourself in this? */
export function RecognitionQuestion({ finding, recognised }: { finding: string; recognised: Recognition | null }) {
  const words = useWords({ nl, en });
  // A finding may stand in several stories, each with a choice of its own.
  const name = useId();
  const [, recognise] = useMutation(RecogniseFinding);
  const [chosen, setChosen] = useState(recognised);
  const [said, setSaid] = useState<"SAVED" | "FAILED" | null>(null);

  const choose = async (recognition: Recognition) => {
    setChosen(recognition);
    setSaid(null);
    const { data } = await recognise({ finding, recognised: recognition });
    setSaid(data?.recogniseFinding.__typename === "StoryFinding" ? "SAVED" : "FAILED");
  };

  return (
    <fieldset className={styles.recognition}>
      <legend>{words.recognise}</legend>
      <div className={styles.recognitions}>
        {RECOGNITIONS.map((recognition) => (
          <label key={recognition} className={styles.recognitionChoice}>
            <input
              type="radio"
              name={name}
              checked={chosen === recognition}
              onChange={() => void choose(recognition)}
            />
            {words.recognition[recognition]}
          </label>
        ))}
      </div>
      <p role="status" className={said === "FAILED" ? styles.failed : styles.saved}>
        {said === "SAVED" && words.recogniseSaved}
        {said === "FAILED" && words.recogniseFailed}
      </p>
    </fieldset>
  );
}
