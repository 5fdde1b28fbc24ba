import { Cluster, Muted, Status, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { StaffPost } from './data.ts';

const TONES: Readonly<Record<string, Tone>> = {
  open: 'good',
  closed: 'plain',
  early: 'info',
  over: 'plain',
  unreviewed: 'bad',
};

/** Where, whether it can be taken up now, its hours, and by when somebody must say that it is still needed. */
export function PostLine({ post, named = false }: { post: Omit<StaffPost, 'post'>; named?: boolean }) {
  const { say, date } = useWords();
  return (
    <>
      <Cluster>
        <span>{named ? `${post.roleName}, ${post.placeName ?? ''}` : post.placeName}</span>
        <Status tone={TONES[post.state] ?? 'plain'}>{say(`value.postState.${post.state}`)}</Status>
      </Cluster>
      <Muted>
        {[
          post.validTo
            ? say('screen.officials.fromTo', { from: date(post.validFrom), to: date(post.validTo) })
            : say('screen.officials.from', { from: date(post.validFrom) }),
          describeHours(say, post.hours),
          say('screen.officials.reviewDue', { date: date(post.reviewDueAt.slice(0, 10)) }),
        ]
          .filter(Boolean)
          .join('\u00a0· ')}
      </Muted>
    </>
  );
}

/** "07:00–18:30, Mon Tue Wed"; nothing where it never closes. */
export function describeHours(say: (key: string) => string, hours: StaffPost['hours']): string {
  if (!hours) return '';
  if (hours.days.length === 7 && hours.from === '00:00' && hours.to === '24:00') return say('screen.officials.always');
  const days = [...hours.days].sort().map((day) => say(`value.weekday.${day}`));
  return `${hours.from}–${hours.to}, ${days.join(' ')}`;
}
