import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { LoadedTable } from '../../../kit/desk.ts';
import { Empty, Page, Stack, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { overviewQuery } from './data.ts';

/** Every rule that records are held to, and how many break it. */
export function RulesScreen() {
  const { say, number } = useWords();
  const { unit }: { unit?: string } = useSearch({ strict: false });
  const overview = useQuery({
    ...overviewQuery(unit),
    select: ({ criteria }) =>
      criteria.flatMap(({ name, indicators }) =>
        indicators.filter(({ rule }) => rule).map((one) => ({ ...one, criterionName: name })),
      ),
  });
  return (
    <Page
      title={say('screen.quality.rules.title')}
      lead={say('screen.quality.rules.lead')}
      width="wide"
      error={overview.isError}
      back={{ to: '/desk/quality', label: say('screen.quality.title') }}
    >
      <LoadedTable
        query={overview}
        lines={12}
        empty={<Empty title={say('screen.quality.never')}>{say('screen.quality.neverText')}</Empty>}
        caption={say('screen.quality.rules.title')}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            head: say('screen.quality.rules.rule'),
            main: true,
            cell: ({ id, name }) => (
              <TextLink to="/desk/quality/indicators/$indicator" params={{ indicator: id }}>
                {name}
              </TextLink>
            ),
          },
          { key: 'how', head: say('screen.quality.how'), cell: ({ how }) => <Stack gap="small">{how}</Stack> },
          { key: 'criterion', head: say('screen.quality.criterion'), cell: ({ criterionName }) => criterionName },
          {
            key: 'broken',
            head: say('screen.quality.broken'),
            numeric: true,
            cell: ({ numerator, denominator }) => (denominator ? number(denominator - (numerator ?? 0)) : '–'),
          },
        ]}
      />
    </Page>
  );
}
