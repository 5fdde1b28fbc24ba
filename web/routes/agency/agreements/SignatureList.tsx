import { FieldList, FieldRow } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Side, Signature } from './data.ts';

const SIDES: readonly Side[] = ['agency', 'holder'];

/** Who signed for each side, and for whom nobody has yet. */
export function SignatureList({ signatures }: { signatures: readonly Signature[] }) {
  const { say, has, moment } = useWords();
  return (
    <FieldList>
      {SIDES.map((side) => {
        const signature = signatures.find((one) => one.side === side);
        const label = say(`screen.agreements.side.${side}`);
        if (!signature) {
          return (
            <FieldRow key={side} label={label} empty>
              {say('screen.agreements.notSigned')}
            </FieldRow>
          );
        }
        const { signer, roleName, signedAt, assurance, journal } = signature;
        const level = `value.serviceAssurance.${assurance}`;
        return (
          <FieldRow
            key={side}
            label={label}
            note={`${roleName} · ${moment(signedAt)}`}
            source={
              <>
                {say('screen.agreements.signedWith', { assurance: has(level) ? say(level) : assurance })}{' '}
                <code>{journal}</code>
              </>
            }
          >
            {signer}
          </FieldRow>
        );
      })}
    </FieldList>
  );
}
