import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Table } from '../../../kit/desk.ts';
import {
  FieldList,
  FieldRow,
  Loaded,
  Muted,
  Notice,
  Page,
  Panel,
  Stack,
  Status,
  TextLink,
  type Tone,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import classes from './Biometrics.module.css';
import { type PairKeys, type PairPage, type Part, pairQuery, pairSamplePath, type Side } from './data.ts';
import { placeName } from './names.ts';
import { PairVerdicts } from './PairVerdicts.tsx';
import { Picture } from './Picture.tsx';

/** Two records that may be one person's, side by side: samples, what is alike, and the verdict by one key. */
export function AlikePairScreen() {
  const { say, number } = useWords();
  const { one = '', other = '' } = useParams({ strict: false });
  const { reason } = useDesk();
  const pair = useQuery(pairQuery({ one, other }, reason));
  const known = pair.data;
  return (
    <Page
      title={say('screen.biometrics.pair.title')}
      lead={known && say('screen.biometrics.pair.waiting', { count: number(known.waiting) })}
      width="wide"
      step={`${one} ${other}`}
      error={pair.isError}
      back={{ to: '/desk/biometrics', label: say('screen.biometrics.queue.back') }}
    >
      <Loaded query={pair} lines={9}>
        {(data) => <Compared key={`${data.one} ${data.other}`} pair={data} />}
      </Loaded>
    </Page>
  );
}

function Compared({ pair }: { pair: PairPage }) {
  const { say } = useWords();
  return (
    <Stack gap="large">
      <Standing pair={pair} />
      <div className={classes.sides}>
        <OneSide pair={pair} side={pair.left} parts={pair.parts} />
        <OneSide pair={pair} side={pair.right} parts={pair.parts} />
      </div>
      <Panel title={say('screen.biometrics.pair.parts')}>
        <p className={classes.score}>{say('screen.biometrics.pair.score', { score: pair.score })}</p>
        <Parts parts={pair.parts} />
        <Muted>{say('screen.biometrics.pair.scoreText')}</Muted>
      </Panel>
      <PairVerdicts pair={pair} />
    </Stack>
  );
}

/** Where the pair is, who said what, and what comes next. */
function Standing({ pair }: { pair: PairPage }) {
  const { say, moment } = useWords();
  const { state, mine, firstBy, firstAt, secondBy, secondAt } = pair;
  if (state === 'open') return null;
  const tone: Tone = state === 'different' ? 'good' : state === 'same' ? 'bad' : 'wait';
  return (
    <Notice tone={tone} title={say(`screen.biometrics.state.${state}`)}>
      {firstBy && firstAt && <p>{say('screen.biometrics.pair.firstBy', { name: firstBy, time: moment(firstAt) })}</p>}
      {secondBy && secondAt && (
        <p>{say('screen.biometrics.pair.secondBy', { name: secondBy, time: moment(secondAt) })}</p>
      )}
      {state === 'proposed' && <p>{say(`screen.biometrics.pair.${mine ? 'mineText' : 'othersText'}`)}</p>}
      {state === 'same' && (
        <p>
          {say('screen.biometrics.pair.sameText')}{' '}
          <TextLink to="/desk/merge" search={{ left: pair.one, right: pair.other }}>
            {say('screen.biometrics.pair.merge')}
          </TextLink>
        </p>
      )}
    </Notice>
  );
}

function OneSide({ pair, side, parts }: { pair: PairKeys; side: Side; parts: readonly Part[] }) {
  const { say, date } = useWords();
  const { reason } = useDesk();
  const alike = (modality: string, place: number) =>
    modality === 'face' || parts.some((part) => part.modality === modality && part.place === place);
  const shown = side.samples.filter(({ viewable, modality, place }) => viewable && alike(modality, place));
  return (
    <Panel title={side.name}>
      {shown.length > 0 && (
        <ul className={classes.pictures}>
          {shown.map(({ sample, modality, place }) => (
            <li key={sample}>
              <Picture
                address={pairSamplePath(pair, sample)}
                name={`${placeName(say, modality, place)} – ${side.name}`}
                purpose={reason}
              />
              <Muted>{placeName(say, modality, place)}</Muted>
            </li>
          ))}
        </ul>
      )}
      {!side.samples.some(({ modality }) => modality === 'face') && (
        <Muted>{say('screen.biometrics.pair.noPortrait')}</Muted>
      )}
      <FieldList>
        <FieldRow label={say('screen.biometrics.pair.number')}>
          {side.pin ?? say('screen.biometrics.pair.noNumber')}
        </FieldRow>
        <FieldRow label={say('field.birthDate')}>{date(side.birthDate)}</FieldRow>
        <FieldRow label={say('field.sex')}>{say(`value.sex.${side.sex}`)}</FieldRow>
        {side.areaName && <FieldRow label={say('screen.biometrics.pair.area')}>{side.areaName}</FieldRow>}
      </FieldList>
      <TextLink
        to="/desk/person/$person"
        params={{ person: side.person }}
        label={say('screen.biometrics.pair.recordOf', { name: side.name })}
      >
        {say('screen.biometrics.pair.record')}
      </TextLink>
    </Panel>
  );
}

const SAYS: Readonly<Record<Part['says'], Tone>> = { same: 'bad', unsure: 'wait', other: 'good' };

/** Why the score is what it is: each sample that both have. */
function Parts({ parts }: { parts: readonly Part[] }) {
  const { say } = useWords();
  return (
    <Table
      caption={say('screen.biometrics.pair.parts')}
      rows={parts}
      rowKey={({ modality, place }) => `${modality} ${place ?? 1}`}
      columns={[
        {
          key: 'part',
          head: say('screen.biometrics.pair.part'),
          main: true,
          cell: ({ modality, place }) => placeName(say, modality, place),
        },
        { key: 'score', head: say('screen.biometrics.pair.partScore'), numeric: true, cell: ({ score }) => score },
        {
          key: 'says',
          head: say('screen.biometrics.pair.says'),
          cell: ({ says }) => <Status tone={SAYS[says]}>{say(`screen.biometrics.says.${says}`)}</Status>,
        },
      ]}
    />
  );
}
