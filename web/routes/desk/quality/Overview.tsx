import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Table } from '../../../kit/desk.ts';
import {
  Button,
  Cluster,
  Disclosure,
  Empty,
  FigureTile,
  Loaded,
  Muted,
  Notice,
  Page,
  Panel,
  PlainAct,
  Stack,
  TextLink,
  Tiles,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { type Criterion, countNow, type Overview, overviewQuery } from './data.ts';
import { ShareOf, TargetOf, Trend, useShare } from './Share.tsx';

/** A unit by the six criteria: what each says, how it is counted, and the way to what is behind it. */
export function QualityScreen() {
  const { say } = useWords();
  const { unit }: { unit?: string } = useSearch({ strict: false });
  const overview = useQuery(overviewQuery(unit));
  const { caller } = useSession();
  const known = overview.data;
  return (
    <Page
      title={known ? say('screen.quality.titleOf', { unit: known.unitName }) : say('screen.quality.title')}
      lead={say('screen.quality.lead')}
      width="wide"
      step={unit ?? ''}
      error={overview.isError}
      {...(known?.parent !== undefined && unit
        ? {
            back: {
              to: '/desk/quality',
              label: known.parent ? (known.parentName ?? '') : say('screen.quality.title'),
              search: known.parent ? { unit: known.parent } : {},
            },
          }
        : {})}
      actions={
        <Cluster>
          <Button to="/desk/quality/rules">{say('screen.quality.rules.title')}</Button>
          <Button to="/desk/quality/samples">{say('screen.quality.samples.title')}</Button>
          {caller.scopes.includes('people.read') && (
            <Button to="/desk/quality/campaigns">{say('screen.quality.campaigns.title')}</Button>
          )}
        </Cluster>
      }
    >
      <Loaded query={overview} lines={8}>
        {(view) => (
          <Stack gap="large">
            <Counting view={view} manages={caller.scopes.includes('quality.manage')} />
            {view.day === undefined ? (
              <Empty title={say('screen.quality.never')}>{say('screen.quality.neverText')}</Empty>
            ) : (
              <Criteria view={view} />
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Counting({ view: { run, day, persons }, manages }: { view: Overview; manages: boolean }) {
  const { say, number, day: write } = useWords();
  if (run.state === 'running')
    return (
      <Notice title={say('screen.quality.counting')}>
        {run.total > 0 && say('screen.quality.progress', { done: number(run.done), total: number(run.total) })}
      </Notice>
    );
  return (
    <Cluster apart>
      <Muted>
        {day && say('screen.quality.counted', { day: write(day), persons: number(persons ?? 0) })}
        {run.state === 'failed' && ` ${say('screen.quality.failed')}`}
      </Muted>
      {manages && (
        <PlainAct act={countNow} done={say('screen.quality.asked')} refresh={['quality']}>
          {say('screen.quality.countNow')}
        </PlainAct>
      )}
    </Cluster>
  );
}

function Criteria({ view }: { view: Overview }) {
  const share = useShare();
  return (
    <>
      <Tiles>
        {view.criteria.map(({ id, name, value, trend }) => (
          <FigureTile
            key={id}
            value={value === undefined ? '–' : share(value)}
            label={name}
            note={<Trend values={trend} />}
          />
        ))}
      </Tiles>
      {view.criteria.map((criterion) => (
        <CriterionPanel key={criterion.id} criterion={criterion} unit={view.unit} />
      ))}
    </>
  );
}

function CriterionPanel({ criterion, unit }: { criterion: Criterion; unit: string }) {
  const { say, number } = useWords();
  return (
    <Panel title={criterion.name}>
      <Stack>
        <Disclosure summary={say('screen.quality.how')}>
          <p>{criterion.how}</p>
        </Disclosure>
        <Table
          caption={criterion.name}
          rows={criterion.indicators}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              head: say('screen.quality.indicator'),
              main: true,
              cell: ({ id, name }) => (
                <TextLink
                  to="/desk/quality/indicators/$indicator"
                  params={{ indicator: id }}
                  search={unit ? { unit } : {}}
                >
                  {name}
                </TextLink>
              ),
            },
            { key: 'share', head: say('screen.quality.share'), cell: (one) => <ShareOf {...one} /> },
            { key: 'target', head: say('screen.quality.target'), cell: (one) => <TargetOf {...one} /> },
            {
              key: 'weight',
              head: say('screen.quality.weight'),
              numeric: true,
              cell: ({ weight }) => (weight === 0 ? say('screen.quality.unweighed') : number(weight)),
            },
          ]}
        />
      </Stack>
    </Panel>
  );
}
