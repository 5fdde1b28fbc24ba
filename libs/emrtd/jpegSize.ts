/** Frame markers that carry a size: SOF0 to SOF15 without DHT, JPG and DAC. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Width and height of a JPEG in pixels. @throws where it is none */
export function measureJpeg(image: Uint8Array): { width: number; height: number } {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  if (image.length < 4 || view.getUint16(0) !== 0xffd8) throw new Error('the portrait is no JPEG');
  for (let at = 2; at + 9 <= image.length && image[at] === 0xff; at += 2 + view.getUint16(at + 2))
    if (isFrame(image[at + 1]!)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
  throw new Error('the portrait does not say its size');
}
