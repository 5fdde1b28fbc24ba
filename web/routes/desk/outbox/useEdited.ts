import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { QueuedAct } from '../../../outbox/model.ts';
import { useOutbox } from '../../../outbox/outbox.ts';

/** Opens the act of the outbox that the address names, once it has been read. */
export function useEdited(open: (act: QueuedAct) => void): void {
  const { edit }: { edit?: string } = useSearch({ strict: false });
  const { acts } = useOutbox();
  const found = acts.find(({ id, state }) => id === edit && state !== 'sent');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each act that the address names
  useEffect(() => {
    if (found) open(found);
  }, [found?.id]);
}

/**
 * The act that the address names, for a screen that is its form: as it was when the screen was opened, since sending takes it out of
 * the outbox. `gone`: it was sent or taken back meanwhile.
 */
export function useEditedAct(kind: string): { edit?: string; instead?: QueuedAct; gone: boolean; ready: boolean } {
  const { edit }: { edit?: string } = useSearch({ strict: false });
  const { acts, ready } = useOutbox();
  const kept = useRef<{ edit: string; instead: QueuedAct | undefined }>(undefined);
  if (edit === undefined) return { gone: false, ready };
  if (ready && kept.current?.edit !== edit)
    kept.current = { edit, instead: acts.find((one) => one.id === edit && one.act === kind && one.state !== 'sent') };
  const instead = kept.current?.instead;
  return { edit, gone: ready && !instead, ready, ...(instead ? { instead } : {}) };
}
