import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Button, Empty, Loaded, Page } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from './books.module.css';
import { imageOf, reviewQuery } from './data.ts';
import { PageImage } from './PageImage.tsx';
import { ReviewForm } from './ReviewForm.tsx';
import { Where } from './Where.tsx';

/** What two officers read differently, before a third. */
export function ReviewScreen() {
  const { say } = useWords();
  const { book }: { book?: string } = useSearch({ strict: false });
  const disputed = useQuery(reviewQuery(book));
  const next = () => void disputed.refetch();
  return (
    <Page
      title={say('screen.books.review.title')}
      lead={disputed.data && <Where taken={disputed.data} />}
      width="wide"
      error={disputed.isError}
      back={{ to: '/desk/books', label: say('screen.books.title') }}
    >
      <Loaded query={disputed} lines={10}>
        {(entry) =>
          entry === null ? (
            <Empty
              title={say('screen.books.review.none.title')}
              action={<Button onClick={next}>{say('screen.books.key.again')}</Button>}
            >
              {say('screen.books.review.none.text')}
            </Empty>
          ) : (
            <div key={entry.entry} className={classes.desk}>
              <PageImage
                source={imageOf('review', entry.entry)}
                media={entry.page.media}
                page={entry.page.number}
                position={entry.position}
              />
              <ReviewForm disputed={entry} onDone={next} />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
