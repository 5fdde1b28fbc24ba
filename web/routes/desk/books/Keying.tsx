import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Button, Empty, Loaded, Page } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from './books.module.css';
import { imageOf, keyingQuery } from './data.ts';
import { EntryForm } from './EntryForm.tsx';
import { PageImage } from './PageImage.tsx';
import { Where } from './Where.tsx';

/** One entry after another: the page's image left, its fields right. What another officer keyed is nowhere. */
export function KeyingScreen() {
  const { say, moment } = useWords();
  const { book }: { book?: string } = useSearch({ strict: false });
  const taken = useQuery(keyingQuery(book));
  const next = () => void taken.refetch();
  return (
    <Page
      title={say('screen.books.key.title')}
      lead={taken.data && <Where taken={taken.data} />}
      width="wide"
      error={taken.isError}
      back={{ to: '/desk/books', label: say('screen.books.title') }}
    >
      <Loaded query={taken} lines={10}>
        {(entry) =>
          entry === null ? (
            <Empty
              title={say('screen.books.key.none.title')}
              action={<Button onClick={next}>{say('screen.books.key.again')}</Button>}
            >
              {say('screen.books.key.none.text')}
            </Empty>
          ) : (
            <div key={entry.entry} className={classes.desk}>
              <PageImage
                source={imageOf('keying', entry.entry)}
                media={entry.page.media}
                page={entry.page.number}
                position={entry.position}
              />
              <EntryForm taken={entry} onDone={next} until={moment(entry.until)} />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
