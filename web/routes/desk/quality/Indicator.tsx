import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { Table } from '../../../kit/desk.ts';
import {
  Button,
  Cluster,
  Empty,
  FigureTile,
  Loaded,
  Loading,
  Notice,
  Page,
  Panel,
  SelectField,
  Split,
  Stack,
  TextLink,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { type IndicatorView, indicatorQuery, type Part } from './data.ts';
import { ShareOf, TargetOf, Trend, useShare } from './Share.tsx';

const ProvinceMap = lazy(() => import('./ProvinceMap.tsx'));

/** One indicator: how it is counted, how it went, and where it falls short. */
export function IndicatorScreen() {
  const { say } = useWords();
  const { indicator }: { indicator?: string } = useParams({ strict: false });
  const { unit }: { unit?: string } = useSearch({ strict: false });
  const query = useQuery(indicatorQuery(indicator!, unit));
  const { caller } = useSession();
  const view = query.data;
  const canList =
    view &&
    view.level === 'commune' &&
    caller.scopes.includes('people.read') &&
    !UNLISTED.includes(view.indicator.measure);
  return (
    <Page
      title={view ? `${view.indicator.name} – ${view.unitName}` : say('screen.quality.title')}
      lead={view?.indicator.how}
      width="wide"
      step={`${indicator} ${unit}`}
      error={query.isError}
      back={{ to: '/desk/quality', label: say('screen.quality.title'), search: unit ? { unit } : {} }}
      actions={
        canList && (
          <Button
            kind="primary"
            to="/desk/quality/records/$indicator"
            params={{ indicator: indicator! }}
            search={{ unit: view.unit }}
          >
            {say('screen.quality.records.open')}
          </Button>
        )
      }
    >
      <Loaded query={query} lines={8}>
        {(known) => (known.day === undefined ? <Nothing /> : <Figures view={known} />)}
      </Loaded>
    </Page>
  );
}

/** Not counted record by record: nothing to list. */
const UNLISTED: readonly string[] = ['sampled', 'used', 'asking'];

function Nothing() {
  const { say } = useWords();
  return <Empty title={say('screen.quality.nobody')}>{say('screen.quality.nobodyText')}</Empty>;
}

function Figures({ view }: { view: IndicatorView }) {
  const { say } = useWords();
  const share = useShare();
  const { numerator = 0, denominator = 0, target } = view.indicator;
  const trend = view.trend.flatMap((one) =>
    one.denominator ? [{ day: one.day, value: one.numerator / one.denominator }] : [],
  );
  return (
    <Stack gap="large">
      <FigureTile
        value={denominator ? share(numerator / denominator) : '–'}
        label={view.unitName}
        note={
          <Stack gap="small">
            <ShareOf numerator={numerator} denominator={denominator} />
            <TargetOf numerator={numerator} denominator={denominator} target={target} />
            <Trend values={trend} />
          </Stack>
        }
      />
      {view.sources.length > 0 && (
        <Panel title={say('screen.quality.sources')}>
          <Table
            caption={say('screen.quality.sources')}
            rows={view.sources}
            rowKey={({ source }) => source}
            columns={[
              { key: 'name', head: say('screen.quality.source'), main: true, cell: ({ name }) => name },
              { key: 'share', head: say('screen.quality.share'), cell: (one) => <ShareOf {...one} /> },
            ]}
          />
        </Panel>
      )}
      {view.parts.length > 0 &&
        (view.level === 'country' ? (
          <Split
            main={<Parts view={view} />}
            aside={
              <Suspense fallback={<Loading lines={6} />}>
                <ProvinceMap parts={view.parts} />
              </Suspense>
            }
          />
        ) : (
          <Parts view={view} />
        ))}
      {view.level === 'commune' && <Notice>{say('screen.quality.lowest')}</Notice>}
    </Stack>
  );
}

const missing = ({ numerator, denominator }: Part) => denominator - numerator;

function Parts({ view }: { view: IndicatorView }) {
  const { say, number, language } = useWords();
  const [order, setOrder] = useState('name');
  const collator = new Intl.Collator(language);
  const rows = view.parts.toSorted((one, other) =>
    order === 'name' ? collator.compare(one.name, other.name) : missing(other) - missing(one),
  );
  const title = say(view.level === 'country' ? 'screen.quality.provinces' : 'screen.quality.communes');
  return (
    <Panel title={title}>
      <Stack>
        <Cluster>
          <SelectField
            id="order"
            label={say('screen.quality.order')}
            value={order}
            onChange={setOrder}
            choices={[
              { value: 'name', label: say('screen.quality.byName') },
              { value: 'missing', label: say('screen.quality.byBroken') },
            ]}
          />
        </Cluster>
        <Table
          caption={title}
          rows={rows}
          rowKey={({ unit }) => unit}
          columns={[
            {
              key: 'name',
              head: say('screen.quality.unit'),
              main: true,
              cell: ({ unit, name }) => (
                <TextLink
                  to="/desk/quality/indicators/$indicator"
                  params={{ indicator: view.indicator.id }}
                  search={{ unit }}
                >
                  {name}
                </TextLink>
              ),
            },
            { key: 'share', head: say('screen.quality.share'), cell: (one) => <ShareOf {...one} /> },
            {
              key: 'missing',
              head: say('screen.quality.broken'),
              numeric: true,
              cell: (one) => number(missing(one)),
            },
          ]}
        />
      </Stack>
    </Panel>
  );
}
