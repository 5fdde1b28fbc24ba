const PHRASES = /[\p{L}\p{M}]+(?: +[\p{L}\p{M}]+)*/gu;

/**
 * The capital fonts of TCVN3 (`.VnTimeH`) draw the codes of small letters as capitals, so that `NGUYỄN VĂN` is written with the
 * codes of `NGUYễN VăN`. A phrase whose ASCII letters are all capitals, two of them neighbours, was meant in capitals; where
 * all was typed small, nothing tells it.
 */
export function settleCapitals(text: string): string {
  return text.replace(PHRASES, (phrase) =>
    !/[a-z]/.test(phrase) && /[A-Z][^ ]*[A-Z]/.test(phrase) ? phrase.toUpperCase() : phrase,
  );
}
