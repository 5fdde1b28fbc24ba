import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LoadedTable } from '../../../kit/desk.ts';
import {
  Button,
  ConfirmedAct,
  Empty,
  FigureTile,
  Loaded,
  Notice,
  Page,
  Panel,
  Stack,
  Tiles,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { AddPage } from './AddPage.tsx';
import { BookState, yearsOf } from './Books.tsx';
import classes from './books.module.css';
import { type BookView, bookQuery, fileOf, handOver } from './data.ts';

const FIGURES = ['pages', 'open', 'keyed', 'review', 'agreed', 'absent'] as const;

/** A book: how far it is, its pages, and what is left to do with it. */
export function BookScreen() {
  const { book: id = '' } = useParams({ strict: false });
  const { say } = useWords();
  const book = useQuery(bookQuery(id));
  const { data } = book;
  return (
    <Page
      title={data ? say('screen.books.name', { kind: data.kindName, number: data.number }) : say('screen.books.book')}
      lead={data && [data.place, yearsOf(data), data.communeName, data.provinceName].join(' · ')}
      width="wide"
      error={book.isError}
      back={{ to: '/desk/books', label: say('screen.books.title') }}
      actions={data && <Ways book={data} />}
    >
      <Loaded query={book} lines={8}>
        {(known) => <Known book={known} />}
      </Loaded>
    </Page>
  );
}

/** The work that is left in this book. */
function Ways({ book: { book, state, progress } }: { book: BookView }) {
  const { say } = useWords();
  const { caller } = useSession();
  const reviews = caller.scopes.includes('books.review');
  return (
    <>
      {progress.open + progress.keyed > 0 && (
        <Button kind="primary" icon="correct" to="/desk/books/key" search={{ book }}>
          {say('screen.books.keyNext')}
        </Button>
      )}
      {reviews && progress.review > 0 && (
        <Button icon="look" to="/desk/books/review" search={{ book }}>
          {say('screen.books.reviewNext')}
        </Button>
      )}
      {reviews && state === 'finished' && (
        <ConfirmedAct
          kind="primary"
          icon="forward"
          title={say('screen.books.handOver.title')}
          text={<p>{say('screen.books.handOver.text')}</p>}
          yes={say('screen.books.handOver.yes')}
          act={() => handOver(book)}
          done={say('screen.books.handOver.done')}
          refresh={['books']}
        >
          {say('screen.books.handOver.act')}
        </ConfirmedAct>
      )}
    </>
  );
}

function Known({ book }: { book: BookView }) {
  const { say, number, moment, size } = useWords();
  const { caller } = useSession();
  const { state, progress, errorRate, pages, handedAt, digest } = book;
  const reviews = caller.scopes.includes('books.review');
  return (
    <Stack gap="large">
      <p>
        <BookState state={state} />
      </p>
      {handedAt && (
        <Notice tone="good" title={say('screen.books.handed.title')}>
          <p>{say('screen.books.handed.text', { time: moment(handedAt) })}</p>
          <p className={classes.digest}>{digest}</p>
          {reviews && <a href={fileOf(book.book)}>{say('screen.books.handed.download')}</a>}
        </Notice>
      )}
      <Tiles>
        {FIGURES.map((figure) => (
          <FigureTile key={figure} label={say(`screen.books.figures.${figure}`)} value={number(progress[figure])} />
        ))}
        <FigureTile
          label={say('screen.books.figures.errorRate')}
          value={
            errorRate === undefined ? say('screen.books.noRate') : `${number(Math.round(errorRate * 1000) / 10)} %`
          }
          note={say('screen.books.errorRateNote')}
        />
      </Tiles>
      <Panel title={say('screen.books.pages')}>
        <LoadedTable
          query={{ data: pages, error: null, isError: false, isPending: false, refetch: () => {} }}
          lines={3}
          caption={say('screen.books.pages')}
          rowKey={({ page }) => page}
          empty={<Empty title={say('screen.books.noPages.title')}>{say('screen.books.noPages.text')}</Empty>}
          columns={[
            {
              key: 'page',
              head: say('screen.books.pages'),
              main: true,
              cell: ({ number: no }) => say('screen.books.page', { page: no }),
            },
            { key: 'entries', head: say('screen.books.entries'), numeric: true, cell: (page) => number(page.entries) },
            {
              key: 'finished',
              head: say('screen.books.finished'),
              numeric: true,
              cell: (page) => number(page.finished),
            },
            { key: 'size', head: say('screen.books.size'), numeric: true, cell: (page) => size(page.size) },
          ]}
        />
      </Panel>
      {reviews && !handedAt && <AddPage book={book} />}
    </Stack>
  );
}
