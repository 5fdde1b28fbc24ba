export interface GatherOptions<Question> {
  /** What a question is about. Two about the same never share a statement: they are asked in their order. */
  keyOf(question: Question): string;
}

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly key: string;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** More in one statement would make the first wait for the last. */
const MOST = 64;

/**
 * Micro-batching: what is asked while a statement is under way goes together into the next one, so that many at once share
 * its round trip and its commit; a single one is asked at once. A question is never put into a statement that was sent
 * before it came, so that whoever has waited for a write reads what was written.
 * @param ask answers all questions, in their order, by one statement; what it writes is durable when it returns
 */
export function gather<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  { keyOf }: GatherOptions<Question>,
): (question: Question) => Promise<Answer> {
  let waiting: Waiting<Question, Answer>[] = [];
  let scheduled = false;
  let underWay = false;

  function schedule(): void {
    if (scheduled || underWay || waiting.length === 0) return;
    scheduled = true;
    // After the sockets that are readable now: their questions go along.
    setImmediate(send);
  }
  function send(): void {
    scheduled = false;
    underWay = true;
    void answer(take()).finally(() => {
      underWay = false;
      schedule();
    });
  }
  function take(): Waiting<Question, Answer>[] {
    const taken = new Map<string, Waiting<Question, Answer>>();
    const left: Waiting<Question, Answer>[] = [];
    for (const one of waiting) {
      if (taken.size < MOST && !taken.has(one.key)) taken.set(one.key, one);
      else left.push(one);
    }
    waiting = left;
    // In one order for all processes: two statements never lock rows crosswise.
    return [...taken.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }
  async function answer(batch: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await ask(batch.map(({ question }) => question));
      for (const [index, one] of batch.entries()) one.resolve(answers[index]!);
    } catch (error) {
      // Without an answer from the database nobody knows what happened: asking again would find one's own write.
      if (batch.length === 1 || !isRefusal(error)) {
        for (const one of batch) one.reject(error);
        return;
      }
      // PostgreSQL has refused the statement, and nothing of it happened: one question's fault is not the others'.
      for (const one of batch) await answer([one]);
    }
  }
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, key: keyOf(question), resolve, reject });
      schedule();
    });
}

/** An error that PostgreSQL answered with; the connection stands. */
function isRefusal(error: unknown): boolean {
  return (error as { severity?: string } | undefined)?.severity === 'ERROR';
}
