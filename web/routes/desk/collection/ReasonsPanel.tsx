import { useQuery } from '@tanstack/react-query';
import { Table } from '../../../kit/desk.ts';
import { Disclosure, Loaded, Muted, Status, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Run, reasonsQuery, stampOf } from './data.ts';

const TONES = { refused: 'bad', doubt: 'wait', mended: 'good' } as const;

/** How many rows each rule refused, doubted or mended; each figure leads to its rows. */
export function ReasonsPanel({ run }: { run: Run }) {
  const { say, number } = useWords();
  const reasons = useQuery(reasonsQuery(run.id, stampOf(run)));
  return (
    <Disclosure summary={say('screen.collection.found.title')}>
      <Loaded query={reasons} lines={3}>
        {({ reasons: found }) =>
          found.length === 0 ? (
            <Muted>{say('screen.collection.found.none')}</Muted>
          ) : (
            <>
              <p>{say('screen.collection.found.text')}</p>
              <Table
                caption={say('screen.collection.found.title')}
                rows={found}
                rowKey={({ rule, severity }) => `${rule} ${severity}`}
                columns={[
                  {
                    key: 'rule',
                    head: say('screen.collection.found.rule'),
                    main: true,
                    cell: ({ sentence }) => sentence,
                  },
                  {
                    key: 'did',
                    head: say('screen.collection.found.did'),
                    cell: ({ severity, severityText }) => <Status tone={TONES[severity]}>{severityText}</Status>,
                  },
                  {
                    key: 'rows',
                    head: say('screen.collection.found.rows'),
                    cell: ({ rule, severity, rows, sentence }) => {
                      const words = say('screen.collection.found.show', { count: number(rows) });
                      return (
                        <TextLink
                          to="/desk/collection/runs/$run"
                          params={{ run: run.id }}
                          search={{ rule, did: severity }}
                          label={`${words}: ${sentence}`}
                        >
                          {words}
                        </TextLink>
                      );
                    },
                  },
                ]}
              />
            </>
          )
        }
      </Loaded>
    </Disclosure>
  );
}
