import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { Table } from '../../../kit/desk.ts';
import {
  AreaField,
  announce,
  Button,
  Drawer,
  Empty,
  FormFrame,
  LoadedPages,
  Page,
  Stack,
  TextLink,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { useDesk } from '../desk.ts';
import { indicatorQuery, type Records, recordsQuery, tellApart } from './data.ts';
import { usePersonColumns } from './personColumns.tsx';

type Listed = Records['records'][number];

/** The very records behind a figure. */
export function RecordsScreen() {
  const { say } = useWords();
  const person = usePersonColumns();
  const { reason } = useDesk();
  const { indicator }: { indicator?: string } = useParams({ strict: false });
  const { unit = '' }: { unit?: string } = useSearch({ strict: false });
  const { caller } = useSession();
  const known = useQuery(indicatorQuery(indicator!, unit)).data;
  const records = useInfiniteQuery(recordsQuery(indicator!, unit, reason));
  const pairs = records.data?.pages.some((page) => page.records.some(({ others }) => others.length > 0));
  const [pair, setPair] = useState<[Listed, Listed['others'][number]]>();
  return (
    <Page
      title={known ? `${known.indicator.name} – ${known.unitName}` : say('screen.quality.records.title')}
      lead={say('screen.quality.records.lead')}
      width="wide"
      actions={
        pairs && (
          <Button
            kind="primary"
            icon="merge"
            to="/desk/quality/pairs/$indicator"
            params={{ indicator: indicator! }}
            search={{ unit }}
          >
            {say('screen.mergePairs.begin')}
          </Button>
        )
      }
      error={records.isError}
      back={{
        to: '/desk/quality/indicators/$indicator',
        params: { indicator: indicator! },
        search: { unit },
        label: say('screen.quality.records.back'),
      }}
    >
      <LoadedPages
        query={records}
        lines={8}
        read={(page) => page.records}
        empty={<Empty title={say('screen.quality.records.none')}>{say('screen.quality.records.noneText')}</Empty>}
      >
        {(rows) => (
          <Table
            caption={say('screen.quality.records.title')}
            rows={rows}
            rowKey={({ person }) => person}
            columns={[
              ...person,
              ...(rows.some(({ others }) => others.length > 0)
                ? [
                    {
                      key: 'others',
                      head: say('screen.quality.records.others'),
                      cell: (row: Listed) => (
                        <Stack gap="small">
                          {row.others.map((other) => (
                            <span key={other.person}>
                              <TextLink
                                to="/desk/quality/pairs/$indicator"
                                params={{ indicator: indicator! }}
                                search={{ unit, left: row.person, right: other.person }}
                              >
                                {say('screen.quality.records.compare', { name: other.name })}
                              </TextLink>{' '}
                              {caller.scopes.includes('people.act.merge') && (
                                <Button
                                  small
                                  kind="quiet"
                                  onClick={() => setPair([row, other])}
                                  label={`${say('screen.quality.records.apart')}: ${row.name}, ${other.name}`}
                                >
                                  {say('screen.quality.records.apart')}
                                </Button>
                              )}
                            </span>
                          ))}
                        </Stack>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </LoadedPages>
      <Drawer open={pair !== undefined} title={say('screen.quality.records.apart')} onClose={() => setPair(undefined)}>
        {pair && <ApartForm pair={pair} onDone={() => setPair(undefined)} />}
      </Drawer>
    </Page>
  );
}

function ApartForm({ pair: [one, other], onDone }: { pair: [Listed, Listed['others'][number]]; onDone: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    initial: { reason: '' },
    check: ({ reason }): { reason?: string } =>
      reason.trim().length < 3 ? { reason: say('screen.quality.records.whyMissing') } : {},
    send: async ({ reason }, key) => {
      await tellApart({ person: one.person, other: other.person, reason }, key);
      announce(say('screen.quality.records.apartDone'));
      await queries.invalidateQueries({ queryKey: ['quality'] });
      onDone();
    },
  });
  return (
    <FormFrame form={form} send={say('screen.quality.records.apart')}>
      <p>{`${one.name} – ${other.name}`}</p>
      <AreaField label={say('screen.quality.records.why')} {...form.field('reason')} />
    </FormFrame>
  );
}
