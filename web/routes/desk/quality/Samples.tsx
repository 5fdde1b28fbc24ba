import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from '../../../form/useForm.ts';
import { LoadedTable } from '../../../kit/desk.ts';
import { Empty, FormFrame, Page, Panel, SelectField, Split, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { drawSample, type Sample, samplesQuery } from './data.ts';
import { PlaceChoice } from './PlaceChoice.tsx';
import { useShare } from './Share.tsx';

/** Random samples that are held against the papers. */
export function SamplesScreen() {
  const { say, moment } = useWords();
  const { caller } = useSession();
  const samples = useQuery(samplesQuery);
  const list = (
    <LoadedTable
      query={samples}
      lines={4}
      empty={<Empty title={say('screen.quality.samples.none')}>{say('screen.quality.samples.noneText')}</Empty>}
      caption={say('screen.quality.samples.title')}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'unit',
          head: say('screen.quality.commune'),
          main: true,
          cell: ({ id, unitName }) => (
            <TextLink to="/desk/quality/samples/$sample" params={{ sample: id }}>
              {unitName}
            </TextLink>
          ),
        },
        { key: 'drawn', head: say('screen.quality.samples.drawn'), cell: ({ drawnAt }) => moment(drawnAt) },
        { key: 'result', head: say('screen.quality.samples.result'), cell: (one) => <Result sample={one} /> },
      ]}
    />
  );
  return (
    <Page
      title={say('screen.quality.samples.title')}
      lead={say('screen.quality.samples.lead')}
      width="wide"
      error={samples.isError}
      back={{ to: '/desk/quality', label: say('screen.quality.title') }}
    >
      {caller.scopes.includes('quality.manage') ? <Split main={list} aside={<DrawForm />} /> : list}
    </Page>
  );
}

/** The share that was right, and between what the whole commune's lies. */
export function Result({
  sample: { drawn, right, wrong, withoutPaper, low, high, share, closedAt },
}: {
  sample: Sample;
}) {
  const { say, number } = useWords();
  const write = useShare();
  if (!closedAt || share === undefined)
    return say('screen.quality.samples.progress', { done: number(right + wrong + withoutPaper), all: number(drawn) });
  return say('screen.quality.samples.interval', {
    share: write(share),
    low: write(low ?? 0),
    high: write(high ?? 1),
  });
}

const CONFIDENCES = ['0.9', '0.95', '0.99'];
const MARGINS = ['0.02', '0.05', '0.1'];

function DrawForm() {
  const { say } = useWords();
  const navigate = useNavigate();
  const share = useShare();
  const form = useForm({
    initial: { province: '', commune: '', confidence: '0.95', margin: '0.05' },
    check: ({ commune }): { commune?: string } =>
      commune ? {} : { commune: say('screen.quality.samples.communeMissing') },
    send: async ({ commune, confidence, margin }, key) => {
      const body = { unit: commune, confidence: Number(confidence) as 0.9 | 0.95 | 0.99, margin: Number(margin) };
      const { id } = await drawSample(body, key);
      await navigate({ to: '/desk/quality/samples/$sample', params: { sample: id } });
    },
  });
  const choices = (values: string[]) => values.map((value) => ({ value, label: share(Number(value)) }));
  return (
    <Panel title={say('screen.quality.samples.draw')}>
      <FormFrame form={form} send={say('screen.quality.samples.draw')}>
        <PlaceChoice province={form.field('province')} commune={form.field('commune')} />
        <SelectField
          label={say('screen.quality.samples.confidence')}
          choices={choices(CONFIDENCES)}
          {...form.field('confidence')}
        />
        <SelectField
          label={say('screen.quality.samples.margin')}
          choices={choices(MARGINS)}
          {...form.field('margin')}
        />
      </FormFrame>
    </Panel>
  );
}
