import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { type AnswerOf, get, post } from '../../api.ts';
import { useForm } from '../../form/useForm.ts';
import { AreaField, FieldList, FieldRow, FormFrame, Icon, Page, Panel, SelectField, Stack } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { useSession } from '../root.tsx';
import { ScanField } from './ScanField.tsx';
import classes from './Verdict.module.css';

type Checked = AnswerOf<'/api/agency/memberships/checks', 'post'>;
type Printed = AnswerOf<'/api/demonstration/member-cards'>['cards'];

/** Whether a member card of the organisation counts now. */
export function MemberCheckScreen() {
  const { say } = useWords();
  const { demonstration } = useSession();
  const [answer, setAnswer] = useState<Checked>();
  const word = (key: string) => say(`screen.members.check.${key}`);
  const form = useForm({
    initial: { code: '' },
    check: ({ code }): { code?: string } => (code.trim() ? {} : { code: word('missing') }),
    send: async ({ code }, key) => {
      setAnswer(await post<Checked>('/api/agency/memberships/checks', { code: code.trim() }, { key }));
    },
  });
  const { set } = form;
  const take = useCallback(
    (code: string) => {
      setAnswer(undefined);
      set('code', code);
    },
    [set],
  );
  return (
    <Page title={word('title')} lead={word('lead')}>
      <Stack gap="large">
        {answer && <Answer answer={answer} />}
        <Panel title={word('read')}>
          <ScanField onFound={take} />
          {demonstration && <Specimens onChosen={take} />}
          <FormFrame form={form} send={word('send')}>
            <AreaField
              label={word('code')}
              hint={word('codeHint')}
              rows={3}
              mono
              maxLength={4296}
              {...form.field('code')}
            />
          </FormFrame>
        </Panel>
      </Stack>
    </Page>
  );
}

/** In word, picture and colour. */
function Answer({ answer }: { answer: Checked }) {
  const { say, date } = useWords();
  const word = (key: string) => say(`screen.members.check.${key}`);
  const { counts, standing, name, memberNumber, unit, programme, validUntil } = answer;
  return (
    <Panel title={word('answer')}>
      <div className={classes.banner} data-verdict={counts ? 'green' : 'red'} role="status">
        <Icon name={counts ? 'check' : 'close'} size={44} />
        <div>
          <p className={classes.says}>{word(counts ? 'counts' : 'countsNot')}</p>
          <p className={classes.word}>{say(`screen.members.check.standing.${standing}`)}</p>
        </div>
      </div>
      {programme && (
        <FieldList>
          {name && <FieldRow label={word('name')}>{name}</FieldRow>}
          {memberNumber && <FieldRow label={word('number')}>{memberNumber}</FieldRow>}
          {unit && <FieldRow label={word('unit')}>{unit}</FieldRow>}
          <FieldRow label={word('programme')}>{programme}</FieldRow>
          {validUntil && <FieldRow label={word('until')}>{date(validUntil)}</FieldRow>}
        </FieldList>
      )}
    </Panel>
  );
}

/** Only in a demonstration: what is printed on cards that came. */
function Specimens({ onChosen }: { onChosen: (code: string) => void }) {
  const { say } = useWords();
  const [chosen, setChosen] = useState('');
  const printed = useQuery({
    queryKey: ['members', 'printed'],
    queryFn: async ({ signal }) => (await get<{ cards: Printed }>('/api/demonstration/member-cards', { signal })).cards,
  });
  if (!printed.data?.length) return null;
  return (
    <SelectField
      id="specimen"
      label={say('screen.members.check.specimen')}
      none={say('screen.members.check.specimenNone')}
      choices={printed.data.map(({ name, number }) => ({ value: number, label: `${name} · ${number}` }))}
      value={chosen}
      onChange={(value) => {
        setChosen(value);
        const code = printed.data.find(({ number }) => number === value)?.code;
        if (code) onChosen(code);
      }}
    />
  );
}
