import { useState } from "react";
import type { FormEvent } from "react";
import { useMutation } from "urql";
import { en as purposesEn } from "../../../components/consent/en.ts";
import { nl as purposesNl } from "../../../components/consent/nl.ts";
import { Button } from "../../../components/button/Button.tsx";
import { Checkbox } from "../../../components/form/Choices.tsx";
import { TextArea } from "../../../components/form/TextField.tsx";
import { FailureNotice } from "../../../components/notice/FailureNotice.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { StudyDesk } from "../../../components/page/StudyDesk.tsx";
import { useLanguage, useWords } from "../../../lib/language/language.tsx";
import { sayDay } from "../../../lib/language/saying.ts";
import styles from "../survey-admin.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { StudyConsent, WriteConsentText } from "./operations.ts";
import type { StudyPurpose } from "./operations.ts";

/** What a study asks people to agree to beside taking part, in its own words. */
export default function ConsentTextsPage() {
  const words = useWords({ nl, en });
  return (
    <StudyDesk query={StudyConsent} title={words.title} back={{ page: "surveys", words: words.back }}>
      {({ slug, consentPurposes }) =>
        consentPurposes === null ? (
          <Notice kind="INFO">
            <p>{words.notPermitted}</p>
          </Notice>
        ) : (
          <>
            <p>{words.intro}</p>
            <p>{words.young}</p>
            {consentPurposes.map((purpose) => (
              <PurposeForm key={`${purpose.purpose} ${purpose.number}`} study={slug} present={purpose} />
            ))}
          </>
        )
      }
    </StudyDesk>
  );
}

function PurposeForm({ study, present }: { study: string; present: StudyPurpose }) {
  const words = useWords({ nl, en });
  const { purposes } = useWords({ nl: purposesNl, en: purposesEn });
  const { locale } = useLanguage();
  const { purpose, number, writtenAt, writtenByName, givenBy } = present;
  const [asked, setAsked] = useState(present.asked);
  const [dutch, setDutch] = useState(present.words.nl);
  const [english, setEnglish] = useState(present.words.en ?? "");
  const [{ data, error, fetching }, write] = useMutation(WriteConsentText);
  const reply = data?.writeConsentText;
  const changed = asked !== present.asked || dutch !== present.words.nl || english !== (present.words.en ?? "");
  const save = (event: FormEvent) => {
    event.preventDefault();
    void write({ input: { study, purpose, asked, words: { nl: dutch, en: english }, instead: number } });
  };
  const id = `consent-${purpose}`;
  return (
    <section className={styles.survey} aria-labelledby={id}>
      <h2 id={id}>{purposes[purpose]}</h2>
      <p>{purpose !== "TAKE_PART" && words.means[purpose]}</p>
      <p className={styles.quiet}>
        {writtenAt === null
          ? words.house
          : `${words.version(number, sayDay(writtenAt, locale), writtenByName ?? "")} ${givenBy === null ? words.fewGiven : words.givenBy(givenBy)}`}
      </p>
      <form className={styles.form} onSubmit={save} noValidate>
        <Checkbox label={words.asked} checked={asked} onChange={({ target }) => setAsked(target.checked)} />
        <TextArea label={words.dutch} rows={3} value={dutch} onChange={({ target }) => setDutch(target.value)} />
        <TextArea label={words.english} rows={3} value={english} onChange={({ target }) => setEnglish(target.value)} />
        {changed && number > 0 && <p>{words.warning}</p>}
        {error && <FailureNotice error={error} />}
        {reply?.__typename === "Problem" && <Notice kind="WRONG" title={reply.message} />}
        <div>
          <Button type="submit" busy={fetching} aria-label={`${words.save}: ${purposes[purpose]}`}>
            {fetching ? words.saving : words.save}
          </Button>
        </div>
      </form>
    </section>
  );
}
