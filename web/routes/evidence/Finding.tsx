import { type Check, type EvidenceFacts, type EvidenceVerdict, readPackage } from '#libs/evidence';
import { Disclosure, FieldList, FieldRow, Notice, Panel, Stack, Status, type Tone } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { outcomeText } from '../agency/outcome.ts';
import classes from './Evidence.module.css';

const TONES: Readonly<Record<Check['verdict'], Tone>> = {
  holds: 'good',
  broken: 'bad',
  unable: 'wait',
  absent: 'plain',
};

interface FindingProps {
  verdict: EvidenceVerdict;
  text: string;
  /** Whether the reader gave the log's key. */
  trusted: boolean;
}

/** The verdict first, then what the evidence tells, then each thing that was checked. */
export function Finding({ verdict: { verdict, checks, first, fault, facts }, text, trusted }: FindingProps) {
  const { say } = useWords();
  const sentence = verdict === 'holds' && !trusted ? 'own' : verdict;
  if (fault)
    return (
      <div role="status">
        <Notice tone="bad" title={say('screen.evidence.unreadable.title')}>
          <p>{say('screen.evidence.unreadable.text', { pointer: fault.pointer || '/', why: fault.why })}</p>
        </Notice>
      </div>
    );
  return (
    <>
      <div role="status">
        <Notice
          tone={sentence === 'own' ? 'info' : TONES[verdict]}
          title={say(`screen.evidence.verdict.${sentence}.title`)}
        >
          <p>
            {say(`screen.evidence.verdict.${sentence}.text`, {
              check: first ? say(`screen.evidence.check.${first}`) : '',
            })}
          </p>
        </Notice>
      </div>
      {facts && <Facts facts={facts} text={text} />}
      <Panel title={say('screen.evidence.checksTitle')}>
        <ul className={classes.checks}>
          {checks.map((check) => (
            <li key={check.id}>
              <span>{say(`screen.evidence.check.${check.id}`)}</span>
              <Status tone={TONES[check.verdict]}>
                {say(check.verdict === 'absent' ? 'screen.evidence.absent' : `screen.proof.step.${check.verdict}`)}
              </Status>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

function Facts({ facts, text }: { facts: EvidenceFacts; text: string }) {
  const words = useWords();
  const { say, has, moment, number } = words;
  const pack = readPackage(text);
  const bodies = 'format' in pack ? { asked: pack.request.body, answered: pack.answer.body } : {};
  const fieldName = (id: string) => (has(`field.${id}`) ? say(`field.${id}`) : id);
  const known = !Number.isNaN(Date.parse(facts.at));
  const who = facts.session ? say('screen.evidence.account', { account: facts.system }) : facts.system;
  return (
    <Panel title={say('screen.evidence.facts')}>
      <Stack>
        <Notice
          tone={facts.way === 'signature' ? 'plain' : 'wait'}
          title={say(`screen.evidence.way.${facts.way}.title`)}
        >
          <p>{say(`screen.evidence.way.${facts.way}.text`)}</p>
        </Notice>
        <FieldList>
          <FieldRow label={say('screen.evidence.who')}>
            {facts.organisation} ({who})
          </FieldRow>
          {facts.session && <SessionRow session={facts.session} />}
          <FieldRow label={say('screen.evidence.when')}>{known ? moment(facts.at) : facts.at}</FieldRow>
          <FieldRow label={say('screen.evidence.purpose')}>{facts.purpose}</FieldRow>
          <FieldRow label={say('screen.evidence.law')}>{facts.legalBasis}</FieldRow>
          {facts.caseNumber && <FieldRow label={say('screen.evidence.case')}>{facts.caseNumber}</FieldRow>}
          {facts.fields.length > 0 && (
            <FieldRow label={say('screen.evidence.fields')}>{facts.fields.map(fieldName).join(', ')}</FieldRow>
          )}
          <FieldRow
            label={say('screen.evidence.outcome')}
            note={say('screen.evidence.status', { status: facts.status })}
          >
            {outcomeText(facts.outcome, words)}
          </FieldRow>
          <FieldRow label={say('screen.evidence.what')}>
            <code className={classes.code}>
              {facts.method} {facts.targetUri}
            </code>
          </FieldRow>
          <FieldRow label={say('screen.evidence.log')} note={<code className={classes.code}>{facts.reference}</code>}>
            {say('screen.evidence.place', { number: number(facts.number), size: number(facts.size) })}
          </FieldRow>
          <FieldRow label={say('screen.evidence.withKey')}>
            <code className={classes.code}>{facts.verifierKey}</code>
          </FieldRow>
        </FieldList>
        {bodies.asked !== undefined && <Body title={say('screen.evidence.asked')} text={bodies.asked} />}
        {bodies.answered !== undefined && <Body title={say('screen.evidence.answered')} text={bodies.answered} />}
      </Stack>
    </Panel>
  );
}

/** How surely whoever began it had signed in, and when they last proved it. */
function SessionRow({ session: { assurance, provedAt } }: { session: NonNullable<EvidenceFacts['session']> }) {
  const { say, has, moment } = useWords();
  const level = `value.assurance.${assurance}`;
  return (
    <FieldRow label={say('screen.evidence.session')}>
      {say('screen.evidence.sessionAt', {
        assurance: has(level) ? say(level) : assurance,
        at: Number.isNaN(Date.parse(provedAt)) ? provedAt : moment(provedAt),
      })}
    </FieldRow>
  );
}

function Body({ title, text }: { title: string; text: string }) {
  return (
    <Disclosure summary={title}>
      <pre className={classes.code}>{text}</pre>
    </Disclosure>
  );
}
