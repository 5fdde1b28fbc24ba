import { type RefObject, useEffect, useRef, useState } from 'react';

export type CameraState = 'off' | 'starting' | 'on' | 'refused';

/**
 * The device’s camera while it is wanted; it goes off with the screen.
 * @param facing `user` the face before it, `environment` what it points at
 * @param width how many points across the picture should have; else what the device takes by itself
 */
export function useCamera(
  wanted: boolean,
  facing: 'user' | 'environment',
  width?: number,
): { video: RefObject<HTMLVideoElement | null>; state: CameraState } {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('off');
  useEffect(() => {
    if (!wanted) return setState('off');
    let stream: MediaStream | undefined;
    let isOver = false;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    setState('starting');
    const begin = async () => {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: facing, ...(width && { width: { ideal: width } }) },
        audio: false,
      });
      if (isOver || !video.current) return stop();
      video.current.srcObject = stream;
      await video.current.play();
      setState('on');
    };
    begin().catch(() => {
      stop();
      if (!isOver) setState('refused');
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [wanted, facing, width]);
  return { video, state };
}

/** What the camera sees now. @returns undefined before its first picture */
export function drawFrame(video: HTMLVideoElement): HTMLCanvasElement | undefined {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0 || height === 0) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d', { willReadFrequently: true })!.drawImage(video, 0, 0);
  return canvas;
}
