import { useCallback, useEffect, useRef, useState } from "react";
import { useAsk } from "../../lib/graphql/ask.ts";
import type { AskFailure } from "../../lib/graphql/failure.ts";
import type { Json } from "../../lib/graphql/graphql.ts";
import { usePersonalLink } from "../../lib/personal-link/PersonalLink.tsx";
import { hasEnded } from "./failures.ts";
import type { Failure } from "./failures.ts";
import { GiveConsent, OpenInvitation, SendResponse, StopTakingPart, WhoseLink } from "./operations.ts";
import type { Problem, Respondent } from "./operations.ts";
import { useAnswerSaver } from "./useAnswerSaver.ts";

/** How far the link has been followed. */
export type Opening =
  | { kind: "OPENING" }
  | { kind: "NO_LINK" }
  | { kind: "REFUSED"; problem: Problem }
  | { kind: "FAILED"; error: AskFailure }
  | { kind: "OPEN"; respondent: Respondent };

/** Where tabs tell one another that a link was opened. */
const OPENED = "weerklank.link-opened";

function tellOtherTabs(print: string | null): void {
  const channel = new BroadcastChannel(OPENED);
  channel.postMessage(print);
  channel.close();
}

type RespondentAnswer = ({ __typename: "Respondent" } & Respondent) | ({ __typename: "Problem" } & Problem);

export type Respondence = ReturnType<typeof useRespondent>;

/** The holder of the personal link, with own answers, and everything that can be done with them. */
export function useRespondent() {
  const ask = useAsk();
  const { secret, forget } = usePersonalLink();
  const { saver, saving } = useAnswerSaver();
  const [opening, setOpening] = useState<Opening>({ kind: "OPENING" });
  const [answers, setAnswers] = useState<ReadonlyMap<string, Json>>(new Map());
  const started = useRef(false);
  /** Print of the link that was opened last, to know whether the same one is opened again. */
  const openedWith = useRef<string | null>(null);

  const show = useCallback(
    (respondent: Respondent) => {
      const saved = respondent.answers.map(({ question, value }) => [question, value] as const);
      setAnswers(new Map([...saved, ...saver.waiting]));
      setOpening({ kind: "OPEN", respondent });
    },
    [saver],
  );

  /** By the secret of a link or, without one, by the session that is still there. */
  const open = useCallback(
    async (personal: string | null) => {
      setOpening({ kind: "OPENING" });
      if (personal === null) {
        const { data, error } = await ask(WhoseLink, {});
        if (error) setOpening({ kind: "FAILED", error });
        else if (data?.respondent) show(data.respondent);
        else setOpening({ kind: "NO_LINK" });
        return;
      }
      const print = await printOf(personal);
      // Another link may be another person's: what the one before left unsaved is not theirs.
      if (print === null || print !== openedWith.current) saver.clear();
      const { data, error } = await ask(OpenInvitation, { secret: personal });
      if (error || !data) return setOpening(error ? { kind: "FAILED", error } : { kind: "NO_LINK" });
      openedWith.current = print;
      forget();
      tellOtherTabs(print);
      if (data.openInvitation.__typename === "Problem")
        return setOpening({ kind: "REFUSED", problem: data.openInvitation });
      show(data.openInvitation);
      await saver.flush();
    },
    [ask, saver, show, forget],
  );

  // All tabs share one session, so a link that is opened in one counts in all. The same link: what waited here can be
  // saved now. Another one: what stands here is somebody else's.
  useEffect(() => {
    const channel = new BroadcastChannel(OPENED);
    channel.onmessage = ({ data: print }: MessageEvent<string | null>) => {
      if (print !== null && print === openedWith.current) return void saver.flush();
      saver.clear();
      void open(null);
    };
    return () => channel.close();
  }, [open, saver]);

  useEffect(() => {
    if (secret === null && started.current) return;
    started.current = true;
    void open(secret);
  }, [secret, open]);

  // Closed while somebody was answering: the page that says so takes the place of the question.
  useEffect(
    () =>
      saver.subscribe(() => {
        if (saver.state.kind === "REFUSED" && saver.state.code === "WAVE_CLOSED") void open(null);
      }),
    [saver, open],
  );

  /** Shows what a mutation answered, or says why it was not done. */
  const take = (answer: { data?: RespondentAnswer; error?: AskFailure }): Failure | null => {
    if (answer.error) return hasEnded(answer.error) ? { kind: "ENDED" } : { kind: "ERROR", error: answer.error };
    if (!answer.data) return { kind: "ENDED" };
    if (answer.data.__typename === "Problem") {
      if (answer.data.code === "SESSION_ENDED") return { kind: "ENDED" };
      if (answer.data.code === "WAVE_CLOSED") {
        void open(null);
        return null;
      }
      return { kind: "PROBLEM", problem: answer.data };
    }
    show(answer.data);
    return null;
  };

  return {
    opening,
    answers,
    saving,
    retryOpening: () => open(secret),
    retrySaving: () => saver.flush(),
    unsaved: () => saver.waiting.size > 0,

    /** Keeps an answer and shows it at once; null takes it back. */
    answer(question: string, value: Json) {
      setAnswers((before) => new Map(before).set(question, value));
      saver.put(question, value);
    },

    async consent(agreed: boolean): Promise<Failure | null> {
      if (!agreed) saver.clear();
      const { data, error } = await ask(GiveConsent, { agreed });
      return take({ data: data?.giveConsent, error });
    },

    /** Over all questionnaires of the study; what waits to be saved goes too. */
    async stop(deleteAnswers: boolean): Promise<Failure | null> {
      saver.clear();
      const { data, error } = await ask(StopTakingPart, { deleteAnswers });
      return take({ data: data?.stopTakingPart, error });
    },

    async send(): Promise<Failure | null> {
      await saver.flush();
      if (saver.waiting.size > 0) return { kind: "UNSAVED" };
      const { data, error } = await ask(SendResponse, {});
      return take({ data: data?.sendResponse, error });
    },
  };
}

/** SHA-256 of a link's secret, so that the secret itself is kept nowhere; null where the browser cannot. */
async function printOf(secret: string): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
