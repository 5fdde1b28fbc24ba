import { useSyncExternalStore } from 'react';
import classes from './announce.module.css';

interface Message {
  text: string;
  number: number;
}

const SHOWN_MS = 7000;
let message: Message = { text: '', number: 0 };
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Shows a result for a few seconds and has it read aloud. For results only: what must be acted on belongs on the page. */
export function announce(text: string): void {
  show(text);
  clearTimeout(timer);
  timer = setTimeout(() => show(''), SHOWN_MS);
}

function show(text: string): void {
  message = { text, number: message.number + 1 };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The one live region; `KitProvider` renders it. */
export function Announcer() {
  const { text, number } = useSyncExternalStore(subscribe, () => message);
  return (
    <div className={classes.region} role="status" aria-live="polite">
      {text && (
        <p key={number} className={classes.message}>
          {text}
        </p>
      )}
    </div>
  );
}
