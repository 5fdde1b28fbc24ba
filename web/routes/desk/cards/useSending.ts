import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useDesk } from '../desk.ts';
import { olderQuery, sendOlder } from './data.ts';
import type { OlderRow } from './olderRows.ts';

const PIECE = 1000;

interface Progress {
  run: string;
  done: number;
  all: number;
  ended?: 'done' | 'stopped';
  problem?: unknown;
}
export type Sending = ReturnType<typeof useSending>;

/** One file at a time, piece by piece; where it breaks off, what was sent has arrived. */
export function useSending() {
  const { reason } = useDesk();
  const queries = useQueryClient();
  const [now, setNow] = useState<Progress>();
  const stopped = useRef(false);
  async function send(run: string, rows: readonly OlderRow[], from: number): Promise<void> {
    stopped.current = false;
    let done = from;
    const tell = (more: Partial<Progress> = {}) => setNow({ run, done, all: rows.length, ...more });
    tell();
    try {
      while (done < rows.length && !stopped.current) {
        ({ next: done } = await sendOlder(run, { from: done, rows: rows.slice(done, done + PIECE) }, reason));
        tell();
      }
      tell({ ended: done < rows.length ? 'stopped' : 'done' });
    } catch (problem) {
      tell({ ended: 'stopped', problem });
    }
    await queries.invalidateQueries({ queryKey: olderQuery.queryKey });
  }
  const stop = () => {
    stopped.current = true;
  };
  return { now, isBusy: now !== undefined && !now.ended, send, stop };
}
