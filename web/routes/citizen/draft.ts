export interface Draft {
  claim: string;
  note: string;
}

const EMPTY: Draft = { claim: '', note: '' };
const place = (field: string) => `correction:${field}`;

/** An answer that was begun and not sent: it lives as long as the tab, and signing out takes it away. */
export function readDraft(field: string): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place(field)) ?? 'null');
    return kept !== null && typeof kept === 'object' ? { ...EMPTY, ...kept } : EMPTY;
  } catch {
    return EMPTY;
  }
}

export function keepDraft(field: string, draft: Draft): void {
  sessionStorage.setItem(place(field), JSON.stringify(draft));
}

export function dropDraft(field: string): void {
  sessionStorage.removeItem(place(field));
}
