import type { Judged } from './data.ts';

export type Verdict = 'genuine' | 'copyable' | 'false';

/** A chip that cannot prove itself is not false: many countries' older documents have no key. */
export function verdictOf({ isGenuine, problems, chip }: Pick<Judged, 'isGenuine' | 'problems' | 'chip'>): Verdict {
  if (isGenuine) return 'genuine';
  return problems.length === 0 && chip === 'not-offered' ? 'copyable' : 'false';
}

/** Rising, level, falling: told apart without looking, and by those who hear low tones only. */
const TUNES: Readonly<Record<Verdict, readonly number[]>> = {
  genuine: [523, 784],
  copyable: [523, 523],
  false: [330, 196, 196],
};
const NOTE_SECONDS = 0.16;

/** The officer looks at the card or its holder, not at the screen. */
export function soundVerdict(verdict: Verdict): void {
  const audio = new AudioContext();
  const tune = TUNES[verdict];
  for (const [at, frequency] of tune.entries()) {
    const tone = new OscillatorNode(audio, { frequency });
    const volume = new GainNode(audio, { gain: 0.15 });
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + at * NOTE_SECONDS);
    tone.stop(audio.currentTime + (at + 0.8) * NOTE_SECONDS);
    if (at === tune.length - 1) tone.onended = () => void audio.close();
  }
}
