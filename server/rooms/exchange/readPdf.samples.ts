import { inflateSync } from 'node:zlib';

/** The text of a page as `drawPage` makes it: each piece as it was written, in order, and what was stamped. */
export function readPdf(pdf: Buffer): string {
  const file = pdf.toString('latin1');
  const objects = new Map(
    [...file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map((match) => [match[1]!, match[2]!]),
  );
  const follow = (text: string, name: string) => objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(text)?.[1] ?? '');
  const streamOf = (object: string) => /\nstream\n([\s\S]*)\nendstream/.exec(object)?.[1] ?? '';
  const page = [...objects.values()].find((one) => one.includes('/Type /Page\n'))!;
  const fonts = new Map(
    [...follow(page, 'Resources')!.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, at]) => {
      const map = inflateSync(Buffer.from(streamOf(follow(objects.get(at!)!, 'ToUnicode')!), 'latin1')).toString();
      return [name, readRanges(map)] as const;
    }),
  );
  let [font, text] = [new Map<string, string>(), ''];
  for (const [, name, pieces, stamped] of streamOf(follow(page, 'Contents')!).matchAll(
    /\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|\(([^)]*)\) Tj/g,
  )) {
    if (name) font = fonts.get(name)!;
    else if (stamped !== undefined) text += `\n${stamped}\n`;
    else
      for (const [, hex] of pieces!.matchAll(/<(\w+)>/g))
        for (const code of hex!.match(/.{4}/g)!) text += font.get(code) ?? '\ufffd';
  }
  return text;
}

/** `<0000> <00ff> [<0041> …]`: the characters of consecutive codes. */
function readRanges(map: string): Map<string, string> {
  const characters = new Map<string, string>();
  for (const [, from, list] of map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    for (const [at, [, hex]] of [...list!.matchAll(/<([\w ]+)>/g)].entries()) {
      const units = hex!
        .replaceAll(' ', '')
        .match(/.{4}/g)!
        .map((unit) => Number.parseInt(unit, 16));
      characters.set((Number.parseInt(from!, 16) + at).toString(16).padStart(4, '0'), String.fromCharCode(...units));
    }
  }
  return characters;
}
