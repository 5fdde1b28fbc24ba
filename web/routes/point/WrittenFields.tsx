import { lazy, Suspense } from 'react';
import type { Form } from '../../form/useForm.ts';
import { AreaField, TextField } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { useSession } from '../root.tsx';
import type { Values } from './CheckPanel.tsx';
import { VirtualCardFields } from './ChipFields.tsx';
import type { Presented } from './data.ts';
import { ZoneField } from './ZoneField.tsx';

const ScanField = lazy(() => import('./ScanField.tsx').then((loaded) => ({ default: loaded.ScanField })));

/** What is scanned or typed instead of a chip. */
export function WrittenFields({ form, input }: { form: Form<Values>; input: Exclude<Presented['kind'], 'chip'> }) {
  const { say } = useWords();
  const { demonstration } = useSession();
  const label = say(`screen.point.written.${input}`);
  const scans = input === 'qr' || input === 'printed-code';
  return (
    <>
      {demonstration && <VirtualCardFields key={input} form={form} />}
      {scans && (
        <Suspense>
          <ScanField onFound={(text) => form.set('text', text)} />
        </Suspense>
      )}
      {input === 'number' || input === 'app' ? (
        <TextField
          label={label}
          {...(input === 'app' && { hint: say('screen.point.app.hint') })}
          inputMode="numeric"
          maxLength={20}
          mono
          {...form.field('text')}
        />
      ) : input === 'mrz' ? (
        <ZoneField form={form} />
      ) : (
        <AreaField label={label} rows={3} maxLength={4300} {...form.field('text')} />
      )}
    </>
  );
}
