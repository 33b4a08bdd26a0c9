import { ButtonLink } from "../../components/button/Button.tsx";
import { NotForViewer } from "../../components/page/NotForViewer.tsx";
import { StudyDesk } from "../../components/page/StudyDesk.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./derived.module.css";
import { DerivedItem } from "./DerivedItem.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { StudyDerived } from "./operations.ts";

/** What was proposed to be made of a study's variables, and what was decided on it. */
export default function DerivedPage() {
  const words = useWords({ nl, en });
  return (
    <StudyDesk query={StudyDerived} title={words.title}>
      {(study, refresh) => (
        <>
          <p className={styles.intro}>{words.intro}</p>
          {study.derivedVariables === null && <NotForViewer>{words.notPermitted}</NotForViewer>}
          {study.canProposeDerived && (
            <p>
              <ButtonLink weight="PRIMARY" to={`/studies/${study.slug}/derived/new`}>
                {words.propose}
              </ButtonLink>
            </p>
          )}
          {study.derivedVariables?.length === 0 && (
            <EmptyState title={words.noneTitle}>
              <p>{words.none}</p>
            </EmptyState>
          )}
          <ul className={styles.list}>
            {study.derivedVariables?.map((version) => (
              <DerivedItem key={version.id} derived={version} onDecided={refresh} />
            ))}
          </ul>
        </>
      )}
    </StudyDesk>
  );
}
