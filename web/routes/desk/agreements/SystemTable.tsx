import type { ComponentProps } from 'react';
import { Empty, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { SystemLine } from '../../agency/systems/data.ts';
import { Standing } from '../../agency/systems/Standing.tsx';
import { FoundTable } from './FoundTable.tsx';

/** Every system that asks or learns to, by organisation: which of them may come near real persons. */
export function SystemTable({ query }: Pick<ComponentProps<typeof FoundTable<SystemLine>>, 'query'>) {
  const { say, date } = useWords();
  return (
    <FoundTable
      id="find-system"
      label={say('screen.agreements.queue.findSystem')}
      textOf={({ organisationName, name }) => `${organisationName} ${name}`}
      query={query}
      lines={8}
      empty={
        <Empty title={say('screen.agreements.queue.none.systems')}>
          {say('screen.agreements.queue.noneText.systems')}
        </Empty>
      }
      caption={say('screen.agreements.queue.state.systems')}
      rowKey={({ system }) => system}
      columns={[
        {
          key: 'name',
          head: say('screen.systems.name'),
          main: true,
          cell: ({ system, name, organisationName }) => (
            <TextLink to="/desk/agreements/systems/$system" params={{ system }} label={`${organisationName}: ${name}`}>
              {name}
            </TextLink>
          ),
        },
        {
          key: 'organisation',
          head: say('screen.agreements.organisation'),
          cell: ({ organisationName }) => organisationName,
        },
        { key: 'standing', head: say('screen.systems.standing'), cell: (line) => <Standing system={line} /> },
        {
          key: 'review',
          head: say('screen.systems.reviewDue'),
          cell: ({ review }) => (review ? date(review.dueOn) : '–'),
        },
      ]}
    />
  );
}
