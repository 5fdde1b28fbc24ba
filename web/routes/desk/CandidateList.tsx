import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useRef } from 'react';
import { Status, type Tone } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import classes from './CandidateList.module.css';
import type { Candidate } from './data.ts';

/** How sure the match is, in a word. */
export function gradeOf(score: number): 'sure' | 'likely' | 'possible' {
  return score >= 0.98 ? 'sure' : score >= 0.85 ? 'likely' : 'possible';
}

const TONES: Readonly<Record<string, Tone>> = { sure: 'good', likely: 'info', possible: 'wait' };

/** Persons found, best first. Arrow keys walk the list, Enter opens. */
export function CandidateList({ candidates }: { candidates: readonly Candidate[] }) {
  const { say } = useWords();
  const list = useRef<HTMLOListElement>(null);
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    event.preventDefault();
    links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
  };
  return (
    <section aria-label={say('screen.desk.search.results')}>
      <p className={classes.count}>
        {say('screen.desk.search.count', { count: candidates.length })} {say('screen.desk.search.keys')}
      </p>
      <ol ref={list} className={classes.list} onKeyDown={walk}>
        {candidates.map((candidate) => (
          <li key={candidate.person}>
            <CandidateLine candidate={candidate} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function CandidateLine({ candidate }: { candidate: Candidate }) {
  const { say, date, has } = useWords();
  const grade = gradeOf(candidate.score);
  const why = candidate.why.map((id) => (has(`screen.desk.why.${id}`) ? say(`screen.desk.why.${id}`) : id)).join(', ');
  return (
    <Link to="/desk/person/$person" params={{ person: candidate.person }} className={classes.line}>
      <span className={classes.name}>{candidate.name}</span>
      <span className={classes.facts}>
        <span className="mono">{candidate.pin ?? say('screen.desk.search.noNumber')}</span>
        <span>{date(candidate.birthDate)}</span>
        <span>{say(`value.sex.${candidate.sex}`)}</span>
        <span>{[candidate.communeName, candidate.provinceName].filter(Boolean).join(', ')}</span>
      </span>
      <span className={classes.marks}>
        <Status tone={TONES[grade] ?? 'plain'}>{say(`screen.desk.grade.${grade}`)}</Status>
        <span className={classes.why}>{why}</span>
        {candidate.life !== 'alive' && <Status tone="wait">{say(`value.life.${candidate.life}`)}</Status>}
      </span>
    </Link>
  );
}
