import type { Purpose } from '../../../api.ts';
import type { Words } from '../../../words.tsx';
import type { Lists } from '../data.ts';

interface Told {
  /** Type of the act's line in the journal. */
  type: string;
  officeName: string;
  reason: Purpose;
  lists: Pick<Lists, 'purposes'>;
}

/** The line that "Who looked" will show, from the same words put together in the same way. */
export function journalSentence({ say }: Pick<Words, 'say'>, { type, officeName, reason, lists }: Told): string {
  const purpose = lists.purposes.find(({ id }) => id === reason.purpose)?.sentence ?? reason.purpose;
  return say('oversight.sentence.purpose', { who: officeName, what: say(`oversight.act.${type}`), purpose });
}
