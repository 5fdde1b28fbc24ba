import { type ReactNode, useRef, useState } from 'react';
import { ApiProblem, type Purpose } from '../../../api.ts';
import { useForm } from '../../../form/useForm.ts';
import { CheckField, FormFrame, Muted, Panel, SelectField } from '../../../kit/index.ts';
import { reaches } from '../../../offline.ts';
import { hasRoom, noRoom } from '../../../outbox/scans.ts';
import { submitAct } from '../../../outbox/submit.ts';
import { useWords, type Words } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { placeName } from '../biometrics/names.ts';
import { ENROLMENTS, type Enrolled, type EnrolmentBody, type Rules } from './data.ts';
import { FingersField } from './FingersField.tsx';
import { PortraitField } from './PortraitField.tsx';
import { bodyOf, type Captures, placeAt, useCaptures } from './useCaptures.ts';

/** A kind of card that may be asked for, and why. */
export interface KindOffered {
  readonly id: string;
  readonly name: string;
  /** Whether portrait and fingers are taken for it. */
  readonly takes: boolean;
  readonly reasons: readonly { readonly id: string; readonly title?: string }[];
}

interface TakingProps {
  rules: Rules;
  purpose: Purpose;
  kinds: readonly KindOffered[];
  /** Of a card that waits for its enrolment: nothing is chosen. */
  fixed: { kind: string; reason?: string | undefined } | undefined;
  /** Known by their record, or without a line by the number that was typed. */
  whom: { person: string; name: string } | { number: string };
  held: { portrait: boolean; fingers: readonly number[] };
  appointment?: string | undefined;
  /** What the register knows, to be confirmed. */
  children?: ReactNode;
  onDone(done: Enrolled | 'waits'): void;
}

