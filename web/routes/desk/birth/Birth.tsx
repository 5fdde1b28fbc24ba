import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { Button, Cluster, Empty, FormFrame, isDate, Loading, Notice, Page, TextLink } from '../../../kit/index.ts';
import type { QueuedAct } from '../../../outbox/model.ts';
import type { Caller } from '../../../session.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { checkGround, groundOf, startGround } from '../acts/ground.tsx';
import { draftOfEdit, useDraft, useDraftKeeping } from '../acts/useDraft.ts';
import { personQuery, submitBirth } from '../data.ts';
import { useDesk } from '../desk.ts';
import { type PersonDraft, readDraft, showField, writeDraft } from '../fields/values.ts';
import { useEditedAct } from '../outbox/useEdited.ts';
import { reasonFor } from '../reason.ts';
import { BirthQuestion } from './BirthQuestion.tsx';
import { ASKED, type BirthValues, birthBody, inherit, type Parent, QUESTIONS, type Question } from './steps.ts';

const EMPTY = {
  name: '',
  sex: '',
  birthDate: '',
  mother: '',
  father: '',
  birthPlace: '',
  birthRegistrationPlace: '',
  origin: '',
  permanentResidence: '',
  ethnicity: '',
  religion: '',
  nationality: '',
};

/** A birth: child, parents, places, evidence, check; the personal number is allotted at the end. */
export function BirthScreen() {
  const { say } = useWords();
  const { instead, gone, ready, edit } = useEditedAct('birth');
  if (gone) return <Gone />;
  if (ready) return <Begun key={edit ?? ''} instead={instead} />;
  return (
    <Page title={say('screen.desk.birth.title')} width="question">
      <Loading lines={5} />
    </Page>
  );
}

/** The one birth that is being written. */
const DRAFT = 'birth';

interface BegunProps {
  /** A birth of the outbox that is worded anew. */
  instead: QueuedAct | undefined;
}

function Begun({ instead }: BegunProps) {
  const id = instead ? draftOfEdit(instead.id) : DRAFT;
  const { draft } = useDraft(id);
  return <BirthForm instead={instead} draftId={id} kept={draft?.values ?? instead?.values} />;
}

/** What was to be worded anew was sent, or taken back, meanwhile. */
function Gone() {
  const { say } = useWords();
  return (
    <Page title={say('screen.desk.birth.title')} width="question">
      <Empty title={say('screen.outbox.gone')}>
        <TextLink to="/desk/outbox">{say('screen.outbox.title')}</TextLink>
      </Empty>
    </Page>
  );
}

interface BirthFormProps extends BegunProps {
  draftId: string;
  /** What was begun earlier on this device. */
  kept: Readonly<Record<string, string>> | undefined;
}

function BirthForm({ instead, draftId, kept }: BirthFormProps) {
  const words = useWords();
  const { say } = words;
  const { lists, reason, today } = useDesk();
  const { caller } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const asked: { question?: string } = useSearch({ strict: false });
  const last = QUESTIONS.length - 1;
  const [furthest, setFurthest] = useState(instead ? last : 0);
  const [born, setBorn] = useState<{ person?: string; pin?: string; name: string }>();
  // A later question cannot be answered first.
  const wanted = asked.question === undefined && instead ? last : QUESTIONS.indexOf(asked.question as Question);
  const index = Math.min(Math.max(0, wanted), furthest);
  const question = QUESTIONS[index] ?? 'child';
  const searchOf = (to: string | undefined) => ({ question: to, ...(instead ? { edit: instead.id } : {}) });
  const go = (next: number) => {
    setFurthest((before) => Math.max(before, next));
    void navigate({ to: '/desk/birth', search: searchOf(QUESTIONS[next]) });
  };
  const form = useForm<BirthValues>({
    initial: {
      ...EMPTY,
      ...startHere(caller, today),
      ...startGround(lists, ['civil-status-law-15', 'civil-status-law-4'], 'medical-notice'),
      ...kept,
    },
    check: (values) => checkQuestion(question, values, say),
    send: async (values, key) => {
      if (question !== 'check') return go(index + 1);
      const purpose = reasonFor('civil-status-act', reason, lists);
      const rows = (Object.keys(EMPTY) as (keyof typeof EMPTY)[])
        .filter((field) => values[field] !== '')
        .map((field) => ({
          id: field,
          name: say(`field.${field}`),
          after: showField(field, values[field], { ...words, lists }),
        }));
      const body = { ...groundOf(values), ...birthBody(values) };
      keeping.stop();
      const done = await submitBirth(body, { key, purpose, rows, values, instead, draft: draftId }).finally(
        keeping.resume,
      );
      setBorn({ ...done, name: values.name.trim() });
      void queries.invalidateQueries({ queryKey: ['desk'] });
    },
  });
  const keeping = useDraftKeeping(
    { id: draftId, act: 'birth', subject: { name: form.values.name.trim() } },
    form.values,
  );
  useInherited(form.values, !instead && question === 'place', form.set);
  const [first] = form.errors;
  const edit = instead?.id;
  useEffect(() => {
    if (question !== 'check' || first === undefined) return;
    const home = Object.entries(ASKED).find(([, fields]) => fields.includes(first.id as keyof BirthValues))?.[0];
    if (home) void navigate({ to: '/desk/birth', search: { question: home, ...(edit ? { edit } : {}) } });
  }, [question, first, navigate, edit]);

  if (born) return <Born {...born} />;
  return (
    <Page
      title={say(`screen.desk.birth.${question}.title`)}
      lead={say('screen.desk.birth.step', { number: index + 1, count: QUESTIONS.length })}
      width="question"
      step={question}
      error={form.errors.length > 0 || form.problem !== null}
      back={
        index === 0
          ? { to: '/desk', label: say('screen.desk.back') }
          : { to: '/desk/birth', search: searchOf(QUESTIONS[index - 1]), label: say('screen.correct.back') }
      }
    >
      <FormFrame
        form={form}
        send={say(question === 'check' ? 'screen.desk.birth.register' : 'screen.correct.continue')}
      >
        <BirthQuestion question={question} form={form} />
      </FormFrame>
    </Page>
  );
}

