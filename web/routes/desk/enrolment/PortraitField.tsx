import { useEffect, useState } from 'react';
import { encodeFile } from '../../../base64.ts';
import { Button, Cluster, FileField, Muted, Notice, Stack, Status } from '../../../kit/index.ts';
import { drawFrame, useCamera } from '../../../useCamera.ts';
import { useWords } from '../../../words.tsx';
import type { MeasureName, Rules } from './data.ts';
import classes from './enrolment.module.css';
import { cropTo, firstWanting, measurePortrait, OVAL } from './guidance.ts';
import type { Captures } from './useCaptures.ts';

const LOOK_MS = 250;
/** Across; enough for light and sharpness, and quick on a phone. */
const LOOKED_AT = 120;
const BEGINNING = 'data:image/jpeg;base64,';

interface PortraitFieldProps {
  rules: Rules['portrait'];
  captures: Captures;
  error: string | undefined;
}

/** The portrait, by camera with a word on what is still wanting, or as a file. The officer decides; the server judges at the end. */
export function PortraitField({ rules, captures: { portrait, setPortrait }, error }: PortraitFieldProps) {
  const { say } = useWords();
  const [wanted, setWanted] = useState(false);
  const { video, state } = useCamera(wanted, 'user');
  const [wanting, setWanting] = useState<MeasureName | 'none'>();
  const word = (key: string) => say(`screen.enrolment.portrait.${key}`);
  useEffect(() => {
    if (state !== 'on') return setWanting(undefined);
    const look = () => {
      const frame = video.current && cropFrame(video.current, rules, LOOKED_AT);
      const pixels = frame?.getContext('2d')?.getImageData(0, 0, frame.width, frame.height);
      if (pixels) setWanting(firstWanting(measurePortrait(pixels), rules.measures) ?? 'none');
    };
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [state, video, rules]);
  const take = () => {
    const frame = video.current && cropFrame(video.current, rules, rules.width);
    if (!frame) return;
    const picture = frame.toDataURL('image/jpeg', 0.92);
    setPortrait({ content: picture.slice(BEGINNING.length), picture });
    setWanted(false);
  };
  return (
    <Stack>
      <div id="portrait" tabIndex={-1}>
        {error && <Notice tone="bad" title={error} />}
      </div>
      {wanted && (
        <div className={classes.finder}>
          <video ref={video} className={classes.video} playsInline muted aria-label={word('camera')} />
          <svg className={classes.oval} viewBox="0 0 100 128.54" aria-hidden="true">
            <ellipse
              {...{ cx: 100 * OVAL.x, cy: 128.54 * OVAL.y, rx: 100 * OVAL.halfWidth, ry: 128.54 * OVAL.halfHeight }}
            />
          </svg>
        </div>
      )}
      {portrait && !wanted && <img src={portrait.picture} className={classes.portrait} alt={word('taken')} />}
      {state === 'refused' && <Notice tone="wait" title={word('refused')} />}
      {wanting && (
        <p role="status">
          <Status tone={wanting === 'none' ? 'good' : 'wait'}>
            {wanting === 'none' ? word('good') : word(`hint.${wanting}`)}
          </Status>
        </p>
      )}
      <Cluster>
        {state === 'on' ? (
          <Button kind="primary" icon="person" onClick={take}>
            {word('take')}
          </Button>
        ) : (
          <Button icon="person" busy={state === 'starting'} onClick={() => setWanted(true)}>
            {word(portrait ? 'again' : 'start')}
          </Button>
        )}
        {wanted && <Button onClick={() => setWanted(false)}>{word('stop')}</Button>}
      </Cluster>
      <FileField
        id="portrait-file"
        label={word('file')}
        hint={word('fileHint')}
        accept="image/jpeg"
        onChange={(file) => {
          if (file)
            void encodeFile(file).then((content) => setPortrait({ content, picture: `${BEGINNING}${content}` }));
        }}
      />
      <Muted>{word('note')}</Muted>
    </Stack>
  );
}

/** What the camera sees, cut to the portrait's shape. */
function cropFrame(video: HTMLVideoElement, shape: Rules['portrait'], width: number): HTMLCanvasElement | undefined {
  const frame = drawFrame(video);
  if (!frame) return undefined;
  const from = cropTo(frame, shape);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.round((width * shape.height) / shape.width);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(frame, from.x, from.y, from.width, from.height, 0, 0, canvas.width, canvas.height);
  return canvas;
}
