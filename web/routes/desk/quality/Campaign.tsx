import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { Table } from '../../../kit/desk.ts';
import {
  Button,
  Cluster,
  ConfirmedAct,
  Empty,
  FigureTile,
  Loaded,
  LoadedPages,
  Page,
  Panel,
  Stack,
  TextLink,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { Due } from '../Due.tsx';
import { useDesk } from '../desk.ts';
import { type Campaign, campaignQuery, closeCampaign, readReport, worklistQuery } from './data.ts';
import { usePersonColumns } from './personColumns.tsx';

/** How far a campaign is, read off the register; a commune's worklist. */
export function CampaignScreen() {
  const { say } = useWords();
  const { campaign }: { campaign?: string } = useParams({ strict: false });
  const { unit }: { unit?: string } = useSearch({ strict: false });
  const query = useQuery(campaignQuery(campaign!));
  const { caller } = useSession();
  const known = query.data;
  return (
    <Page
      title={known?.title ?? say('screen.quality.campaigns.title')}
      lead={known && `${known.indicatorName} – ${known.unitName}`}
      width="wide"
      step={unit ?? ''}
      error={query.isError}
      back={
        unit
          ? {
              to: '/desk/quality/campaigns/$campaign',
              params: { campaign: campaign! },
              label: known?.title ?? say('screen.quality.campaigns.title'),
            }
          : { to: '/desk/quality/campaigns', label: say('screen.quality.campaigns.title') }
      }
      actions={
        known && (
          <Cluster>
            <Button icon="download" onClick={() => void saveReport(known.id)}>
              {say('screen.quality.campaigns.report')}
            </Button>
            {known.state === 'open' && caller.scopes.includes('quality.manage') && (
              <ConfirmedAct
                title={say('screen.quality.campaigns.close')}
                text={say('screen.quality.campaigns.closeText')}
                yes={say('screen.quality.campaigns.close')}
                act={() => closeCampaign(known.id)}
                refresh={['quality']}
              >
                {say('screen.quality.campaigns.close')}
              </ConfirmedAct>
            )}
          </Cluster>
        )
      }
    >
      <Loaded query={query} lines={6}>
        {(view) => (unit ? <Worklist campaign={view.id} unit={unit} /> : <Progress campaign={view} />)}
      </Loaded>
    </Page>
  );
}

function Progress({ campaign: { id, tasks, mended, dueOn, state, places } }: { campaign: Campaign }) {
  const { say, number } = useWords();
  return (
    <Stack gap="large">
      <FigureTile
        value={say('screen.quality.of', { some: number(mended), all: number(tasks) })}
        label={say('screen.quality.campaigns.mended')}
        note={state === 'open' ? <Due on={dueOn} /> : say('value.campaignState.closed')}
      />
      <Panel title={say('screen.quality.communes')}>
        <Table
          caption={say('screen.quality.communes')}
          rows={places}
          rowKey={({ unit }) => unit}
          columns={[
            {
              key: 'name',
              head: say('screen.quality.commune'),
              main: true,
              cell: ({ unit, name }) => (
                <TextLink to="/desk/quality/campaigns/$campaign" params={{ campaign: id }} search={{ unit }}>
                  {name}
                </TextLink>
              ),
            },
            { key: 'province', head: say('screen.quality.province'), cell: ({ provinceName }) => provinceName },
            {
              key: 'tasks',
              head: say('screen.quality.campaigns.tasks'),
              numeric: true,
              cell: (one) => number(one.tasks),
            },
            {
              key: 'mended',
              head: say('screen.quality.campaigns.mended'),
              numeric: true,
              cell: (one) => number(one.mended),
            },
          ]}
        />
      </Panel>
    </Stack>
  );
}

/** Each record with the way to the act that mends it. */
function Worklist({ campaign, unit }: { campaign: string; unit: string }) {
  const { say } = useWords();
  const person = usePersonColumns();
  const { reason } = useDesk();
  const records = useInfiniteQuery(worklistQuery(campaign, unit, reason));
  return (
    <LoadedPages
      query={records}
      lines={6}
      read={(page) => page.records}
      empty={<Empty title={say('screen.quality.campaigns.done')}>{say('screen.quality.campaigns.doneText')}</Empty>}
    >
      {(rows) => (
        <Table
          caption={say('screen.quality.records.title')}
          rows={rows}
          rowKey={({ person }) => person}
          columns={[
            ...person,
            { key: 'act', head: say('screen.quality.campaigns.by'), cell: ({ act }) => say(`value.mendingAct.${act}`) },
          ]}
        />
      )}
    </LoadedPages>
  );
}

async function saveReport(id: string): Promise<void> {
  const { name, text } = await readReport(id);
  const link = document.createElement('a');
  // The mark tells spreadsheets that it is UTF-8.
  link.href = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
