import { lazy, Suspense } from 'react';
import type { Form } from '../../form/useForm.ts';
import { AreaField, Stack, Status } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import type { Values } from './CheckPanel.tsx';
import { cleanZone, findZoneFaults, type ZoneFault, zoneLines } from './zone.ts';

const ZoneCamera = lazy(() => import('./zones/ZoneCamera.tsx').then((loaded) => ({ default: loaded.ZoneCamera })));

/** Machine-readable lines as they are read by the camera or typed: which line and which date or number does not hold together is said at once. */
export function ZoneField({ form }: { form: Form<Values> }) {
  const { say, number } = useWords();
  const word = (key: string) => say(`screen.point.zone.${key}`);
  const lines = zoneLines(form.values.text);
  const faults = findZoneFaults(lines, false);
  const isWhole = lines.length > 0 && findZoneFaults(lines, true).length === 0;
  const tell = (fault: ZoneFault) => {
    if (fault.kind === 'lines') return word('lines');
    if (fault.kind === 'digit') return word(`digit.${fault.of}`);
    const { line, count, width } = fault;
    return say('screen.point.zone.length', { line: number(line), count: number(count), width: number(width) });
  };
  const field = form.field('text');
  return (
    <Stack gap="small">
      <Suspense>
        <ZoneCamera onFound={(text) => form.set('text', text)} />
      </Suspense>
      <AreaField
        {...field}
        label={say('screen.point.written.mrz')}
        hint={word('hint')}
        rows={3}
        maxLength={200}
        mono
        onChange={(text) => field.onChange(cleanZone(text))}
      />
      <div aria-live="polite">
        {isWhole && <Status tone="good">{word('whole')}</Status>}
        {faults.map((fault) => (
          <p key={JSON.stringify(fault)}>
            <Status tone="wait">{tell(fault)}</Status>
          </p>
        ))}
      </div>
    </Stack>
  );
}
