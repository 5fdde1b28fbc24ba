import { useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../outbox/model.ts';
import { keepDraft, removePaper, useOutbox } from '../../../outbox/outbox.ts';

/** Long enough that not each letter is written, short enough that nothing worth a sentence is lost. */
const PAUSE_MS = 250;

/** Of a form in which an act of the outbox is worded anew. */
export const draftOfEdit = (act: string) => `edit ${act}`;
/** The act that a draft words anew; undefined: none. */
export const editedBy = (draft: string) => (draft.startsWith('edit ') ? draft.slice(5) : undefined);

type Values = Readonly<Record<string, string>>;

/** The draft of a form as it was when the form was opened, and how to start over. */
export function useDraft(id: string): { draft: Draft | undefined; ready: boolean; discard: () => Promise<void> } {
  const { drafts, ready } = useOutbox();
  const [, setDiscarded] = useState(false);
  const found = useRef<Draft | undefined | null>(null);
  if (ready && found.current === null) found.current = drafts.find((draft) => draft.id === id);
  return {
    draft: found.current ?? undefined,
    ready,
    discard: async () => {
      found.current = undefined;
      await removePaper(id);
      setDiscarded(true);
    },
  };
}

/** Where a form has become an act, nothing of it may be kept any more: not by a pause that has begun before either. */
export interface Keeping {
  stop: () => void;
  resume: () => void;
}

/** Keeps what stands in a form by itself, once it is something else than what the form began with. */
export function useDraftKeeping({ id, act, subject }: Omit<Draft, 'savedAt' | 'values'>, values: Values): Keeping {
  const begun = useRef(values);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stopped = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is kept changes with the values; the rest stays as long as the form
  useEffect(() => {
    if (values === begun.current || stopped.current) return;
    timer.current = setTimeout(() => void keepDraft({ id, act, subject, values }), PAUSE_MS);
    return () => clearTimeout(timer.current);
  }, [values]);
  return {
    stop: () => {
      stopped.current = true;
      clearTimeout(timer.current);
    },
    resume: () => {
      stopped.current = false;
    },
  };
}
