import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LoadedTable } from '../../../kit/desk.ts';
import { Button, Drawer, Empty, Page, Stack, Status, TextLink, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { type BookLine, booksQuery } from './data.ts';
import { NewBook } from './NewBook.tsx';

const TONES: Readonly<Record<BookLine['state'], Tone>> = {
  empty: 'plain',
  working: 'wait',
  finished: 'info',
  'handed-over': 'good',
};

export function BookState({ state }: Pick<BookLine, 'state'>) {
  const { say } = useWords();
  return <Status tone={TONES[state]}>{say(`value.bookState.${state}`)}</Status>;
}

/** The paper books of the officer's area, and the ways to the work on them. */
export function BooksScreen() {
  const { say, number } = useWords();
  const { caller } = useSession();
  const [taking, setTaking] = useState(false);
  const books = useQuery(booksQuery);
  const lines = { ...books, data: books.data?.books };
  const reviews = caller.scopes.includes('books.review');
  return (
    <Page
      title={say('screen.books.title')}
      lead={say('screen.books.lead')}
      width="wide"
      error={books.isError}
      actions={
        <>
          <Button kind="primary" icon="correct" to="/desk/books/key">
            {say('screen.books.keyNext')}
          </Button>
          {reviews && (
            <Button icon="look" to="/desk/books/review">
              {say('screen.books.reviewNext')}
            </Button>
          )}
          {reviews && (
            <Button icon="add" onClick={() => setTaking(true)}>
              {say('screen.books.take')}
            </Button>
          )}
        </>
      }
    >
      <Stack>
        <LoadedTable
          query={lines}
          lines={5}
          caption={say('screen.books.title')}
          rowKey={({ book }) => book}
          empty={<Empty title={say('screen.books.none.title')}>{say('screen.books.none.text')}</Empty>}
          columns={[
            {
              key: 'name',
              head: say('screen.books.book'),
              main: true,
              cell: ({ book, kindName, number: no }) => (
                <TextLink to="/desk/books/$book" params={{ book }}>
                  {say('screen.books.name', { kind: kindName, number: no })}
                </TextLink>
              ),
            },
            { key: 'place', head: say('screen.books.place'), cell: ({ place }) => place },
            { key: 'years', head: say('screen.books.years'), cell: (book) => yearsOf(book) },
            {
              key: 'progress',
              head: say('screen.books.progress'),
              cell: ({ progress }) =>
                say('screen.books.done', {
                  done: number(progress.agreed + progress.absent),
                  all: number(progress.entries),
                }),
            },
            { key: 'state', head: say('screen.books.state'), cell: ({ state }) => <BookState state={state} /> },
          ]}
        />
      </Stack>
      <Drawer open={taking} title={say('screen.books.take')} onClose={() => setTaking(false)}>
        <NewBook kinds={books.data?.kinds ?? []} onDone={() => setTaking(false)} />
      </Drawer>
    </Page>
  );
}

export const yearsOf = ({ yearFrom, yearTo }: Pick<BookLine, 'yearFrom' | 'yearTo'>) =>
  yearFrom === yearTo ? `${yearFrom}` : `${yearFrom}–${yearTo}`;
