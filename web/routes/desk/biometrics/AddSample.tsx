import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { encodeFile } from '../../../base64.ts';
import { useForm } from '../../../form/useForm.ts';
import { announce, DateField, FileField, FormFrame, SelectField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import { type Held, type Modality, sendSample } from './data.ts';
import { placeName } from './names.ts';

type GroundKind = Modality['grounds'][number];

/** One sample from a file; what else the law asks for with it, by its kind and the person's age. */
export function AddSample({ held: { person, modalities } }: { held: Held }) {
  const { say, number } = useWords();
  const { reason, today } = useDesk();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const find = (id: string) => modalities.find((one) => one.id === id) ?? modalities[0]!;
  const word = (key: string, values?: Record<string, string | number>) => say(`screen.biometrics.held.${key}`, values);
  const form = useForm({
    initial: {
      kind: modalities[0]!.id as string,
      place: '',
      content: '',
      groundKind: '',
      groundNumber: '',
      groundOn: today,
    },
    check: (values) => {
      const { places, grounds } = find(values.kind);
      return {
        ...(places > 1 && !values.place ? { place: word('placeMissing') } : {}),
        ...(file ? {} : { content: word('fileMissing') }),
        ...(grounds.length > 0 && !values.groundKind ? { groundKind: word('groundMissing') } : {}),
        ...(grounds.length > 0 && !values.groundNumber.trim() ? { groundNumber: word('groundMissing') } : {}),
      };
    },
    send: async (values, key) => {
      const { id, places, grounds } = find(values.kind);
      const ground = {
        ground: { kind: values.groundKind as GroundKind, number: values.groundNumber.trim(), on: values.groundOn },
      };
      const sample = { modality: id, place: places > 1 ? Number(values.place) : 1, content: await encodeFile(file!) };
      const body = { samples: [sample], ...(grounds.length > 0 ? ground : {}) };
      const { waiting } = await sendSample(person, body, { key, purpose: reason });
      announce(waiting === undefined ? word('addedLater') : word('added', { count: number(waiting) }));
      await queries.invalidateQueries({ queryKey: ['desk', 'person', person, 'biometrics'] });
      void queries.invalidateQueries({ queryKey: ['biometrics'] });
    },
  });
  const chosen = find(form.field('kind').value);
  return (
    <FormFrame form={form} send={word('send')} icon="add">
      <SelectField
        label={word('kind')}
        choices={modalities.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.field('kind')}
      />
      {chosen.places > 1 && (
        <SelectField
          label={word('place')}
          none="–"
          choices={Array.from({ length: chosen.places }, (_, at) => ({
            value: String(at + 1),
            label: placeName(say, chosen.id, at + 1),
          }))}
          {...form.field('place')}
        />
      )}
      <FileField
        id="content"
        label={word('file')}
        hint={word('fileHint', {
          formats: chosen.formats.join(', ').toUpperCase(),
          kilobytes: number(chosen.kilobytes),
        })}
        accept=""
        error={form.field('content').error}
        onChange={(next) => {
          setFile(next);
          // Another file is another request.
          form.set('content', next ? `${next.name} ${next.lastModified}` : '');
        }}
      />
      {chosen.grounds.length > 0 && (
        <>
          <SelectField
            label={word('groundKind')}
            none="–"
            choices={chosen.grounds.map((kind) => ({ value: kind, label: say(`screen.biometrics.grounds.${kind}`) }))}
            {...form.field('groundKind')}
          />
          <TextField label={word('groundNumber')} maxLength={60} {...form.field('groundNumber')} />
          <DateField label={word('groundOn')} {...form.field('groundOn')} />
        </>
      )}
    </FormFrame>
  );
}
