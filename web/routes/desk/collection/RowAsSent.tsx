import { Disclosure, FieldList, FieldRow, Panel, Timeline } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Proposal } from './data.ts';
import classes from './Review.module.css';

/** The row as it stands in the file, what was mended or doubted in it, and what has become of it so far. */
export function RowAsSent({ proposal: { file, columns, cells, findings, history } }: { proposal: Proposal }) {
  const { say, moment } = useWords();
  return (
    <Panel title={say('screen.collection.sent.title')}>
      <FieldList>
        {columns.map((column, at) => (
          // Two columns of a file may have one name.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells them apart
          <FieldRow key={at} label={column || String(at + 1)} empty={!cells[at]}>
            {cells[at] || say('screen.collection.sent.empty')}
          </FieldRow>
        ))}
      </FieldList>
      {findings.length > 0 && (
        <>
          <h3 className={classes.small}>{say('screen.collection.sent.findings')}</h3>
          <ul className={classes.findings}>
            {findings.map((finding) => (
              <li key={`${finding.field} ${finding.rule} ${finding.from}`}>
                <strong>{finding.fieldName}</strong>: {finding.sentence}
                {finding.severity === 'mended' && finding.to !== undefined && (
                  <span className={classes.mended}>
                    {say('screen.collection.sent.readAs', { from: finding.from, to: finding.to })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {history.length > 0 && (
        <Disclosure summary={say('screen.collection.sent.history')}>
          <Timeline
            items={history.map(({ at, verdict, by, note }, index) => ({
              id: `${at} ${index}`,
              when: moment(at),
              title: say(`screen.collection.verdict.${verdict}`),
              body: [by ?? say('screen.collection.sent.machine'), note].filter(Boolean).join(' · '),
            }))}
          />
        </Disclosure>
      )}
      <p className={classes.fileName}>{say('screen.collection.sent.file', { file })}</p>
    </Panel>
  );
}
