import { useSyncExternalStore } from 'react';
import type { Purpose } from '../../api.ts';
import type { Lists } from './data.ts';

/** Purposes that belong to a registration office, the usual one of each kind of work first. */
const OFFICE = [
  'residence-registration',
  'civil-status-act',
  'card-issue',
  'register-quality',
  'data-subject-request',
  'form-prefill',
];
const KEPT = 'desk:reason';
const listeners = new Set<() => void>();

/** Purposes that an officer may choose from; all of the country's where none of the usual ones is known there. */
export function officePurposes({ purposes }: Lists): Lists['purposes'] {
  const usual = OFFICE.flatMap((id) => purposes.find((purpose) => purpose.id === id) ?? []);
  return usual.length > 0 ? usual : purposes;
}

/** What a role most often looks for; the officer sees it at once and can change it. */
export function usualReason(lists: Lists, role: string): Purpose | undefined {
  const wanted = role === 'card-officer' ? 'card-issue' : OFFICE[0];
  const offered = officePurposes(lists);
  const purpose = offered.find(({ id }) => id === wanted) ?? offered[0];
  const legalBasis = purpose?.legalBases[0];
  return purpose && legalBasis ? { purpose: purpose.id, legalBasis } : undefined;
}

/** An act of civil status is done for civil status, whatever the officer was looking for before. */
export function reasonFor(purpose: string | undefined, reason: Purpose, { purposes }: Lists): Purpose {
  const own = purposes.find(({ id }) => id === purpose);
  const legalBasis = own?.legalBases[0];
  return own && legalBasis ? { ...reason, purpose: own.id, legalBasis } : reason;
}

/** Chosen once a working session: it lives as long as the tab, and signing out takes it away. */
export function keepReason(reason: Purpose): void {
  sessionStorage.setItem(KEPT, JSON.stringify(reason));
  for (const listener of listeners) listener();
}

export function useKeptReason(): Purpose | undefined {
  const text = useSyncExternalStore(subscribe, () => sessionStorage.getItem(KEPT));
  return readReason(text);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readReason(text: string | null): Purpose | undefined {
  try {
    const kept: Partial<Purpose> | null = JSON.parse(text ?? 'null');
    if (typeof kept?.purpose !== 'string' || typeof kept.legalBasis !== 'string') return undefined;
    const { purpose, legalBasis, caseNumber } = kept;
    return { purpose, legalBasis, ...(typeof caseNumber === 'string' && caseNumber !== '' ? { caseNumber } : {}) };
  } catch {
    return undefined;
  }
}
