import { get } from '../../api.ts';
import type { ReadingState } from '../desk/reader/data.ts';
import type { Values } from './CheckPanel.tsx';
import {
  askChallenge,
  type CheckAnswer,
  type CheckBody,
  type Desk,
  type DoneTo,
  layVirtualCard,
  type Presented,
  sendCheck,
} from './data.ts';

/** The server waits with each answer; where none came in time it is asked again. */
async function awaitReading(reading: string): Promise<void> {
  for (;;) {
    const { state } = await get<ReadingState>(`/api/reader/readings/${encodeURIComponent(reading)}`);
    if (state !== 'waiting') return;
  }
}

function presentedOf(kind: Presented['kind'], text: string): Presented {
  if (kind === 'chip') return { kind };
  if (kind === 'printed-code') return { kind, code: text.trim() };
  if (kind === 'qr') return { kind, text: text.trim() };
  if (kind === 'number') return { kind, number: text.replace(/\s/g, '') };
  const letters = text.toUpperCase().replace(/[^A-Z0-9<\n]/g, '');
  return { kind, lines: letters.split('\n').filter((line) => line !== '') };
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

/** Asks for a challenge, has the chip read where one is, and has it all judged. @throws ApiProblem */
export async function runCheck(desk: Desk, values: Values, live: string | undefined): Promise<CheckAnswer> {
  const kind = values.input as Presented['kind'];
  const { challenge, reading } = await askChallenge(desk.id, kind === 'chip' ? { can: values.can } : {});
  if (reading && values.card) await layVirtualCard(reading, values.card, values.doneTo as DoneTo);
  if (reading) await awaitReading(reading);
  return sendCheck(desk.id, {
    ...{ challenge, presented: presentedOf(kind, values.text) },
    ...(live && kind === 'chip' ? { face: { live } } : {}),
    ...askedOf(values),
  });
}
