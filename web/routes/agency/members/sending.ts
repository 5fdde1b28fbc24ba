import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Columns, type ListHead, readPieces } from '#libs/memberlist';
import { type Collected, sendMembers } from './data.ts';

/** Members at a time: what the server takes. */
const SIZE = 1000;

export interface Sum extends Omit<Collected, 'left'> {
  /** Rows that were left as they are, at most as many as somebody can read. */
  left: Collected['left'];
  leftCount: number;
}
const NONE: Sum = { added: 0, changed: 0, unchanged: 0, left: [], leftCount: 0 };
const KEPT = 10_000;

export interface Sending {
  readonly state: 'idle' | 'sending' | 'stopped' | 'failed' | 'done';
  /** 0 to 1. */
  readonly part: number;
  readonly sum: Sum;
  readonly failure: unknown;
  /** Begins, or goes on behind the last piece that arrived. */
  start(file: File, head: ListHead, columns: Columns): Promise<void>;
  stop(): void;
  reset(): void;
}

/** Sends a list piece by piece. A piece that did not arrive is sent again under its key: it arrives once. */
export function useSending(programme: string): Sending {
  const queries = useQueryClient();
  const [shown, setShown] = useState<Pick<Sending, 'state' | 'part' | 'sum' | 'failure'>>({
    ...{ state: 'idle', part: 0, sum: NONE, failure: undefined },
  });
  const stopping = useRef(false);
  const next = useRef<{ from: number; key: string; sum: Sum } | undefined>(undefined);
  return {
    ...shown,
    async start(file, { dialect }, columns) {
      stopping.current = false;
      next.current ??= { from: dialect.begin, key: crypto.randomUUID(), sum: NONE };
      const place = next.current;
      setShown({ state: 'sending', part: place.from / file.size, sum: place.sum, failure: undefined });
      try {
        for await (const { members, end } of readPieces(file, dialect, columns, { size: SIZE, from: place.from })) {
          if (stopping.current) {
            setShown({ state: 'stopped', part: place.from / file.size, sum: place.sum, failure: undefined });
            return;
          }
          place.sum = add(place.sum, await sendMembers(programme, members, place.key));
          place.from = end;
          place.key = crypto.randomUUID();
          setShown({ state: 'sending', part: end / file.size, sum: place.sum, failure: undefined });
        }
        next.current = undefined;
        setShown({ state: 'done', part: 1, sum: place.sum, failure: undefined });
      } catch (failure) {
        setShown({ state: 'failed', part: place.from / file.size, sum: place.sum, failure });
      } finally {
        await queries.invalidateQueries({ queryKey: ['members'] });
      }
    },
    stop() {
      stopping.current = true;
    },
    reset() {
      next.current = undefined;
      setShown({ state: 'idle', part: 0, sum: NONE, failure: undefined });
    },
  };
}

const add = (sum: Sum, one: Collected): Sum => ({
  ...{ added: sum.added + one.added, changed: sum.changed + one.changed, unchanged: sum.unchanged + one.unchanged },
  left: sum.left.length < KEPT ? [...sum.left, ...one.left] : sum.left,
  leftCount: sum.leftCount + one.left.length,
});
