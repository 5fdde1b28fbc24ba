import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
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
