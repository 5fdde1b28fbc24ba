import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { announce } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { createShared } from '../collection/shared.ts';
import { type AskedPair, type PairAnswer, takeApartBack, tellApart } from './data.ts';

/** Which list is worked through, and which of its pairs is asked for; none: the first that is open. */
export function useAskedPair(): AskedPair {
  const { indicator = '' }: { indicator?: string } = useParams({ strict: false });
  const { unit = '', left, right }: { unit?: string; left?: string; right?: string } = useSearch({ strict: false });
  return { indicator, unit, left, right };
}

interface ApartPair {
  readonly indicator: string;
  readonly unit: string;
  readonly left: string;
  readonly right: string;
  readonly names: string;
}

/** It is the next pair's screen that takes back what was said of the last one. */
const lastApart = createShared<ApartPair | undefined>(undefined);

/** Says "two persons", goes on to the next pair by itself, and takes the last such word back. */
export function usePairVerdict({ pair, next, done, total }: PairAnswer) {
  const { say, number } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { indicator, unit, left, right } = useAskedPair();
  const last = lastApart.use();
  const here = pair && {
    indicator,
    unit,
    left: pair.left.person,
    right: pair.right.person,
    names: `${pair.left.name}, ${pair.right.name}`,
  };
  /** What is known of lists and pairs is out of date; to the named pair, or to the first that is open. */
  const open = async (list: Pick<AskedPair, 'indicator' | 'unit'>, to: { left: string; right: string } | undefined) => {
    await queries.invalidateQueries({ queryKey: ['quality'], refetchType: 'none' });
    await wayTo(list, to);
    const stays = list.indicator === indicator && list.unit === unit && to?.left === left && to?.right === right;
    // Where the address stays, nothing would be read anew.
    if (stays) await queries.refetchQueries({ queryKey: ['quality', 'pair'], type: 'active' });
  };
  const wayTo = (list: Pick<AskedPair, 'indicator' | 'unit'>, to: { left: string; right: string } | undefined) =>
    navigate({
      to: '/desk/quality/pairs/$indicator',
      params: { indicator: list.indicator },
      search: { unit: list.unit, ...to },
    });
  const goOn = () => open({ indicator, unit }, next);
  const telling = useMutation({
    mutationFn: (told: ApartPair) => tellApart({ person: told.left, other: told.right }, crypto.randomUUID()),
    onSuccess: async (_, told) => {
      lastApart.set(told);
      const rest = say('screen.mergePairs.done.left', { count: number(total - done - 1) });
      announce(`${say('screen.mergePairs.done.apart')} ${rest}`);
      await goOn();
    },
  });
  const taking = useMutation({
    mutationFn: (told: ApartPair) => takeApartBack({ person: told.left, other: told.right }, crypto.randomUUID()),
    onSuccess: async (_, told) => {
      lastApart.set(undefined);
      announce(say('screen.mergePairs.done.undone'));
      await open(told, { left: told.left, right: told.right });
    },
  });
  const busy = telling.isPending || taking.isPending;
  return {
    busy,
    error: telling.error ?? taking.error,
    /** What can be taken back: the word on this very pair, otherwise the one said last. */
    told: pair?.state === 'apart' ? here : last,
    tell: () => {
      if (busy || !here) return;
      taking.reset();
      telling.mutate(here);
    },
    takeBack: (told: ApartPair) => {
      if (busy) return;
      telling.reset();
      taking.mutate(told);
    },
    goOn,
    skip: async () => {
      if (!next) return announce(say('screen.mergePairs.only'));
      announce(say('screen.mergePairs.done.later'));
      await wayTo({ indicator, unit }, next);
    },
  };
}
