import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { LoadedTable } from '../../kit/desk.ts';
import { Button, Drawer, Empty, Muted, Notice, Stack, Status, TextLink } from '../../kit/index.ts';
import type { QueuedAct } from '../../outbox/model.ts';
import { useOutbox } from '../../outbox/outbox.ts';
import { useWords } from '../../words.tsx';
import { claimText } from '../citizen/claim.ts';
import { useSession } from '../root.tsx';
import { Claim, CorrectionDecision } from './CorrectionDecision.tsx';
import { Due } from './Due.tsx';
import { type CorrectionCase, correctionsQuery, decisionPath } from './data.ts';
import { useEditedAct } from './outbox/useEdited.ts';
import { QueuePage, useChosenState } from './QueuePage.tsx';
import { ScanPanel } from './scans/ScanPanel.tsx';

const STATES = ['open', 'accepted', 'refused'] as const;

interface Chosen {
  correction: CorrectionCase;
  /** The answer that waits in the outbox. */
  instead: QueuedAct | undefined;
}

/** What persons of this area say is wrong, the nearest legal deadline first. */
export function CorrectionsQueueScreen() {
  const words = useWords();
  const { say } = words;
  const { caller } = useSession();
  const navigate = useNavigate();
  const state = useChosenState(STATES);
  const corrections = useQuery(correctionsQuery(state));
  const { acts } = useOutbox();
  const unsent = (id: string) => acts.find((act) => act.path === decisionPath(id) && act.state !== 'sent');
  const [chosen, setChosen] = useState<Chosen>();
  const { edit, instead } = useEditedAct('decide-correction');
  const edited = corrections.data?.find(({ id }) => decisionPath(id) === instead?.path);
  // Once for each that the address names.
  const [begun, setBegun] = useState<string>();
  if (edited && begun !== edit) {
    setBegun(edit);
    setChosen({ correction: edited, instead });
  }
  // With the scans that were put beside it since.
  const opened = chosen && (corrections.data?.find(({ id }) => id === chosen.correction.id) ?? chosen.correction);
  const close = () => {
    setChosen(undefined);
    if (edit) void navigate({ to: '/desk/corrections', replace: true });
  };
  const decides = caller.scopes.includes('corrections.decide') && state === 'open';
  const wordOf = ({ id }: CorrectionCase) => {
    if (!decides) return 'screen.reviewScans.open';
    return unsent(id) ? 'screen.outbox.edit' : 'screen.desk.proposals.decide';
  };
  return (
    <QueuePage
      to="/desk/corrections"
      screen="screen.desk.corrections"
      words="value.correctionState"
      states={STATES}
      value={state}
      query={corrections}
      width="wide"
    >
      {instead && state === 'open' && corrections.isSuccess && !edited && (
        <Notice tone="wait" title={say('screen.outbox.caseGone')}>
          <TextLink to="/desk/outbox">{say('screen.outbox.title')}</TextLink>
        </Notice>
      )}
      <LoadedTable
        query={corrections}
        lines={6}
        empty={<Empty title={say('screen.desk.corrections.none')}>{say('screen.desk.corrections.noneText')}</Empty>}
        caption={say('screen.desk.corrections.title')}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'person',
            head: say('screen.desk.corrections.person'),
            main: true,
            cell: ({ person, personName }) => (
              <TextLink to="/desk/person/$person" params={{ person }}>
                {personName}
              </TextLink>
            ),
          },
          { key: 'field', head: say('screen.correct.check.field'), cell: ({ fieldName }) => fieldName },
          {
            key: 'current',
            head: say('screen.correct.current'),
            cell: ({ current }) => current || say('screen.record.none'),
          },
          {
            key: 'claim',
            head: say('screen.corrections.claim'),
            cell: ({ claim, saidBy }) => (
              <>
                {claimText(claim, words)}
                {saidBy && <Muted>{say('screen.corrections.saidBy', { organisation: saidBy })}</Muted>}
              </>
            ),
          },
          { key: 'place', head: say('screen.desk.corrections.place'), cell: ({ communeName }) => communeName },
          {
            key: 'due',
            head: say('screen.corrections.dueOn'),
            cell: ({ id, dueOn }) => {
              const waits = unsent(id);
              return waits ? (
                <Status tone={waits.state === 'waiting' ? 'wait' : 'bad'}>
                  {say(`screen.outbox.state.${waits.state}`)}
                </Status>
              ) : (
                <Due on={dueOn} />
              );
            },
          },
          {
            key: 'open',
            head: say(decides ? 'screen.desk.corrections.act' : 'screen.reviewScans.title'),
            cell: (each) =>
              decides || each.scans.length > 0 ? (
                <Button
                  small
                  onClick={() => setChosen({ correction: each, instead: unsent(each.id) })}
                  label={`${say(wordOf(each))}: ${each.personName}, ${each.fieldName}`}
                >
                  {say(wordOf(each))}
                </Button>
              ) : (
                '–'
              ),
          },
        ]}
      />
      <Drawer
        open={opened !== undefined}
        title={opened ? `${opened.fieldName} – ${opened.personName}` : ''}
        onClose={close}
      >
        {opened && (
          <Stack>
            <Claim correction={opened} />
            <ScanPanel
              level={3}
              scans={opened.scans}
              most={opened.maxScans}
              closed={!decides}
              door={`/api/corrections/${encodeURIComponent(opened.id)}/scans`}
              refresh={['desk', 'corrections']}
              about={{ person: opened.person, name: opened.personName }}
            />
            {decides && (
              <CorrectionDecision key={opened.id} correction={opened} instead={chosen?.instead} onDone={close} />
            )}
          </Stack>
        )}
      </Drawer>
    </QueuePage>
  );
}
