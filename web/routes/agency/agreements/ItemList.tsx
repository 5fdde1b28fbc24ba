import { Status } from '../../../kit/index.ts';
import classes from './ItemList.module.css';

interface Item {
  id: string;
  name: string;
}

interface ItemListProps {
  items: readonly Item[];
  /** Short names stand in one line, each in a frame. */
  short?: boolean;
  /** What the list is compared with: items that are not in it are marked with the word. */
  against?: { items: readonly Item[]; word: string } | undefined;
}

/** Purposes, laws, fields, ways of asking. */
export function ItemList({ items, short = false, against }: ItemListProps) {
  const isMarked = (id: string) => against !== undefined && !against.items.some((one) => one.id === id);
  return (
    <ul className={short ? classes.short : classes.list}>
      {items.map(({ id, name }) => (
        <li key={id}>
          {short ? (
            <Status tone={isMarked(id) ? 'wait' : 'plain'}>{isMarked(id) ? `${name} (${against?.word})` : name}</Status>
          ) : (
            <>
              {name} {isMarked(id) && <Status tone="wait">{against?.word}</Status>}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
