import { useQuery } from '@tanstack/react-query';
import { FieldRow } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { listsQuery } from '../../desk/data.ts';
import type { ProgrammeLine } from './data.ts';

/** Who may be a member, in words. */
export function RuleRows({ programme }: { programme: ProgrammeLine }) {
  const { say, number } = useWords();
  const provinces = useQuery(listsQuery).data?.provinces ?? [];
  const { rules, prefix, legalBasisTitle, hasOwnArtwork } = programme;
  const word = (key: string) => say(`screen.members.${key}`);
  const ages = [
    ...(rules.ageFrom === undefined ? [] : [say('screen.members.ageFromSaid', { age: rules.ageFrom })]),
    ...(rules.ageTo === undefined ? [] : [say('screen.members.ageToSaid', { age: rules.ageTo })]),
  ];
  return (
    <>
      <FieldRow label={say('screen.looks.law')}>{legalBasisTitle}</FieldRow>
      <FieldRow label={word('ages')}>{ages.length > 0 ? ages.join(', ') : word('everybody')}</FieldRow>
      <FieldRow label={word('provinces')}>
        {rules.provinces
          ? rules.provinces.map((code) => provinces.find((one) => one.code === code)?.name ?? code).join(', ')
          : word('anywhere')}
      </FieldRow>
      <FieldRow label={word('numberFormat')}>
        <code>{rules.numberFormat}</code>
      </FieldRow>
      <FieldRow label={word('cardNumbers')}>
        <code>{`${prefix}00000001`}</code>
      </FieldRow>
      <FieldRow label={word('termYears')}>{say('screen.members.years', { count: number(rules.termYears) })}</FieldRow>
      <FieldRow label={word('artwork')}>{word(hasOwnArtwork ? 'artworkOwn' : 'artworkCountry')}</FieldRow>
    </>
  );
}
