/** Most questions in one. Each travels in the address of a request, which the engine bounds. */
const MOST = 500;

interface Waiting<Question, Answer> {
  question: Question;
  answered: (answer: Answer) => void;
  failed: (cause: unknown) => void;
}

/**
 * Asks the store many questions at the cost of few: while one is on its way, what comes up meanwhile waits and goes
 * together into the next. An idle collector asks at once; a busy one asks as often as the store answers.
 */
export class Together<Question, Answer> {
  readonly #askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>;
  #waiting: Waiting<Question, Answer>[] = [];
  #asking = false;

  /** `askAll` answers in the order of the questions. */
  constructor(askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>) {
    this.#askAll = askAll;
  }

  /** Rejects with what `askAll` rejects with. */
  ask(question: Question): Promise<Answer> {
    return new Promise((answered, failed) => {
      this.#waiting.push({ question, answered, failed });
      if (!this.#asking) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#asking = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, MOST);
      try {
        const answers = await this.#askAll(group.map(({ question }) => question));
        for (const [n, { answered }] of group.entries()) answered(answers[n] as Answer);
      } catch (cause) {
        for (const { failed } of group) failed(cause);
      }
    }
    this.#asking = false;
  }
}
