import { useSyncExternalStore } from 'react';

const room = '(min-width: 75em)';

function subscribe(listener: () => void): () => void {
  const query = matchMedia(room);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether two columns of reading width fit beside the navigation. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(room).matches);
}
