import { useEffect, useRef } from 'react';
import { createShared } from './shared.ts';

const KEPT = 'collection.keys';
const keysOn = createShared(localStorage.getItem(KEPT) !== 'off');

/** Single keys can be turned off: who speaks to the computer would set them off by any word (WCAG 2.1.4). */
export function useKeysOn(): [boolean, (on: boolean) => void] {
  const on = keysOn.use();
  return [
    on,
    (next) => {
      localStorage.setItem(KEPT, next ? 'on' : 'off');
      keysOn.set(next);
    },
  ];
}

/** Calls what stands for a key, unless somebody writes, a dialog is open, or the key belongs to the browser. */
export function useVerdictKeys(acts: Readonly<Record<string, (() => void) | undefined>>): void {
  const [on] = useKeysOn();
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
      const { target } = event;
      if (target instanceof Element && target.closest('textarea, select, input:not([type=checkbox], [type=radio])'))
        return;
      if (document.querySelector('dialog[open]')) return;
      const act = latest.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [on]);
}
