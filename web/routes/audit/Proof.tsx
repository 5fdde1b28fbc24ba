import { useWords } from '../../words.tsx';
import { LineProof } from '../LineProof.tsx';

/** An auditor's proof of any line. */
export function LineProofScreen() {
  const { say } = useWords();
  return <LineProof back={{ to: '/audit', label: say('screen.audit.back') }} />;
}
