import { useWords } from '../../words.tsx';
import type { Evidence } from './data.ts';

/** The papers on which an act rests. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  const { say, date } = useWords();
  if (evidence.length === 0) return <p>{say('screen.desk.ground.noEvidence')}</p>;
  return (
    <ul>
      {evidence.map((each) => (
        <li key={`${each.kind} ${each.number ?? ''} ${each.issuedOn ?? ''}`}>
          {[say(`value.evidenceKind.${each.kind}`), each.number, each.issuedOn && date(each.issuedOn), each.note]
            .filter(Boolean)
            .join(' · ')}
        </li>
      ))}
    </ul>
  );
}
