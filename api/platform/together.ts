interface Waiting<Question, Answer> {
  question: Question;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/** So many are done together at most. */
const MOST_TOGETHER = 200;

/**
 * Does what several ask at the same time in one go: what comes in while a go is under way waits for the next one. `work`
 * answers all in their order. Where it fails each is done by itself: what one of them cannot do is not the others' fault.
 */
export function together<Question, Answer>(
  work: (all: readonly Question[]) => Promise<readonly Answer[]>,
  most = MOST_TOGETHER,
): (question: Question) => Promise<Answer> {
  let waiting: Waiting<Question, Answer>[] = [];
  let working = false;

  async function go(all: readonly Waiting<Question, Answer>[]): Promise<void> {
    const answers = await work(all.map(({ question }) => question));
    all.forEach(({ resolve }, place) => resolve(answers[place] as Answer));
  }

  async function goOn(): Promise<void> {
    working = true;
    while (waiting.length > 0) {
      const all = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        await go(all);
      } catch (error) {
        if (all.length === 1) all[0]?.reject(error);
        else for (const one of all) await go([one]).catch(one.reject);
      }
    }
    working = false;
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (!working) void goOn();
    });
}
