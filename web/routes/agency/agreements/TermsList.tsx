import type { ReactNode } from 'react';
import { FieldList, FieldRow } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { TermsView } from './data.ts';
import type { ListPart } from './given.ts';
import { describeHours } from './hours.ts';
import { ItemList } from './ItemList.tsx';

interface TermsListProps {
  terms: TermsView;
  /** Further rows. */
  children?: ReactNode;
}

/** What an agreement says. */
export function TermsList({ terms, children }: TermsListProps) {
  const parts = useTerms(terms);
  return (
    <FieldList>
      {parts.map(({ part, label, value }) => (
        <FieldRow key={part} label={label}>
          {value}
        </FieldRow>
      ))}
      {children}
    </FieldList>
  );
}

/** The parts of terms as a reader sees them. @param against other terms: what is not in them is marked with the word */
export function useTerms(
  terms: TermsView,
  against?: { terms: TermsView; word: string },
): { part: string; label: string; value: ReactNode }[] {
  const words = useWords();
  const { say, date, number } = words;
  const list = (part: ListPart, short = false) => (
    <ItemList
      items={terms[part] ?? []}
      short={short}
      against={against && { items: against.terms[part] ?? [], word: against.word }}
    />
  );
  const values: Record<string, ReactNode> = {
    purposes: list('purposes'),
    legalBases: terms.legalBases ? list('legalBases') : say('screen.agreements.everyLaw'),
    fields: list('fields', true),
    modes: list('modes', true),
    ...(terms.candidates === undefined ? {} : { candidates: number(terms.candidates) }),
    quotaPerDay: number(terms.quotaPerDay),
    hours: describeHours(terms.hours, words),
    valid: say('screen.agency.agreements.fromTo', { from: date(terms.validFrom), to: date(terms.validTo) }),
  };
  return Object.entries(values).map(([part, value]) => ({ part, label: say(`screen.agreements.part.${part}`), value }));
}
