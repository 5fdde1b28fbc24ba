import { readdirSync, readFileSync } from 'node:fs';
import { type Country, claimsOf, isOfRoom, parseCountry } from '#libs/country';

/** Reads and checks the country's data from `country/<id>/`. @throws CountryError naming file and row. */
export function readCountry(id: string): Country {
  const root = new URL(`../../../country/${id}/`, import.meta.url);
  const files = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = `${entry.parentPath}/${entry.name}`
      .slice(decodeURIComponent(root.pathname).length)
      .replaceAll('\\', '/')
      .replace(/^\//, '');
    if (isOfRoom(path) || claimsOf(path).length === 0) continue;
    files.set(path, readFileSync(new URL(path, root), 'utf8'));
  }
  return parseCountry(files);
}
