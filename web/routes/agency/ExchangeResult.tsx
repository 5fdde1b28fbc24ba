import { useEffect, useRef } from 'react';
import { CopyBlock, Table } from '../../kit/desk.ts';
import { Disclosure, FieldList, FieldRow, Notice, Panel, Stack, Status, type Tone } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { EvidenceButton } from '../evidence/EvidenceButton.tsx';
import { callLine, curlLine } from './callLine.ts';
import classes from './ExchangeResult.module.css';
import type { Exchange } from './exchange.ts';
import { outcomeText } from './outcome.ts';

interface AnswerBody {
  outcome?: string;
  fields?: { field: string; verdict: string; why?: string }[];
  biographicData?: Record<string, unknown>;
  person?: string;
  life?: string;
  journal?: string;
  verificationMessage?: string;
  title?: string;
  detail?: string;
  code?: string | number;
  message?: string;
  hint?: string;
}

const TONES: Readonly<Record<string, Tone>> = {
  yes: 'good',
  close: 'wait',
  no: 'bad',
  'not-held': 'plain',
  holds: 'good',
  broken: 'bad',
  unable: 'wait',
};

/** The answer in words first, then whether it can be believed, then everything that travelled. */
export function ExchangeResult({ exchange }: { exchange: Exchange }) {
  const { say, number } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'start' });
  }, []);
  const body = readBody(exchange.answer.body);
  return (
    <section className={classes.result} aria-labelledby="answer">
      <h2 id="answer" ref={heading} tabIndex={-1} className={classes.title}>
        {say('screen.agency.try.answer')}
      </h2>
      <p className={classes.soft}>
        {say('screen.agency.try.took', {
          status: exchange.answer.status,
          time: number(Math.round(exchange.milliseconds)),
        })}
      </p>
      <Belief exchange={exchange} />
      {exchange.answer.status < 300 ? <Verdicts exchange={exchange} body={body} /> : <Refusal body={body} />}
      <EvidencePanel exchange={exchange} />
      <Travelled exchange={exchange} />
    </section>
  );
}

/** Nothing of an answer counts before its signature does. */
function Belief({ exchange: { check } }: { exchange: Exchange }) {
  const { say } = useWords();
  return (
    <Notice tone={TONES[check.verdict] ?? 'plain'} title={say(`screen.agency.try.belief.${check.verdict}`)}>
      <ul className={classes.checks}>
        {check.checks.map(({ id, verdict }) => (
          <li key={id}>
            <Status tone={TONES[verdict] ?? 'plain'}>{say(`screen.proof.step.${verdict}`)}</Status>
            <span>{say(`screen.agency.try.check.${id}`)}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Verdicts({ exchange, body }: { exchange: Exchange; body: AnswerBody }) {
  const words = useWords();
  const { say, has } = words;
  const { headers } = exchange.answer;
  const why = (code: string) => (has(`screen.agency.close.${code}`) ? say(`screen.agency.close.${code}`) : code);
  const life = body.life ?? headers['dancu-life'];
  return (
    <Panel title={body.outcome ? outcomeText(body.outcome, words) : say('screen.agency.try.given')}>
      {body.fields && (
        <Table
          caption={say('screen.agency.try.answer')}
          rows={body.fields}
          rowKey={({ field }) => field}
          columns={[
            {
              key: 'field',
              head: say('screen.desk.merge.field'),
              main: true,
              cell: ({ field }) => say(`field.${field}`),
            },
            {
              key: 'verdict',
              head: say('screen.looks.outcome'),
              cell: (each) => (
                <>
                  <Status tone={TONES[each.verdict] ?? 'plain'}>{outcomeText(each.verdict, words)}</Status>
                  {each.why && ` ${why(each.why)}`}
                </>
              ),
            },
          ]}
        />
      )}
      {body.biographicData && (
        <FieldList>
          {Object.entries(body.biographicData).map(([field, value]) => (
            <FieldRow key={field} label={say(`field.${field}`)}>
              {typeof value === 'string' ? value : <code>{JSON.stringify(value)}</code>}
            </FieldRow>
          ))}
        </FieldList>
      )}
      <FieldList>
        {life && <FieldRow label={say('field.life')}>{say(`value.life.${life}`)}</FieldRow>}
        <FieldRow label={say('screen.agency.try.pseudonym')} note={say('screen.agency.try.pseudonymNote')}>
          <code className={classes.code}>{body.person ?? headers['dancu-person'] ?? ''}</code>
        </FieldRow>
        <FieldRow
          label={say('screen.agency.reference')}
          note={say(
            headers['dancu-stage'] === 'simulation' ? 'screen.systems.first.noPerson' : 'screen.agency.try.journalNote',
          )}
        >
          <code className={classes.code}>{body.journal ?? headers['dancu-journal'] ?? ''}</code>
        </FieldRow>
      </FieldList>
    </Panel>
  );
}

/** A refusal in the platform's own words, with what its library has to say about the place of the fault. */
function Refusal({ body }: { body: AnswerBody }) {
  const { say } = useWords();
  return (
    <div role="alert">
      <Notice tone="bad" title={body.title ?? body.message ?? say('kit.problem.title')}>
        {body.detail && <p>{body.detail}</p>}
        {body.hint && <p>{body.hint}</p>}
        {body.code !== undefined && (
          <p>
            <code>{body.code}</code>
          </p>
        )}
      </Notice>
    </div>
  );
}

/** What was answered and journalled can be proven to others. */
function EvidencePanel({ exchange: { request, answer } }: { exchange: Exchange }) {
  const { say } = useWords();
  const reference = answer.headers['dancu-journal'];
  if (reference === undefined) return null;
  return (
    <Panel title={say('screen.evidence.get')}>
      <Stack>
        <p>{say('screen.evidence.getText')}</p>
        <EvidenceButton
          way="/api/agency/evidence"
          reference={reference}
          bodies={{ request: request.body, answer: answer.body }}
        />
      </Stack>
    </Panel>
  );
}

function Travelled({ exchange }: { exchange: Exchange }) {
  const { say } = useWords();
  const { request, answer, base, check } = exchange;
  const lines = (headers: Record<string, string>) =>
    Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n');
  const { pathname, search } = new URL(request.targetUri);
  const parts = [
    {
      id: 'request',
      text: `${request.method} ${pathname}${search} HTTP/1.1\n${lines(request.headers)}\n\n${pretty(request.body ?? '')}`,
    },
    { id: 'base', text: base },
    { id: 'response', text: `HTTP/1.1 ${answer.status}\n${lines(answer.headers)}\n\n${pretty(answer.body)}` },
    { id: 'answerBase', text: check.base },
  ];
  return (
    <Panel title={say('screen.agency.try.travelled')}>
      <Stack>
        {parts.map(({ id, text }) => (
          <Disclosure key={id} summary={say(`screen.agency.try.part.${id}`)}>
            <CopyBlock label={say(`screen.agency.try.part.${id}`)} text={text} />
          </Disclosure>
        ))}
        <Disclosure summary={say('screen.agency.try.part.curl')}>
          <p>{say('screen.agency.try.curlText')}</p>
          <CopyBlock label={say('screen.agency.try.part.curl')} text={curlLine(request)} />
        </Disclosure>
        <Disclosure summary={say('screen.agency.try.part.cli')}>
          <p>{say('screen.agency.try.cliText')}</p>
          <CopyBlock label={say('screen.agency.try.part.cli')} text={callLine(request)} />
        </Disclosure>
      </Stack>
    </Panel>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function readBody(text: string): AnswerBody {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as AnswerBody) : {};
  } catch {
    return {};
  }
}
