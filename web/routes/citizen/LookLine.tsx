import { Button, Cluster, Disclosure, FieldList, FieldRow, LineHead, Notice, Status } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { outcomeText } from '../agency/outcome.ts';
import { EvidenceButton } from '../evidence/EvidenceButton.tsx';
import type { Line } from './data.ts';
import classes from './Looks.module.css';
import { ObjectionForm } from './ObjectionForm.tsx';

/** One look: the sentence in sight; purpose, law, fields, proof and objection behind it. Never the values. */
export function LookLine({ line }: { line: Line }) {
  const { say, moment } = useWords();
  return (
    <Disclosure
      summary={
        <LineHead sentence={line.sentence}>
          <time dateTime={line.at}>{moment(line.at)}</time>
          {line.mine && <Status>{say('screen.looks.mine')}</Status>}
          {line.kind === 'act' && !line.mine && <Status tone="info">{say('screen.looks.act')}</Status>}
          {line.objection && (
            <Status tone={TONE[line.objection.state]}>{say(`value.objectionState.${line.objection.state}`)}</Status>
          )}
        </LineHead>
      }
    >
      <LookDetail line={line} />
    </Disclosure>
  );
}

const TONE = { open: 'wait', explained: 'good', upheld: 'bad' } as const;

/** Until when the oversight body answers, or what it found. */
function Answered({ objection: { state, dueOn, finding } }: { objection: NonNullable<Line['objection']> }) {
  const { say, date } = useWords();
  const title =
    state === 'open' ? say('screen.looks.objection.sent', { date: date(dueOn) }) : say(`value.objectionState.${state}`);
  return (
    <Notice tone={TONE[state]} title={title}>
      {finding && <p>{finding}</p>}
    </Notice>
  );
}

function LookDetail({ line }: { line: Line }) {
  const words = useWords();
  const { say, date } = words;
  return (
    <>
      <FieldList>
        <FieldRow label={say('screen.looks.who')}>
          {[...new Set([line.organisationName, line.officeName])].filter(Boolean).join(' – ')}
        </FieldRow>
        <FieldRow label={say('screen.looks.purpose')}>{line.purposeText}</FieldRow>
        <FieldRow label={say('screen.looks.law')}>{line.legalBasisText}</FieldRow>
        {line.caseNumber && <FieldRow label={say('screen.looks.case')}>{line.caseNumber}</FieldRow>}
        {line.effectiveOn && (
          <FieldRow
            label={say('screen.looks.effective.label')}
            note={say('screen.looks.effective.text', { date: date(line.effectiveOn) })}
          >
            {date(line.effectiveOn)}
          </FieldRow>
        )}
        {line.outcome && <FieldRow label={say('screen.looks.outcome')}>{outcomeText(line.outcome, words)}</FieldRow>}
        {line.fields.length > 0 && (
          <FieldRow label={say('screen.looks.fields')} note={say('screen.looks.neverValues')}>
            <ul className={classes.fields}>
              {line.fields.map((field) => (
                <li key={field.id}>
                  <Status>{field.name}</Status>
                </li>
              ))}
            </ul>
          </FieldRow>
        )}
      </FieldList>
      <Cluster>
        <Button icon="proof" to="/me/looks/$number/proof" params={{ number: String(line.number) }}>
          {say('screen.looks.prove')}
        </Button>
        {line.consent && (
          <Button icon="law" to="/me/services">
            {say('screen.looks.consent')}
          </Button>
        )}
      </Cluster>
      {/* Questions of agencies are signed; nothing else that is journalled is. */}
      {line.outcome && line.kind === 'look' && <EvidenceButton way="/api/me/evidence" reference={line.reference} />}
      {line.objection && <Answered objection={line.objection} />}
      {!line.mine && !line.objection && <ObjectionForm reference={line.reference} />}
    </>
  );
}
