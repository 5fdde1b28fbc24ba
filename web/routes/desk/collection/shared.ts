import { useSyncExternalStore } from 'react';

/** A value that outlives the screen which set it. */
export interface Shared<Value> {
  set(value: Value): void;
  use(): Value;
}

export function createShared<Value>(value: Value): Shared<Value> {
  let now = value;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    set(next) {
      now = next;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, () => now),
  };
}
