import { useWords } from '../../../words.tsx';
import type { SystemView } from './data.ts';
import classes from './Systems.module.css';

/** What the last look at the server found, from outside. */
export function ProbeNote({ system: { host, probe } }: { system: Pick<SystemView, 'host' | 'probe'> }) {
  const { say, moment, date } = useWords();
  if (host === undefined) return null;
  if (probe?.host !== host)
    return (
      <p className={classes.soft}>
        <code>{host}</code>
      </p>
    );
  const { lookedAt, reached, protocol, certificateEnds, why } = probe;
  const parts = [
    say('screen.systems.probe.at', { moment: moment(lookedAt) }),
    ...(reached && protocol ? [protocol] : []),
    ...(certificateEnds ? [say('screen.systems.probe.certificate', { date: date(certificateEnds.slice(0, 10)) })] : []),
    ...(why ? [why] : []),
  ];
  return (
    <p className={classes.soft}>
      <code>{host}</code> · {parts.join(' · ')}
    </p>
  );
}
