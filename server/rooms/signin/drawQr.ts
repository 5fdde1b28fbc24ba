import { encodeQR } from 'qr';
import { type Html, html } from '#kernel';

/** A QR code (ISO/IEC 18004) to stand in a page; dark runs of a row are one stroke each, so it stays under 4 KB. */
export function drawQr(text: string, label: string): Html {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const strokes = rows.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '#' : ' '))
        .join('')
        .matchAll(/#+/g),
    ].map((run) => `M${run.index} ${y}h${run[0].length}`),
  );
  const size = rows.length;
  return html`<svg viewBox="0 -.5 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 -.5h${size}v${size}H0z"/><path stroke="#000" d="${strokes.join('')}"/></svg>`;
}
