import { Table } from '../../../kit/desk.ts';
import { Muted, Panel } from '../../../kit/index.ts';
import { useWords, type Words } from '../../../words.tsx';
import type { Candidate } from './data.ts';
import { Likelihood } from './Likelihood.tsx';
import classes from './Review.module.css';

type Scored = Pick<Candidate, 'probability' | 'because' | 'weight'>;
type Reason = Scored['because'][number];

/** Why the reckoning says what it says: which field spoke for one person, which against, and how loudly. */
export function Score({ candidate: { probability, because, weight } }: { candidate: Scored }) {
  const { say, language } = useWords();
  const bits = new Intl.NumberFormat(language, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const rows = [...because].sort((left, right) => Math.abs(right.bits) - Math.abs(left.bits));
  const loudest = Math.max(1, ...rows.map((one) => Math.abs(one.bits)));
  return (
    <Panel title={say('screen.collection.score.title')}>
      <p className={classes.likely}>
        <Likelihood probability={probability} />
      </p>
      <Table<Reason>
        caption={say('screen.collection.score.title')}
        rows={rows}
        rowKey={({ field, level }) => `${field} ${level}`}
        columns={[
          {
            key: 'field',
            head: say('screen.collection.compare.field'),
            main: true,
            cell: ({ fieldName }) => fieldName,
          },
          { key: 'level', head: say('screen.collection.score.found'), cell: ({ levelText }) => levelText },
          {
            key: 'bits',
            head: say('screen.collection.score.bits'),
            cell: (reason) => (
              <>
                <span>{`${bits.format(reason.bits)} · ${meaningOf(reason.bits, { say, language })}`}</span>
                <span
                  aria-hidden
                  className={classes.bar}
                  data-against={reason.bits < 0 || undefined}
                  style={{ width: `${Math.max(2, (Math.abs(reason.bits) / loudest) * 100)}%` }}
                />
              </>
            ),
          },
        ]}
      />
      <Muted>{say('screen.collection.score.text', { sum: bits.format(weight) })}</Muted>
    </Panel>
  );
}

/** What so many bits are in plain words: "about 40 times likelier". */
function meaningOf(bits: number, { say, language }: Pick<Words, 'say' | 'language'>): string {
  if (Math.abs(bits) < 0.5) return say('screen.collection.score.nothing');
  const times = new Intl.NumberFormat(language, {
    notation: 'compact',
    compactDisplay: 'long',
    maximumSignificantDigits: 1,
  });
  return say(bits > 0 ? 'screen.collection.score.for' : 'screen.collection.score.against', {
    times: times.format(2 ** Math.abs(bits)),
  });
}
