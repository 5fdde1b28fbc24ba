import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnswerOf, get } from '../../api.ts';
import { Button, Empty, FieldList, FieldRow, Loaded, Muted, Notice, Page, Panel, Stack } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { Picture } from '../desk/biometrics/Picture.tsx';

type Own = AnswerOf<'/api/me/biometrics'>;
type Modality = Own['modalities'][number];

/** What the state holds of my body: since when, until when, under which law. The bytes of nothing but the portrait are shown. */
export function OwnBiometricsScreen() {
  const { say } = useWords();
  const own = useQuery({
    queryKey: ['me', 'biometrics'],
    queryFn: ({ signal }) => get<Own>('/api/me/biometrics', { signal }),
  });
  return (
    <Page
      title={say('screen.biometrics.mine.title')}
      lead={say('screen.biometrics.mine.lead')}
      back={{ to: '/me/record', label: say('screen.biometrics.mine.back') }}
      error={own.isError}
    >
      <Loaded query={own} lines={6}>
        {(data) => <Known own={data} />}
      </Loaded>
    </Page>
  );
}

function Known({ own }: { own: Own }) {
  const { say } = useWords();
  const { samples, missing, modalities } = own;
  if (samples.length === 0)
    return <Empty title={say('screen.biometrics.mine.none')}>{say('screen.biometrics.mine.noneText')}</Empty>;
  return (
    <Stack gap="large">
      {modalities.map((modality) => (
        <OneKind
          key={modality.id}
          modality={modality}
          samples={samples.filter((one) => one.modality === modality.id)}
        />
      ))}
      {missing.length > 0 && (
        <Notice tone="plain" title={say('screen.biometrics.mine.missing')}>
          {missing.map(({ modality, place, reason }) => (
            <p key={`${modality} ${place}`}>
              {say(`screen.biometrics.place.${modality}.${place}`)}: {say(`screen.biometrics.reasons.${reason}`)}
            </p>
          ))}
        </Notice>
      )}
      <Muted>{say('screen.biometrics.mine.sealed')}</Muted>
    </Stack>
  );
}

function OneKind({ modality, samples }: { modality: Modality; samples: Own['samples'] }) {
  const { say, date } = useWords();
  const [open, setOpen] = useState(false);
  const word = (key: string) => say(`screen.biometrics.mine.${key}`);
  const first = samples.map(({ takenAt }) => takenAt).sort()[0]!;
  const { eraseOn, legalBasisTitle, officeName, compared } = samples[0]!;
  const { id, name, places, retention } = modality;
  return (
    <Panel title={name}>
      <FieldList>
        {places > 1 && (
          <FieldRow label={name}>
            {samples.map(({ place }) => say(`screen.biometrics.place.${id}.${place}`)).join(', ')}
          </FieldRow>
        )}
        <FieldRow label={word('since')}>{date(first.slice(0, 10))}</FieldRow>
        <FieldRow label={word('until')}>
          {eraseOn ? date(eraseOn) : say('screen.biometrics.held.eraseLater', { years: retention.years })}
        </FieldRow>
        <FieldRow label={word('law')}>{legalBasisTitle}</FieldRow>
        <FieldRow label={word('office')}>{officeName}</FieldRow>
        <FieldRow label={word('compared')}>{word(compared ? 'comparedYes' : 'comparedNo')}</FieldRow>
      </FieldList>
      {id === 'face' && samples.some(({ viewable }) => viewable) && (
        <Button small icon="look" expanded={open} onClick={() => setOpen(!open)}>
          {open ? say('screen.biometrics.held.close') : word('portrait')}
        </Button>
      )}
      {open && <Picture address="/api/me/biometrics/portrait" name={word('portraitAlt')} />}
    </Panel>
  );
}
