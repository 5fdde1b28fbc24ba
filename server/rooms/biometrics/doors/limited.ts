/** Reads an answer's body. @returns undefined for one that is longer than `longest` bytes; no more of it is read then */
export async function readLimited(answer: Response, longest: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > longest) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
