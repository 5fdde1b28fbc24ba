import { Table } from '../../../kit/desk.ts';
import { TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { DraftState, useKind, useNext } from './DraftState.tsx';
import type { DraftLine, Side } from './data.ts';
import { ItemList } from './ItemList.tsx';

interface DraftTableProps {
  side: Side;
  caption: string;
  drafts: readonly DraftLine[];
}

const ADDRESS: Readonly<Record<Side, string>> = {
  agency: '/agency/agreements/drafts/$draft',
  holder: '/desk/agreements/drafts/$draft',
};

/** Drafts and who does what next. The platform's officers also read whose each is, and since when it waits. */
export function DraftTable({ side, caption, drafts }: DraftTableProps) {
  const { say, moment } = useWords();
  const next = useNext(side);
  const kindOf = useKind();
  const officer = side === 'holder';
  const link = (line: DraftLine, text: string) => (
    <TextLink
      to={ADDRESS[side]}
      params={{ draft: line.draft }}
      label={`${text}: ${[...(officer ? [kindOf(line)] : []), ...line.purposes.map(({ name }) => name)].join(', ')}`}
    >
      {text}
    </TextLink>
  );
  return (
    <Table
      caption={caption}
      rows={drafts}
      rowKey={({ draft }) => draft}
      columns={[
        officer
          ? {
              key: 'organisation',
              head: say('screen.agreements.organisation'),
              main: true,
              cell: (line) => (
                <>
                  {link(line, line.organisationName)}
                  <br />
                  {kindOf(line)}
                </>
              ),
            }
          : {
              key: 'what',
              head: say('screen.agreements.draft'),
              main: true,
              cell: (line) => link(line, kindOf(line)),
            },
        {
          key: 'purposes',
          head: say('screen.agreements.part.purposes'),
          cell: ({ purposes }) => <ItemList items={purposes} />,
        },
        ...(officer
          ? [
              {
                key: 'sent',
                head: say('screen.agreements.sentAt'),
                cell: ({ sentAt }: DraftLine) => sentAt && moment(sentAt),
              },
            ]
          : []),
        { key: 'state', head: say('screen.agreements.state'), cell: (line) => <DraftState draft={line} /> },
        { key: 'next', head: say('screen.agreements.nextHead'), cell: next },
      ]}
    />
  );
}
