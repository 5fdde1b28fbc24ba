import { useQuery } from '@tanstack/react-query';
import { LoadedTable } from '../../../kit/desk.ts';
import { Empty, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { SystemLine } from '../../agency/systems/data.ts';
import { Standing } from '../../agency/systems/Standing.tsx';
import { QueuePage, useChosenState } from '../QueuePage.tsx';
import { inspectionsQuery } from './data.ts';

const STATES = ['waiting', 'reviews'] as const;
const waits = ({ standing }: SystemLine) => standing === 'checking' || standing === 'reviewing';

/** What waits for an inspector: lists that were handed in, and yearly reviews that nobody handed in yet. */
export function InspectionsScreen() {
  const { say, moment, date } = useWords();
  const state = useChosenState(STATES);
  const lines = useQuery({
    ...inspectionsQuery,
    select: (all) => all.filter((line) => waits(line) === (state === 'waiting')),
  });
  return (
    <QueuePage
      to="/desk/inspections"
      screen="screen.inspections"
      words="screen.inspections.state"
      states={STATES}
      value={state}
      query={lines}
      width="wide"
    >
      <LoadedTable
        query={lines}
        lines={5}
        caption={say(`screen.inspections.state.${state}`)}
        rowKey={({ system }) => system}
        empty={
          <Empty title={say(`screen.inspections.none.${state}.title`)}>
            {say(`screen.inspections.none.${state}.text`)}
          </Empty>
        }
        columns={[
          {
            key: 'name',
            head: say('screen.systems.name'),
            main: true,
            cell: ({ system, name }) => (
              <TextLink to="/desk/inspections/$system" params={{ system }}>
                {name}
              </TextLink>
            ),
          },
          {
            key: 'organisation',
            head: say('screen.services.organisation'),
            cell: ({ organisationName }) => organisationName,
          },
          { key: 'standing', head: say('screen.systems.standing'), cell: (line) => <Standing system={line} /> },
          state === 'waiting'
            ? {
                key: 'since',
                head: say('screen.inspections.since'),
                cell: ({ submittedAt }) => (submittedAt ? moment(submittedAt) : '–'),
              }
            : {
                key: 'due',
                head: say('screen.systems.reviewDue'),
                cell: ({ review }) => (review ? date(review.dueOn) : '–'),
              },
        ]}
      />
    </QueuePage>
  );
}
