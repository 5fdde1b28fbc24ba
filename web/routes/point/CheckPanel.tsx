import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiProblem } from '../../api.ts';
import { useForm } from '../../form/useForm.ts';
import { FormFrame, Panel, SelectField, Split, Stack, TextField } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { AskedHolder } from './AskedHolder.tsx';
import { ChipFields } from './ChipFields.tsx';
import { type Asking, askedOf, runCheck } from './check.ts';
import { type CheckAnswer, type Desk, type Presented, queueQuery } from './data.ts';
import { FaceField } from './FaceField.tsx';
import { checkChipOffline, checkCodeOffline, type Unsent } from './offline/late.ts';
import { OfflineChip } from './offline/OfflineChip.tsx';
import { OfflinePanel } from './offline/OfflinePanel.tsx';
import { OfflineVerdict } from './offline/OfflineVerdict.tsx';
import { Verdict } from './Verdict.tsx';
import { WrittenFields } from './WrittenFields.tsx';
import { findZoneFaults, zoneLines } from './zone.ts';

type Kind = Presented['kind'];
export type Values = Record<
  'input' | 'can' | 'text' | 'card' | 'doneTo' | 'direction' | 'flight' | 'reason' | 'caseNumber' | 'face',
  string
>;

const CAN = /^\d{6}$/;

/** What is shown, what the desk must know besides, and the answer beside it. */
export function CheckPanel({ desk }: { desk: Desk }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [told, setTold] = useState<{ answer: CheckAnswer; took: number }>();
  const [unsent, setUnsent] = useState<Unsent>();
  const [asked, setAsked] = useState<Asking>();
  const live = useRef<string>(undefined);
  const word = (key: string) => say(`screen.point.${key}`);
  const needs = (what: string) => desk.needs.includes(what);
  const form = useForm<Values>({
    initial: {
      ...{ input: desk.inputs[0]!, can: '', text: '', card: '', doneTo: 'nothing', face: '' },
      ...{ direction: desk.directions ? 'exit' : '', flight: '', reason: '', caseNumber: '' },
    },
    check: (values) => ({
      ...(values.input === 'chip' && !CAN.test(values.can) ? { can: word('canWrong') } : {}),
      ...(values.input !== 'chip' && values.text.trim() === '' ? { text: word('textMissing') } : {}),
      ...(values.input === 'mrz' && findZoneFaults(zoneLines(values.text), true).length > 0
        ? { text: word('zone.wrong') }
        : {}),
      ...(desk.question === 'boarding' && !values.flight ? { flight: word('flightMissing') } : {}),
      ...(needs('reason') && !values.reason.trim() ? { reason: word('reasonMissing') } : {}),
      ...(needs('case-number') && !values.caseNumber.trim() ? { caseNumber: word('caseMissing') } : {}),
    }),
    send: async (values) => {
      setTold(undefined);
      const began = performance.now();
      setUnsent(undefined);
      try {
        const answer = await runCheck(desk, values, live.current, setAsked);
        setTold({ answer, took: Math.round(performance.now() - began) });
      } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') return;
        if (!isWithoutLine(error) || !desk.offline.inputs.includes(values.input)) throw error;
        const asked = askedOf(values);
        const kept =
          values.input === 'chip'
            ? await checkChipOffline(desk, values.can, asked)
            : await checkCodeOffline(desk, values.text.trim(), asked);
        if (!kept) throw error;
        setUnsent(kept);
      } finally {
        setAsked(undefined);
      }
      // The next person has a face and a document of their own.
      live.current = undefined;
      for (const name of ['can', 'text', 'card', 'face'] as const) form.set(name, '');
      await queries.invalidateQueries({ queryKey: ['point', 'queue', desk.id] });
    },
  });
  const input = form.values.input as Kind;
  const goOn = () => {
    setTold(undefined);
    document.getElementById('input')?.focus();
  };
  return (
    <Split
      main={
        <Panel title={word('check')}>
          <FormFrame form={form} send={word(input === 'app' ? 'app.send' : 'checkNow')} icon="proof">
            {desk.directions && (
              <SelectField
                label={word('direction')}
                choices={['exit', 'entry'].map((value) => ({ value, label: word(`directions.${value}`) }))}
                {...form.field('direction')}
              />
            )}
            {desk.question === 'boarding' && <FlightField desk={desk} field={form.field('flight')} />}
            {needs('reason') && <TextField label={word('reason')} maxLength={200} {...form.field('reason')} />}
            {needs('case-number') && (
              <TextField label={word('caseNumber')} maxLength={80} mono {...form.field('caseNumber')} />
            )}
            <SelectField
              label={word('input')}
              choices={desk.inputs.map((value) => ({ value, label: word(`inputs.${value}`) }))}
              {...form.field('input')}
            />
            {input === 'chip' ? (
              <ChipFields form={form} offline={desk.offline.inputs.includes('chip')} />
            ) : (
              <WrittenFields form={form} input={input} />
            )}
            {input === 'chip' && desk.takesFace && desk.steps.includes('face') && (
              <FaceField
                key={told?.answer.check ?? ''}
                onTaken={(picture) => {
                  live.current = picture;
                }}
              />
            )}
          </FormFrame>
        </Panel>
      }
      aside={
        <Stack>
          <div aria-live="assertive">
            {unsent && 'told' in unsent ? (
              <OfflineChip {...unsent} />
            ) : unsent ? (
              <OfflineVerdict {...unsent} />
            ) : told ? (
              <Verdict key={told.answer.check} {...told} onNext={goOn} />
            ) : asked ? (
              <AskedHolder {...asked} />
            ) : (
              <Waiting busy={form.busy} />
            )}
          </div>
          <OfflinePanel desk={desk} />
        </Stack>
      }
    />
  );
}

const isWithoutLine = (error: unknown) => error instanceof ApiProblem && error.body.status === 0;

function Waiting({ busy }: { busy: boolean }) {
  const { say } = useWords();
  return (
    <Panel ground="warm">
      <Stack>
        <p>{say(busy ? 'screen.point.checking' : 'screen.point.waiting')}</p>
      </Stack>
    </Panel>
  );
}

function FlightField({ desk, field }: { desk: Desk; field: ReturnType<ReturnType<typeof useForm<Values>>['field']> }) {
  const { say, moment } = useWords();
  const flights = useQuery(queueQuery(desk.id)).data?.flights ?? [];
  return (
    <SelectField
      label={say('screen.point.flight')}
      none="–"
      choices={flights.map(({ id, code, destination, departsAt }) => ({
        value: id,
        label: `${code} · ${destination} · ${moment(departsAt)}`,
      }))}
      {...field}
    />
  );
}
