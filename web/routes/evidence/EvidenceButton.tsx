import { Cluster, PlainAct } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { downloadEvidence, type EvidenceWay } from './download.ts';

interface EvidenceButtonProps {
  way: EvidenceWay;
  reference: string;
  bodies?: { request: string | null; answer: string };
}

/** Takes the evidence of a question, and leads to where it is checked. */
export function EvidenceButton({ way, reference, bodies }: EvidenceButtonProps) {
  const { say } = useWords();
  return (
    <Cluster>
      <PlainAct icon="download" act={() => downloadEvidence(way, reference, bodies)}>
        {say('screen.evidence.download')}
      </PlainAct>
      <a href="/evidence">{say('screen.evidence.checkFile')}</a>
    </Cluster>
  );
}
