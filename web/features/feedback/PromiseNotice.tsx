import { Notice } from "../../components/notice/Notice.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Listener } from "./operations.ts";
import { promiseState } from "./promise.ts";

/** The date that was promised: ahead, moved with an explanation, kept, or visibly late. */
export function PromiseNotice({ listener, now }: { listener: Listener; now: Date }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const day = sayDay(listener.promisedOn, locale, "long");
  const cameBack =
    listener.stories.some(({ findings }) => findings.length > 0) ||
    (listener.meeting?.themes.some(({ outcomes }) => outcomes.length > 0) ?? false);
  const state = promiseState(listener.promisedOn, cameBack, now);
  const title = { AHEAD: words.promised(day), KEPT: words.kept(day), LATE: words.late(day) }[state];
  return (
    <Notice kind={state === "LATE" ? "LATE" : "INFO"} title={title}>
      {state === "LATE" && <p>{words.lateMore}</p>}
      {listener.movedFrom && (
        <>
          <p>{words.moved(sayDay(listener.movedFrom, locale), sayDay(listener.promisedOn, locale))}</p>
          {listener.movedBecause && (
            <p>
              {words.movedWhy} <q>{listener.movedBecause}</q>
            </p>
          )}
        </>
      )}
    </Notice>
  );
}
