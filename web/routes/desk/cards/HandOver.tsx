import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { encodeFile } from '../../../base64.ts';
import { useForm } from '../../../form/useForm.ts';
import {
  announce,
  Button,
  Cluster,
  ConfirmedAct,
  FileField,
  FormFrame,
  Muted,
  Notice,
  ProblemNotice,
  SelectField,
  Stack,
  Status,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { placeName } from '../biometrics/names.ts';
import { useDesk } from '../desk.ts';
import { pressFinger } from '../enrolment/data.ts';
import { type CardPage, sendAct } from './data.ts';

/** Who collects the card proves to be its holder, or the holder's parent or guardian, by a finger or the face. */
export function HandOver({ card }: { card: CardPage }) {
  const { say } = useWords();
  const { reason } = useDesk();
  const queries = useQueryClient();
  const { demonstration } = useSession();
  const [file, setFile] = useState<Blob>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const word = (key: string) => say(`screen.cards.page.${key}`);
  const byGuardian = card.collector === 'guardian';
  const form = useForm({
    initial: { collector: '', modality: 'finger', place: '2', content: '' },
    check: (values) => ({
      ...(byGuardian && !values.collector ? { collector: word('collectorMissing') } : {}),
      ...(file ? {} : { content: word('sampleMissing') }),
    }),
    send: async ({ collector, modality, place }, key) => {
      const finger = modality === 'finger';
      const sample = {
        modality: finger ? ('finger' as const) : ('face' as const),
        content: await encodeFile(file!),
        ...(finger ? { place: Number(place) } : {}),
      };
      const body = { act: 'hand-over' as const, version: card.version, samples: [sample] };
      await sendAct(card.card, byGuardian ? { ...body, collector } : body, { key, purpose: reason });
      announce(word('done'));
      await queries.invalidateQueries({ queryKey: ['cards'] });
    },
  });
  const { collector, modality, place } = form.values;
  const press = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      setFile(await pressFinger(Number(place), byGuardian ? collector : card.person));
      form.set('content', crypto.randomUUID());
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  if (byGuardian && card.guardians.length === 0) return <Notice tone="wait" title={word('noGuardian')} />;
  return (
    <Stack>
      <FormFrame form={form} send={word('handOver')}>
        <Muted>{word('handOverText')}</Muted>
        {byGuardian && (
          <SelectField
            label={word('collector')}
            none="–"
            choices={card.guardians.map(({ person, name }) => ({ value: person, label: name }))}
            {...form.field('collector')}
          />
        )}
        <SelectField
          label={word('modality')}
          choices={['finger', 'face'].map((value) => ({ value, label: say(`field.${value}`) }))}
          {...form.field('modality')}
        />
        {modality === 'finger' && (
          <SelectField
            label={word('place')}
            choices={Array.from({ length: 10 }, (_, at) => ({
              value: String(at + 1),
              label: placeName(say, 'finger', at + 1),
            }))}
            {...form.field('place')}
          />
        )}
        {demonstration && modality === 'finger' && (collector || !byGuardian) && (
          <Cluster>
            <Button small busy={busy} onClick={() => void press()}>
              {say('screen.enrolment.fingers.press')}
            </Button>
            {file && !(file instanceof File) && (
              <Status tone="good">{say('screen.enrolment.fingers.state.taken')}</Status>
            )}
          </Cluster>
        )}
        {problem !== undefined && <ProblemNotice error={problem} />}
        <FileField
          id="content"
          label={word('sample')}
          accept=""
          error={form.field('content').error}
          onChange={(next) => {
            setFile(next);
            // Another file is another request.
            form.set('content', next ? `${next.name} ${next.lastModified}` : '');
          }}
        />
      </FormFrame>
      <BySight card={card} collector={collector} />
    </Stack>
  );
}

/** Who has nothing that can be compared is known by two officers. */
function BySight({ card, collector }: { card: CardPage; collector: string }) {
  const { say, moment } = useWords();
  const { reason: purpose } = useDesk();
  const word = (key: string) => say(`screen.cards.page.${key}`);
  const { seen, version } = card;
  const act = card.acts.includes('confirm-sight') ? 'confirm-sight' : 'sight';
  const about = {
    officer: seen?.officerName ?? '',
    name: seen?.collectorName ?? '',
    moment: seen ? moment(seen.at) : '',
  };
  return (
    <Stack>
      {seen && (
        <Notice tone="wait" title={say('screen.cards.page.seen', about)}>
          <p>{word('seenText')}</p>
        </Notice>
      )}
      {card.acts.includes(act) && (
        <Cluster>
          <ConfirmedAct
            kind="secondary"
            title={word(`${act}Title`)}
            text={word(`${act}Text`)}
            yes={word(act)}
            act={() => sendAct(card.card, { act, version, ...(collector ? { collector } : {}) }, { purpose })}
            done={word('done')}
            refresh={['cards']}
          >
            {word(act)}
          </ConfirmedAct>
        </Cluster>
      )}
    </Stack>
  );
}
