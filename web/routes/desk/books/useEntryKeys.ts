import { type RefObject, useEffect, useRef } from 'react';

interface EntryKeys {
  onFinish: () => void;
  /** Alt+U in a field: its id. */
  onUnreadable?: (field: string) => void;
}

/**
 * Enter goes to the next field and never sends, Ctrl+Enter finishes, Alt+U says that a field cannot be read.
 * @returns to be put on what holds the fields
 */
export function useEntryKeys(keys: EntryKeys): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const element = frame.current;
    const listen = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        latest.current.onFinish();
      } else if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) {
        // Buttons keep their Enter.
      } else if (event.altKey && event.code === 'KeyU') {
        event.preventDefault();
        latest.current.onUnreadable?.(target.id);
      } else if (event.key === 'Enter' && !event.isComposing) {
        event.preventDefault();
        focusAfter(element, target);
      }
    };
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  }, []);
  return frame;
}

/** Text fields and selects are the way; boxes and what is disabled are passed over. The last one leads to the button. */
function focusAfter(frame: HTMLElement | null, target: HTMLElement): void {
  const stops = [...(frame?.querySelectorAll<HTMLElement>('input, select, button[type="submit"]') ?? [])].filter(
    (one) => one === target || (!one.matches('[type="checkbox"], [type="radio"], :disabled') && one.offsetParent),
  );
  stops[stops.indexOf(target) + 1]?.focus();
}
