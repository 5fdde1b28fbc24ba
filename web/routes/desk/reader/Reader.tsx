import { useQuery } from '@tanstack/react-query';
import { Loaded, Page } from '../../../kit/index.ts';
import { homeOf } from '../../../session.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { readerQuery } from './data.ts';
import { OwnReaderPanel } from './OwnReaderPanel.tsx';
import { PairPanel } from './PairPanel.tsx';
import { ReadPanel } from './ReadPanel.tsx';

/** The card reader beside the officer: paired here, tried here. */
export function ReaderScreen() {
  const { say } = useWords();
  const { caller } = useSession();
  const query = useQuery(readerQuery);
  return (
    <Page
      title={say('screen.reader.title')}
      lead={say('screen.reader.lead')}
      error={query.isError}
      back={{ to: homeOf(caller), label: say('screen.reader.back') }}
    >
      <Loaded query={query} lines={5}>
        {({ reader }) =>
          reader ? (
            <>
              <ReadPanel key={reader.id} />
              <OwnReaderPanel reader={reader} />
            </>
          ) : (
            <PairPanel />
          )
        }
      </Loaded>
    </Page>
  );
}
