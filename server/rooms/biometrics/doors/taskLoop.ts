/** Takes one after the other until there is none. */
export interface TaskLoop {
  /** There may be some; the next look would find them too. */
  hint(): void;
  /** Waits for the one that is under way. */
  stop(): Promise<void>;
}

/**
 * @param takeNext false: there was none
 * @param failed hears what ended a round; the next hint begins another
 */
export function createLoop(takeNext: () => Promise<boolean>, failed: (error: Error) => void): TaskLoop {
  let working: Promise<void> | undefined;
  let again = false;
  let over = false;

  async function work(): Promise<void> {
    while (!over && (await takeNext()));
  }
  function hint(): void {
    if (over) return;
    // One that came while the last look was under way would wait for the next.
    again = working !== undefined;
    working ??= work()
      .catch(failed)
      .finally(() => {
        working = undefined;
        if (again) hint();
      });
  }
  return {
    hint,
    async stop() {
      over = true;
      await working;
    },
  };
}
