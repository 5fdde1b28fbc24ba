const PLAIN = /^[!-~À-ɏḀ-ỹ](?:[ -~À-ɏḀ-ỹ]*[!-~À-ɏḀ-ỹ])?$/;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const BLANKS = /\p{White_Space}+/gu;
/** No cell of a person's data is longer; the rest of a hostile one would only buy work. */
const LONGEST = 2000;

/** A cell with single blanks, in NFC, without zero-width and bidirectional marks. `hidden`: such marks were there. */
export interface TidyCell {
  readonly text: string;
  readonly hidden: boolean;
}

/** Reads any string; idempotent. */
export function tidyCell(raw: string): TidyCell {
  if (raw === '') return { text: '', hidden: false };
  if (raw.length <= LONGEST && PLAIN.test(raw) && !raw.includes('  ')) {
    // A text marked as such by a spreadsheet: '001…
    const text = raw.charCodeAt(0) === 0x27 ? raw.replace(/^['\s]+/, '') : raw;
    return { text: text.normalize('NFC'), hidden: false };
  }
  const spaced = raw.slice(0, LONGEST).toWellFormed().replace(BLANKS, ' ');
  const visible = spaced.replace(INVISIBLE, '');
  const text = visible
    .replace(/ {2,}/g, ' ')
    .normalize('NFC')
    .replace(/^['\s]+/, '')
    .trim();
  return { text, hidden: visible !== spaced };
}
