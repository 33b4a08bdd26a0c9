import { useEffect } from "react";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { NotForViewer } from "../../components/page/NotForViewer.tsx";
import { StudyDesk } from "../../components/page/StudyDesk.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { AskForm } from "./AskForm.tsx";
import { en } from "./en.ts";
import { HandOverPart } from "./HandOverPart.tsx";
import { nl } from "./nl.ts";
import { StudyHandOvers } from "./operations.ts";
import type { HandedStudy } from "./operations.ts";

/** While a file is made, how far it is is asked again. Milliseconds */
const LOOK_AGAIN = 2_000;

/** That a study's data were taken away, when, for whom and why; and where stewards decide on it. */
export default function HandOversPage() {
  const words = useWords({ nl, en });
  return (
    <StudyDesk query={StudyHandOvers} title={words.title}>
      {(study, refresh) => <HandOvers study={study} refresh={refresh} />}
    </StudyDesk>
  );
}

function HandOvers({ study, refresh }: { study: HandedStudy; refresh(): void }) {
  const words = useWords({ nl, en });
  const { handOvers } = study;
  const making = handOvers?.some(({ state }) => state === "MAKING") ?? false;
  useEffect(() => {
    if (!making) return;
    const timer = setTimeout(refresh, LOOK_AGAIN);
    return () => clearTimeout(timer);
  });
  return (
    <>
      <p>{words.intro}</p>
      {handOvers === null && <NotForViewer>{words.notPermitted}</NotForViewer>}
      {study.canHandOver && <AskForm study={study} onAsked={refresh} />}
      {handOvers?.length === 0 && (
        <EmptyState title={words.noneTitle}>
          <p>{words.none}</p>
        </EmptyState>
      )}
      {handOvers?.map((handOver) => (
        <HandOverPart key={handOver.id} handOver={handOver} onChange={refresh} />
      ))}
    </>
  );
}