/** One person at the counter: confirmed, taken, sent in one request. What was captured stays until it has arrived, or waits sealed. */
export function Taking({ rules, purpose, kinds, fixed, whom, held, appointment, children, onDone }: TakingProps) {
  const words = useWords();
  const { say } = words;
  const { caller } = useSession();
  const own = useCaptures();
  const [refused, setRefused] = useState<{ place: number; text: string }>();
  const word = (key: string) => say(`screen.enrolment.session.${key}`);
  // The same act while the same is sent again: its hour too.
  const sent = useRef({ key: '', at: '' });
  const only = kinds.length === 1 ? kinds[0]! : undefined;
  const onlyReason = only?.reasons.length === 1 ? only.reasons[0]!.id : '';
  const form = useForm({
    initial: {
      ...{ kind: fixed?.kind ?? only?.id ?? '', reason: fixed?.reason ?? onlyReason },
      ...{ confirmed: '', portrait: '', fingers: '' },
    },
    check: ({ kind, reason, confirmed }) => ({
      ...(kind ? {} : { kind: word('kindMissing') }),
      ...(reason || fixed ? {} : { reason: word('reasonMissing') }),
      ...(confirmed ? {} : { confirmed: word('confirmMissing') }),
      ...(takes(kind) ? whatLacks() : {}),
    }),
    send: async ({ kind, reason }, key) => {
      setRefused(undefined);
      if (sent.current.key !== key) sent.current = { key, at: new Date().toISOString() };
      const taken = takes(kind) ? bodyOf(own) : { fingers: [], missing: [] };
      const body: EnrolmentBody = {
        ...('person' in whom ? { person: whom.person } : { identifier: whom.number }),
        ...{ kind, confirmed: true, ...taken, takenAt: sent.current.at, officer: caller.id },
        ...(fixed ? {} : { reason }),
        ...(appointment ? { appointment } : {}),
      };
      try {
        onDone((await send(body, key)) ?? 'waits');
      } catch (error) {
        const place = error instanceof ApiProblem ? placeAt(error.body.pointer, body) : undefined;
        if (place !== undefined && error instanceof ApiProblem)
          setRefused({ place, text: error.body.detail ?? error.body.title });
        throw error;
      }
    },
  });
  // What is captured is part of what is sent, though no field holds it.
  const captures: Captures = {
    ...own,
    setPortrait(taken) {
      own.setPortrait(taken);
      form.set('portrait', crypto.randomUUID());
    },
    setFinger(place, taken) {
      own.setFinger(place, taken);
      form.set('fingers', crypto.randomUUID());
      if (refused?.place === place) setRefused(undefined);
    },
  };
  const kindOf = (id: string) => kinds.find((one) => one.id === id);
  const takes = (id: string) => kindOf(id)?.takes ?? false;
  const isTaken = (place: number) => own.fingers[place] !== undefined || held.fingers.includes(place);
  function whatLacks() {
    const open = rules.fingers.places.filter((place) => !isTaken(place));
    const names = open.map((place) => placeName(say, 'finger', place)).join(', ');
    return {
      ...(own.portrait || held.portrait ? {} : { portrait: word('portraitMissing') }),
      ...(open.length > 0 ? { fingers: say('screen.enrolment.session.fingersMissing', { names }) } : {}),
    };
  }
  async function send(body: EnrolmentBody, key: string) {
    const size = JSON.stringify(body).length;
    if (!reaches() && !(await hasRoom(size))) throw noRoom();
    const subject = 'person' in whom ? whom : { name: '', pin: whom.number };
    const act = { act: 'enrol', subject, values: {}, rows: rowsOf(words, body), path: ENROLMENTS, body, base: {} };
    return submitAct<Enrolled>({ ...act, purpose }, { key });
  }
  const { kind } = form.values;
  return (
    <FormFrame form={form} send={word('send')} icon="check">
      {children}
      <Panel title={word('card')}>
        {!fixed && (
          <>
            <SelectField
              label={word('kind')}
              {...(kinds.length === 1 ? {} : { none: '–' })}
              choices={kinds.map(({ id, name }) => ({ value: id, label: name }))}
              {...form.field('kind')}
            />
            <SelectField
              label={word('reason')}
              none="–"
              choices={(kindOf(kind)?.reasons ?? []).map(({ id, title }) => ({
                value: id,
                label: say(`value.cardReason.${id}`) + (title ? ` · ${title}` : ''),
              }))}
              {...form.field('reason')}
            />
          </>
        )}
        <CheckField
          id="confirmed"
          label={word('confirm')}
          error={form.field('confirmed').error}
          checked={form.values.confirmed !== ''}
          onChange={(yes) => form.set('confirmed', yes ? 'yes' : '')}
        />
      </Panel>
      {kind && !takes(kind) && <Muted>{say('screen.enrolment.session.nothingTaken', { age: rules.notUnder })}</Muted>}
      {takes(kind) && (
        <>
          <Panel title={word('portrait')}>
            {held.portrait && !captures.portrait && <Muted>{word('portraitHeld')}</Muted>}
            <PortraitField rules={rules.portrait} captures={captures} error={form.field('portrait').error} />
          </Panel>
          <Panel title={word('fingers')}>
            <FingersField
              error={form.field('fingers').error}
              rules={rules.fingers}
              captures={captures}
              held={held.fingers}
              person={'person' in whom ? whom.person : undefined}
              refused={refused}
            />
          </Panel>
        </>
      )}
    </FormFrame>
  );
}

/** What the outbox shows of it: how much was taken, and no picture. */
function rowsOf({ say, number }: Pick<Words, 'say' | 'number'>, { kind, portrait, fingers, missing }: EnrolmentBody) {
  const word = (key: string) => say(`screen.enrolment.waiting.${key}`);
  return [
    { id: 'kind', name: word('kind'), after: kind },
    { id: 'portrait', name: word('portrait'), after: word(portrait ? 'taken' : 'notTaken') },
    { id: 'fingers', name: word('fingers'), after: number(fingers.length) },
    ...(missing.length > 0 ? [{ id: 'missing', name: word('missing'), after: number(missing.length) }] : []),
  ];
}
