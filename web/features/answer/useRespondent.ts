import { useCallback, useEffect, useRef, useState } from "react";
import { useAsk } from "../../lib/graphql/ask.ts";
import { go } from "../../lib/address/address.tsx";
import { isOffline } from "../../lib/graphql/failure.ts";
import type { AskFailure } from "../../lib/graphql/failure.ts";
import type { Json } from "../../lib/graphql/graphql.ts";
import { ECHO, Place } from "../../lib/kept-here/place.ts";
import { OPENED, tellOtherTabs } from "../../lib/personal-link/opened.ts";
import { usePersonalLink } from "../../lib/personal-link/PersonalLink.tsx";
import { hasEnded } from "./failures.ts";
import type { Failure } from "./failures.ts";
import { dropQuestionnaire, keepQuestionnaire, keepUnsaved, keptAt, mayAnswer } from "./kept.ts";
import { GiveConsent, OpenInvitation, WhoseLink } from "./operations.ts";
import type { Problem, Respondent } from "./operations.ts";
import type { Saving } from "./saver.ts";
import { useAnswerSaver } from "./useAnswerSaver.ts";
import { useOfflinePages } from "./useOfflinePages.ts";

/** How far the link has been followed. */
export type Opening =
  | { kind: "OPENING" }
  | { kind: "NO_LINK" }
  | { kind: "REFUSED"; problem: Problem }
  | { kind: "FAILED"; error: AskFailure }
  | { kind: "OPEN"; respondent: Respondent };

type RespondentAnswer = ({ __typename: "Respondent" } & Respondent) | ({ __typename: "Problem" } & Problem);

export type Respondence = ReturnType<typeof useRespondent>;

