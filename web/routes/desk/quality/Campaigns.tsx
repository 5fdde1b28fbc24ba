import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from '../../../form/useForm.ts';
import { ChoiceField, LoadedTable } from '../../../kit/desk.ts';
import {
  DateField,
  Empty,
  FormFrame,
  isDate,
  Page,
  Panel,
  Split,
  Status,
  TextField,
  TextLink,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { Due } from '../Due.tsx';
import { campaignsQuery, openCampaign, overviewQuery } from './data.ts';
import { PlaceChoice } from './PlaceChoice.tsx';

/** A defect, an area, a deadline: worklists for communes. */
export function CampaignsScreen() {
  const { say } = useWords();
  const { caller } = useSession();
  const campaigns = useQuery(campaignsQuery);
  const list = (
    <LoadedTable
      query={campaigns}
      lines={4}
      empty={<Empty title={say('screen.quality.campaigns.none')}>{say('screen.quality.campaigns.noneText')}</Empty>}
      caption={say('screen.quality.campaigns.title')}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'title',
          head: say('screen.quality.campaigns.name'),
          main: true,
          cell: ({ id, title }) => (
            <TextLink to="/desk/quality/campaigns/$campaign" params={{ campaign: id }}>
              {title}
            </TextLink>
          ),
        },
        { key: 'indicator', head: say('screen.quality.indicator'), cell: ({ indicatorName }) => indicatorName },
        { key: 'unit', head: say('screen.quality.unit'), cell: ({ unitName }) => unitName },
        { key: 'due', head: say('screen.quality.campaigns.due'), cell: ({ dueOn }) => <Due on={dueOn} /> },
        {
          key: 'state',
          head: say('screen.quality.campaigns.state'),
          cell: ({ state }) => (
            <Status tone={state === 'open' ? 'wait' : 'good'}>{say(`value.campaignState.${state}`)}</Status>
          ),
        },
      ]}
    />
  );
  return (
    <Page
      title={say('screen.quality.campaigns.title')}
      lead={say('screen.quality.campaigns.lead')}
      width="wide"
      error={campaigns.isError}
      {...(caller.scopes.includes('quality.read')
        ? { back: { to: '/desk/quality', label: say('screen.quality.title') } }
        : {})}
    >
      {caller.scopes.includes('quality.manage') ? <Split main={list} aside={<OpenForm />} /> : list}
    </Page>
  );
}

function OpenForm() {
  const { say } = useWords();
  const navigate = useNavigate();
  const indicators = useQuery(overviewQuery(undefined)).data?.criteria.flatMap(({ indicators: own }) => own) ?? [];
  const form = useForm({
    initial: { title: '', indicator: '', province: '', commune: '', dueOn: '' },
    check: ({ title, indicator, dueOn }) => ({
      ...(title.trim().length < 3 ? { title: say('screen.quality.campaigns.nameMissing') } : {}),
      ...(indicator ? {} : { indicator: say('screen.quality.campaigns.indicatorMissing') }),
      ...(isDate(dueOn) ? {} : { dueOn: say('screen.quality.campaigns.dueMissing') }),
    }),
    send: async ({ title, indicator, province, commune, dueOn }, key) => {
      const { id } = await openCampaign({ title, indicator, unit: commune || province, dueOn }, key);
      await navigate({ to: '/desk/quality/campaigns/$campaign', params: { campaign: id } });
    },
  });
  const listed = indicators.filter(({ measure }) => !['sampled', 'used', 'asking'].includes(measure));
  return (
    <Panel title={say('screen.quality.campaigns.open')}>
      <FormFrame form={form} send={say('screen.quality.campaigns.open')}>
        <TextField label={say('screen.quality.campaigns.name')} {...form.field('title')} />
        <ChoiceField
          label={say('screen.quality.indicator')}
          choices={listed.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('indicator')}
        />
        <PlaceChoice province={form.field('province')} commune={form.field('commune')} optional />
        <DateField label={say('screen.quality.campaigns.due')} {...form.field('dueOn')} />
      </FormFrame>
    </Panel>
  );
}
