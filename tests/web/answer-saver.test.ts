import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AnswerSaver } from "../../web/features/answer/saver.ts";
import type { SaveEnd, Unsaved } from "../../web/features/answer/saver.ts";

const SAVED: SaveEnd = { kind: "SAVED" };
const OFFLINE: SaveEnd = { kind: "OFFLINE" };

/** A network whose answers are given by hand. */
function network() {
  const sent: (Unsaved & { end: (end: SaveEnd) => void })[] = [];
  const send = (unsaved: Unsaved) =>
    new Promise<SaveEnd>((end) => {
      sent.push({ ...unsaved, end });
    });
  const answer = async (at: number, end: SaveEnd) => {
    sent[at]?.end(end);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { sent, send, answer };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("answers that wait to be saved", () => {
  it("go one at a time, the newest of a question only", async () => {
    const { sent, send, answer } = network();
    const saver = new AnswerSaver(send, "phone", Date.now);
    saver.put("home", "a");
    saver.put("home", "b");
    saver.put("work", 3);
    saver.put("home", "c");
    expect(sent.map(({ value }) => value)).toEqual(["a"]);
    await answer(0, SAVED);
    await answer(1, SAVED);
    await answer(2, SAVED);
    expect(sent.map(({ question, value }) => [question, value])).toEqual([
      ["home", "a"],
      ["work", 3],
      ["home", "c"],
    ]);
    expect(saver.waiting.size).toBe(0);
    expect(saver.state).toEqual({ kind: "SAVED", question: "home" });
  });

  it("are kept and tried again without network, and then are saved", async () => {
    const { sent, send, answer } = network();
    const saver = new AnswerSaver(send, "phone", Date.now);
    saver.put("home", "a");
    await answer(0, OFFLINE);
    expect(saver.state).toEqual({ kind: "WAITING", offline: true });
    expect([...saver.waiting.values()]).toMatchObject([{ question: "home", value: "a" }]);
    await vi.advanceTimersByTimeAsync(2_000);
    await answer(1, OFFLINE);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(2_000);
    await answer(2, SAVED);
    expect(saver.state).toEqual({ kind: "SAVED", question: "home" });
    expect(saver.waiting.size).toBe(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(3);
  });

  it("stay, and are not tried again by themselves, once the session is over", async () => {
    const { sent, send, answer } = network();
    const saver = new AnswerSaver(send, "phone", Date.now);
    saver.put("home", "a");
    await answer(0, { kind: "ENDED" });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sent).toHaveLength(1);
    expect([...saver.waiting.values()]).toMatchObject([{ question: "home", value: "a" }]);
    void saver.flush();
    await answer(1, SAVED);
    expect(saver.waiting.size).toBe(0);
  });

  it("are not sent again once they were refused", async () => {
    const { sent, send, answer } = network();
    const saver = new AnswerSaver(send, "phone", Date.now);
    saver.put("home", "a");
    await answer(0, { kind: "REFUSED", code: "ANSWER_OUT_OF_RANGE", message: "no" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    expect(saver.state).toMatchObject({ kind: "REFUSED", question: "home", message: "no" });
    expect(saver.waiting.size).toBe(0);
  });

  it("are forgotten for another person", async () => {
    const { sent, send, answer } = network();
    const saver = new AnswerSaver(send, "phone", Date.now);
    saver.put("home", "a");
    await answer(0, OFFLINE);
    saver.clear();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    expect(saver.waiting.size).toBe(0);
  });

  it("are the same ones each time they are sent, and later ones are never dated earlier", async () => {
    vi.setSystemTime(5_000);
    const { sent, send, answer } = network();
    const saver = new AnswerSaver(send, "phone", Date.now);
    saver.put("home", "a");
    await answer(0, OFFLINE);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent[1]).toMatchObject({ value: "a", at: 5_000, device: "phone", turn: 1 });
    // The clock of the phone is put back.
    vi.setSystemTime(1_000);
    saver.put("home", "b");
    await answer(1, SAVED);
    expect(sent[2]).toMatchObject({ value: "b", at: 5_001, device: "phone", turn: 2 });
    await answer(2, SAVED);
    expect(saver.waiting.size).toBe(0);
  });

  it("go on in the order in which they were said after the page was opened anew", async () => {
    vi.setSystemTime(9_000);
    const { sent, send, answer } = network();
    const saver = new AnswerSaver(send, "new page", Date.now);
    const before = { device: "old page", turn: 1 };
    saver.restore([
      { ...before, question: "work", value: 2, at: 8_000 },
      { ...before, question: "home", value: "a", at: 7_000 },
    ]);
    saver.put("work", 3);
    await answer(0, SAVED);
    await answer(1, SAVED);
    expect(sent.map(({ question, value, device }) => [question, value, device])).toEqual([
      ["home", "a", "old page"],
      ["work", 3, "new page"],
    ]);
  });

  it("give way to what was said later on another device", async () => {
    const { send, answer } = network();
    const saver = new AnswerSaver(send, "phone", Date.now);
    saver.put("home", "a");
    await answer(0, { kind: "ELSEWHERE", value: "b" });
    expect(saver.state).toEqual({ kind: "ELSEWHERE", question: "home", value: "b" });
    expect(saver.waiting.size).toBe(0);
  });
});
