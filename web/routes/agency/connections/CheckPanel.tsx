import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import {
  AreaField,
  announce,
  Button,
  Drawer,
  FieldList,
  FieldRow,
  FormFrame,
  Panel,
  Status,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { answerCheck, type Service } from './data.ts';

const TONES = { passed: 'good', answered: 'info', missing: 'wait' } as const;

/** What has to be so before real persons are served, and what is still missing. */
export function CheckPanel({ service, mine }: { service: Service; mine: boolean }) {
  const { say, has, moment } = useWords();
  const [answering, setAnswering] = useState<string>();
  const missing = service.checks.filter(({ state }) => state === 'missing').length;
  const open = mine && !service.submitted && !['suspended', 'closed'].includes(service.state);
  return (
    <Panel
      title={say('screen.services.tab.checks')}
      actions={
        <Status tone={missing === 0 ? 'good' : 'wait'}>
          {missing === 0 ? say('screen.services.complete') : say('screen.services.missing', { count: missing })}
        </Status>
      }
    >
      <FieldList>
        {service.checks.map(({ item, kind, state, evidence, answeredAt }) => (
          <FieldRow
            key={item}
            label={say(`screen.services.check.${item}.title`)}
            source={evidence === undefined ? undefined : evidence}
            note={answeredAt === undefined ? say(`screen.services.check.${item}.text`) : moment(answeredAt)}
            action={
              open &&
              kind === 'asked' && (
                <Button
                  small
                  onClick={() => setAnswering(item)}
                  label={`${say('screen.services.answer')}: ${say(`screen.services.check.${item}.title`)}`}
                >
                  {say('screen.services.answer')}
                </Button>
              )
            }
          >
            <Status tone={TONES[state as keyof typeof TONES] ?? 'plain'}>
              {say(
                has(`screen.services.checkState.${state}`)
                  ? `screen.services.checkState.${state}`
                  : 'screen.services.checkState.missing',
              )}
            </Status>
          </FieldRow>
        ))}
      </FieldList>
      <Drawer
        open={answering !== undefined}
        title={answering === undefined ? '' : say(`screen.services.check.${answering}.title`)}
        onClose={() => setAnswering(undefined)}
      >
        {answering !== undefined && (
          <Answer client={service.client} item={answering} onDone={() => setAnswering(undefined)} />
        )}
      </Drawer>
    </Panel>
  );
}

function Answer({ client, item, onDone }: { client: string; item: string; onDone: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    initial: { evidence: '' },
    check: ({ evidence }) => (evidence.trim().length < 10 ? { evidence: say('screen.services.evidenceMissing') } : {}),
    send: async ({ evidence }, key) => {
      await answerCheck(client, item, evidence.trim(), key);
      announce(say('screen.services.answered'));
      void queries.invalidateQueries({ queryKey: ['services', client] });
      onDone();
    },
  });
  return (
    <FormFrame form={form} send={say('screen.services.answer')}>
      <p>{say(`screen.services.check.${item}.text`)}</p>
      <AreaField
        label={say('screen.services.evidence')}
        hint={say('screen.services.evidenceHint')}
        maxLength={4000}
        {...form.field('evidence')}
      />
    </FormFrame>
  );
}