/** A birth is registered where the officer sits, unless they say otherwise. */
function startHere({ area, areaName }: Caller, today: string): Partial<BirthValues> {
  if (!area || !areaName) return {};
  return { birthRegistrationPlace: writeDraft({ unit: area, on: today, label: areaName }) };
}

/** Fills in what the parents' records already say, once, when the question about places is reached. */
function useInherited(
  values: BirthValues,
  wanted: boolean,
  set: (name: keyof BirthValues & string, value: string) => void,
) {
  const { reason } = useDesk();
  const mother = readDraft<PersonDraft>(values.mother).person;
  const father = readDraft<PersonDraft>(values.father).person;
  const one = useQuery({ ...personQuery(mother ?? '', reason), enabled: wanted && mother !== undefined });
  const other = useQuery({ ...personQuery(father ?? '', reason), enabled: wanted && father !== undefined });
  const ready = wanted && (mother === undefined || one.isSuccess) && (father === undefined || other.isSuccess);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the parents are known, and not again when the officer empties a field
  useEffect(() => {
    if (!ready) return;
    const parent = (given: string | undefined, known: Parent | undefined) => (given ? known : undefined);
    const filled = inherit(values, parent(mother, one.data), parent(father, other.data));
    for (const [name, value] of Object.entries(filled)) {
      if (value !== values[name as keyof BirthValues]) set(name as keyof BirthValues, value);
    }
  }, [ready, mother, father]);
}

function checkQuestion(question: Question, values: BirthValues, say: (key: string) => string): Partial<BirthValues> {
  const missing = (field: keyof BirthValues) =>
    values[field].trim() ? {} : { [field]: say('screen.desk.birth.missing') };
  switch (question) {
    case 'child':
      return {
        ...missing('name'),
        ...missing('sex'),
        ...(isDate(values.birthDate) ? {} : { birthDate: say('screen.desk.dateWrong') }),
      };
    case 'place':
      return { ...missing('birthRegistrationPlace'), ...missing('nationality') };
    case 'evidence':
      return checkGround(values, say);
    default:
      return {};
  }
}

function Born({ person, pin, name }: { person?: string; pin?: string; name: string }) {
  const { say } = useWords();
  if (person === undefined) {
    return (
      <Page title={say('screen.outbox.kept.title', { act: say('value.actKind.birth') })} width="question" step="done">
        <Notice tone="wait" title={name}>
          <p>{say('screen.outbox.kept.text')}</p>
        </Notice>
        <Cluster>
          <Button kind="primary" to="/desk/outbox">
            {say('screen.outbox.title')}
          </Button>
          <Button to="/desk">{say('screen.desk.back')}</Button>
        </Cluster>
      </Page>
    );
  }
  return (
    <Page title={say('screen.desk.birth.done.title')} width="question" step="done">
      <Notice tone="good" title={name}>
        <p>{say('screen.desk.birth.done.pin')}</p>
        <p className="mono">
          <strong>{pin}</strong>
        </p>
      </Notice>
      <Cluster>
        <Button kind="primary" to="/desk/person/$person" params={{ person }}>
          {say('screen.desk.birth.done.open')}
        </Button>
        <Button to="/desk">{say('screen.desk.back')}</Button>
      </Cluster>
    </Page>
  );
}
