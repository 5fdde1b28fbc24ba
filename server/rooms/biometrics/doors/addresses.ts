/**
 * Whether an address lies below one that the installation lists. Compared part by part, not as text: `https://a.example` is no
 * beginning of `https://a.example.evil.net`, and a path that goes up again has gone up before it is compared.
 * @param listed `https://host[:port]/path/`
 */
export function isListed(listed: readonly string[], address: string): boolean {
  return (
    findListed(
      listed.map((prefix) => ({ prefix })),
      address,
    ) !== undefined
  );
}

/** The first entry whose prefix the address lies below. */
export function findListed<Entry extends { readonly prefix: string }>(
  entries: readonly Entry[],
  address: string,
): Entry | undefined {
  const asked = readAddress(address);
  return (
    asked &&
    entries.find(({ prefix }) => {
      const known = readAddress(prefix);
      return known !== undefined && known.origin === asked.origin && isBelow(known.pathname, asked.pathname);
    })
  );
}

function isBelow(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

function readAddress(text: string): URL | undefined {
  const url = URL.parse(text);
  // Credentials in an address end up in logs, and are how one host is dressed as another.
  return url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : undefined;
}
