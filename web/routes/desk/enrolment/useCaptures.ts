import { useEffect, useState } from 'react';
import type { EnrolmentBody, MissingReason } from './data.ts';

/** What was taken of a finger, or why it cannot be. */
export type FingerTaken =
  | { readonly content: string; readonly picture: string | undefined }
  | { readonly missing: MissingReason };

export interface Captures {
  readonly portrait: { readonly content: string; readonly picture: string } | undefined;
  readonly fingers: Readonly<Record<number, FingerTaken>>;
  setPortrait(taken: Captures['portrait']): void;
  /** @param taken undefined: to be taken anew */
  setFinger(place: number, taken: FingerTaken | undefined): void;
  /** Whether a closed page would lose something. */
  readonly hasAny: boolean;
}

/** What was captured lies in this page alone until it is sent: leaving the page asks first. */
export function useCaptures(): Captures {
  const [portrait, setPortrait] = useState<Captures['portrait']>();
  const [fingers, setFingers] = useState<Captures['fingers']>({});
  const hasAny = portrait !== undefined || Object.keys(fingers).length > 0;
  useEffect(() => {
    if (!hasAny) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [hasAny]);
  return {
    portrait,
    setPortrait,
    fingers,
    setFinger: (place, taken) =>
      setFingers(({ [place]: _, ...others }) => (taken ? { ...others, [place]: taken } : others)),
    hasAny,
  };
}

/** As the server takes them. */
export function bodyOf({ portrait, fingers }: Captures): Pick<EnrolmentBody, 'portrait' | 'fingers' | 'missing'> {
  const all = Object.entries(fingers).map(([place, taken]) => ({ place: Number(place), taken }));
  return {
    ...(portrait ? { portrait: portrait.content } : {}),
    fingers: all.flatMap(({ place, taken }) => ('content' in taken ? [{ place, content: taken.content }] : [])),
    missing: all.flatMap(({ place, taken }) =>
      'missing' in taken ? [{ modality: 'finger' as const, place, reason: taken.missing }] : [],
    ),
  };
}

/** Whose place a refusal of the server's points at: of its list, the finger. */
export function placeAt(pointer: string | undefined, body: Pick<EnrolmentBody, 'fingers' | 'missing'>) {
  const [, list, at] = /^\/(fingers|missing)\/(\d+)/.exec(pointer ?? '') ?? [];
  return list ? body[list as 'fingers' | 'missing'][Number(at)]?.place : undefined;
}
