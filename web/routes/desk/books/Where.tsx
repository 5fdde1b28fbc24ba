import { useWords } from '../../../words.tsx';
import type { Taken } from './data.ts';

/** Book, page and place on the page: without them nobody finds the entry. */
export function Where({ taken }: { taken: Pick<Taken, 'book' | 'page' | 'position'> }) {
  const { say } = useWords();
  const { kindName, number, place } = taken.book;
  const values = { kind: kindName, number, place, page: taken.page.number, position: taken.position };
  return <>{say('screen.books.key.where', values)}</>;
}
