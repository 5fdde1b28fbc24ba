import { get } from '../../api.ts';
import type { ReadingState } from '../desk/reader/data.ts';
import type { Values } from './CheckPanel.tsx';
import {
  askChallenge,
  type CheckAnswer,
  type CheckBody,
  type Desk,
  type DoneTo,
  fetchAnswerState,
  layVirtualCard,
  type Presented,
  sendCheck,
} from './data.ts';
import { zoneLines } from './zone.ts';

/** The server waits with each answer; where none came in time it is asked again. */
async function awaitReading(reading: string): Promise<void> {
  for (;;) {
    const { state } = await get<ReadingState>(`/api/reader/readings/${encodeURIComponent(reading)}`);
    if (state !== 'waiting') return;
  }
}

const LOOK_MILLISECONDS = 1000;

/** The digits that the holder is to choose, and how the officer stops waiting. */
export interface Asking {
  readonly digits: number;
  readonly stop: () => void;
}

/** @throws DOMException AbortError where the officer no longer waits */
async function awaitHolder(desk: string, challenge: string, digits: number, tell: (asking: Asking) => void) {
  const controller = new AbortController();
  const { signal } = controller;
  tell({ digits, stop: () => controller.abort() });
  for (;;) {
    const { state } = await fetchAnswerState(desk, challenge, signal);
    if (state === 'answered') return;
    await new Promise((go) => setTimeout(go, LOOK_MILLISECONDS));
    signal.throwIfAborted();
  }
}

function presentedOf(kind: Presented['kind'], text: string): Presented {
  if (kind === 'chip' || kind === 'app') return { kind };
  if (kind === 'printed-code') return { kind, code: text.trim() };
  if (kind === 'qr') return { kind, text: text.trim() };
  if (kind === 'number') return { kind, number: text.replace(/\s/g, '') };
  return { kind, lines: zoneLines(text) };
}

/** What the desk must know beside the document. */
export function askedOf({
  direction,
  flight,
  reason,
  caseNumber,
}: Values): Pick<CheckBody, 'question' | 'reason' | 'caseNumber'> {
  const question = {
    ...(direction ? { direction: direction as 'exit' | 'entry' } : {}),
    ...(flight ? { flight } : {}),
  };
  return {
    question,
    ...(reason.trim() ? { reason: reason.trim() } : {}),
    ...(caseNumber.trim() ? { caseNumber: caseNumber.trim() } : {}),
  };
}

/** What opens the chip, or whom to ask. */
function keysOf(kind: Presented['kind'], { can, text }: Values) {
  if (kind === 'chip') return { can };
  return kind === 'app' ? { number: text.replace(/\s/g, '') } : {};
}

/**
 * Asks for a challenge, has the chip read or the holder asked where that is the way, and has it all judged.
 * @param onAsking told of the digits that the holder is to choose
 * @throws ApiProblem, and DOMException AbortError where the officer no longer waits
 */
export async function runCheck(
  desk: Desk,
  values: Values,
  live: string | undefined,
  onAsking: (asking: Asking) => void,
): Promise<CheckAnswer> {
  const kind = values.input as Presented['kind'];
  const { challenge, reading, digits } = await askChallenge(desk.id, keysOf(kind, values));
  if (reading && values.card) await layVirtualCard(reading, values.card, values.doneTo as DoneTo);
  if (reading) await awaitReading(reading);
  if (digits !== undefined) await awaitHolder(desk.id, challenge, digits, onAsking);
  return sendCheck(desk.id, {
    ...{ challenge, presented: presentedOf(kind, values.text) },
    ...(live && kind === 'chip' ? { face: { live } } : {}),
    ...askedOf(values),
  });
}
