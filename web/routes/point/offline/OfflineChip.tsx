import { useEffect } from 'react';
import { FieldList, FieldRow, Muted, Notice, Panel, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { soundVerdict } from '../../desk/reader/verdict.ts';
import classes from '../Verdict.module.css';
import type { ChipProof } from './door.ts';
import type { UnsentChip } from './late.ts';

/** What the agent beside the page can say of a chip without a line: amber at best, as nobody has asked the register. */
export function OfflineChip({ told, isStale }: UnsentChip) {
  const { say, moment } = useWords();
  const word = (key: string) => say(`screen.point.offline.${key}`);
  const proof = 'refused' in told || isStale ? undefined : told.proof;
  const isRefused = proof
    ? proof.verdict === 'false' || proof.refusedFor !== undefined
    : 'refused' in told && told.refused === 'copy';
  useEffect(() => {
    soundVerdict(isRefused ? 'false' : 'copyable');
  }, [isRefused]);
  return (
    <Panel title={say('screen.point.verdict.title')}>
      <Stack>
        {'refused' in told ? (
          <Refusal refused={told.refused} />
        ) : proof ? (
          <Proof proof={proof} isRefused={isRefused} />
        ) : (
          <Notice tone="wait" title={word('chip.stale')}>
            <p>{word('staleText')}</p>
          </Notice>
        )}
        {'shown' in told && told.listsAt && (
          <Muted>{say('screen.point.offline.chip.listsAt', { at: moment(told.listsAt) })}</Muted>
        )}
      </Stack>
    </Panel>
  );
}

function Refusal({ refused }: { refused: string }) {
  const { say } = useWords();
  const words =
    refused === 'agent-silent' ? 'screen.point.offline.chip.silent' : (`screen.reader.refused.${refused}` as const);
  return (
    <Notice tone={refused === 'copy' ? 'bad' : 'wait'} title={say(`${words}.title`)}>
      <p>{say(`${words}.text`)}</p>
    </Notice>
  );
}

function Proof({ proof, isRefused }: { proof: ChipProof; isRefused: boolean }) {
  const { say } = useWords();
  const word = (key: string) => say(`screen.point.offline.${key}`);
  const { verdict, problems, refusedFor, holder } = proof;
  return (
    <>
      <Notice tone={isRefused ? 'bad' : 'wait'} title={word(isRefused ? 'chip.refused' : `chip.${verdict}`)}>
        <p>{word(isRefused ? 'chip.refuse' : 'notFinal')}</p>
        {isRefused && (
          <ul aria-label={say('screen.reader.reasons')}>
            {problems.map(({ code, group = '' }) => (
              <li key={`${code} ${group}`}>{say(`screen.reader.problem.${code}`, { group })}</li>
            ))}
            {refusedFor && <li>{say(`checkpoints.reason.${refusedFor}`)}</li>}
            {problems.length === 0 && !refusedFor && <li>{say('checkpoints.reason.cloned')}</li>}
          </ul>
        )}
      </Notice>
      {holder && (
        <div className={classes.holder}>
          {holder.portrait && (
            <img
              src={`data:image/jpeg;base64,${holder.portrait}`}
              className={classes.portrait}
              alt={say('screen.point.portrait')}
            />
          )}
          <FieldList>
            <FieldRow label={say('field.name')}>{holder.name}</FieldRow>
          </FieldList>
        </div>
      )}
    </>
  );
}