/** The holder of the personal link, with own answers, and everything that can be done with them. */
export function useRespondent() {
  const ask = useAsk();
  const { secret, forget } = usePersonalLink();
  const [opening, setOpening] = useState<Opening>({ kind: "OPENING" });
  const [answers, setAnswers] = useState<ReadonlyMap<string, Json>>(new Map());
  /** How often answers came from another device while the page stood. */
  const [renewed, setRenewed] = useState(0);
  /** Goes on without the code of one's own, and without what was said before. */
  const [withoutCode, setWithoutCode] = useState(false);
  /** What was said here and can no longer be kept: all was sent elsewhere, or the questionnaire was closed. */
  const [tooLate, setTooLate] = useState<ReadonlyMap<string, Json>>(new Map());
  /** The state of saving that was acted upon last. */
  const heard = useRef<Saving | null>(null);
  const started = useRef(false);
  /** Where on this phone the link that is open keeps what is not sent. */
  const place = useRef<Place | null>(null);
  /** Without network a link is opened from this phone; its secret is exchanged before anything is saved. */
  const toExchange = useRef<string | null>(null);

  const exchange = useCallback(
    async (personal: string, here: Place | null) => {
      const reply = await ask(OpenInvitation, { secret: personal });
      if (reply.error) return reply;
      toExchange.current = null;
      forget();
      if (reply.data?.openInvitation.__typename === "Problem") return reply;
      Place.sessionIsOf(here);
      tellOtherTabs(here?.name ?? null);
      return reply;
    },
    [ask, forget],
  );

  const ready = useCallback(async () => {
    if (toExchange.current === null) return true;
    const { data } = await exchange(toExchange.current, place.current);
    if (data?.openInvitation.__typename === "Problem") setOpening({ kind: "REFUSED", problem: data.openInvitation });
    return data?.openInvitation.__typename === "Respondent";
  }, [exchange]);

  const { saver, saving, clock, device } = useAnswerSaver(ready);

  const show = useCallback(
    (respondent: Respondent) => {
      const saved = respondent.answers.map(({ question, value }) => [question, value] as const);
      const waiting = [...saver.waiting].map(([question, { value }]) => [question, value] as const);
      setAnswers(new Map([...saved, ...waiting]));
      setOpening({ kind: "OPEN", respondent });
    },
    [saver],
  );

  /** By the secret of a link or, without one, by the session that is still there. */
  const open = useCallback(
    async (personal: string | null) => {
      setOpening({ kind: "OPENING" });
      setWithoutCode(false);
      const here = personal === null ? await Place.ofTab() : await Place.ofLink(personal);
      // Another link may be another person's: what the one before left unsaved waits on this phone for that link.
      if (here === null || here.name !== place.current?.name) {
        place.current = null;
        saver.clear();
      }
      const kept = here && (await keptAt(here));
      const takeUp = () => {
        place.current = here;
        if (kept) saver.restore(kept.unsaved);
        for (const name of kept?.names ?? []) if (name !== `unsaved ${device}`) void here?.drop(name);
      };
      const reply = personal === null ? await ask(WhoseLink, {}) : await exchange(personal, here);
      const { data, error } = reply;
      if (error && isOffline(error) && kept?.questionnaire) {
        toExchange.current = personal;
        clock.setAhead(kept.questionnaire.ahead);
        takeUp();
        show(kept.questionnaire.respondent);
        return saver.flush();
      }
      if (error && isOffline(error) && kept?.echo && (await Place.ofTab())?.name === here?.name)
        return go("/v/echo", { replace: true });
      if (error || !data) return setOpening(error ? { kind: "FAILED", error } : { kind: "NO_LINK" });
      const found = "respondent" in data ? data.respondent : data.openInvitation;
      if (!found) return setOpening({ kind: "NO_LINK" });
      if ("code" in found) return setOpening({ kind: "REFUSED", problem: found });
      clock.heard(found.now);
      takeUp();
      show(found);
      await saver.flush();
    },
    [ask, exchange, saver, clock, device, show],
  );

  // All tabs share one session, so a link that is opened in one counts in all. The same link: what waited here can be
  // saved now. Another one: what stands here is somebody else's.
  useEffect(() => {
    const channel = new BroadcastChannel(OPENED);
    channel.onmessage = ({ data: name }: MessageEvent<string | null>) => {
      if (name !== null && name === place.current?.name) return void saver.flush();
      place.current = null;
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

  useEffect(
    () =>
      saver.subscribe(() => {
        const { state } = saver;
        if (place.current) keepUnsaved(place.current, device, [...saver.waiting.values()]);
        if (state === heard.current) return;
        heard.current = state;
        if (state.kind === "ELSEWHERE") {
          setAnswers((before) => new Map(before).set(state.question, state.value));
          setRenewed((times) => times + 1);
        }
        // Closed, or sent on another device, while somebody was answering: the page that says so takes the place of the
        // question.
        if (state.kind === "REFUSED" && ["WAVE_CLOSED", "ANSWERS_CLOSED"].includes(state.code)) {
          setTooLate((before) => new Map(before).set(state.question, state.value));
          void open(null);
        }
      }),
    [saver, open, device],
  );

  // Kept here is only what is still being answered.
  useEffect(() => {
    if (opening.kind !== "OPEN" || place.current === null) return;
    const { respondent } = opening;
    if (mayAnswer(respondent)) keepQuestionnaire(place.current, respondent, answers, clock.ahead);
    else if (respondent.consent !== true || respondent.withdrawal !== null) void place.current.clear();
    else dropQuestionnaire(place.current);
    if (respondent.ownCode !== "NONE") void place.current.dropAll(ECHO);
  }, [opening, answers, clock]);

  // What is kept nowhere is lost when the page goes.
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (saver.waiting.size > 0 && place.current === null) event.preventDefault();
    };
    window.addEventListener("beforeunload", onLeave);
    return () => window.removeEventListener("beforeunload", onLeave);
  }, [saver]);

  useOfflinePages(opening.kind === "OPEN");

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
    clock.heard(answer.data.now);
    show(answer.data);
    return null;
  };

  return {
    opening,
    answers,
    renewed,
    saving,
    tooLate,
    readTooLate: () => setTooLate(new Map()),
    retryOpening: () => open(secret),
    /** Says whether nothing is left to be saved. */
    async saveNow(): Promise<boolean> {
      await saver.flush();
      return saver.waiting.size === 0;
    },
    take,

    /** As it is now, without the page that says that a link is opened. */
    async refresh() {
      const { data } = await ask(WhoseLink, {});
      if (data?.respondent) show(data.respondent);
    },

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

    forgetUnsaved: () => saver.clear(),

    withoutCode,
    goOnWithoutCode: () => setWithoutCode(true),
  };
}
