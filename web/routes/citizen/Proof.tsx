import { useWords } from '../../words.tsx';
import { LineProof } from '../LineProof.tsx';

/** Proof of a line of mine. */
export function ProofScreen() {
  const { say } = useWords();
  return <LineProof back={{ to: '/me/looks', label: say('screen.proof.back') }} explained />;
}
