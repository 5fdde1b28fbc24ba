import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, transformWithOxc } from 'vite';

const source = fileURLToPath(new URL('../service-worker.ts', import.meta.url));
/** Areas that are there without a connection: what of the source belongs to each; the frame around it comes with the entry. */
const AREAS = [
  {
    file: 'sw.js',
    index: '/me',
    cache: 'dancu-shell-',
    own: ['/api/me/record', '/api/me/account', '/api/session'],
    sources: ['/routes/citizen/'],
  },
  { file: 'sw-desk.js', index: '/desk', cache: 'dancu-desk-shell-', own: [], sources: ['/routes/desk/', '/outbox/'] },
];
const FONTS = /be-vietnam-pro-(?:latin|vietnamese)-.*\.woff2$/;

/** Writes a worker for each area, which knows the names of what this build made for its screens. */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source);
      for (const { file, sources, ...area } of AREAS) {
        const files = listFiles(bundle, sources);
        const version = createHash('sha256')
          .update(code + files.join())
          .digest('hex')
          .slice(0, 12);
        const shell = JSON.stringify({ ...area, version, files });
        // A worker that is no module runs in a scope of its own only inside a function.
        this.emitFile({ type: 'asset', fileName: file, source: `(() => {\nconst SHELL = ${shell};\n${code}})();\n` });
      }
    },
  };
}

type Bundle = Parameters<Extract<Plugin['generateBundle'], (...given: never[]) => unknown>>[1];

/** Paths of the entry, of the chunks that come of these sources, of all that they need, and of the fonts. */
function listFiles(bundle: Bundle, sources: readonly string[]): string[] {
  const files = new Set<string>();
  const take = (name: string) => {
    const one = bundle[name];
    if (!one || files.has(name)) return;
    files.add(name);
    if (one.type !== 'chunk') return;
    for (const style of one.viteMetadata?.importedCss ?? []) files.add(style);
    for (const imported of one.imports) take(imported);
  };
  for (const one of Object.values(bundle)) {
    const own = one.type === 'chunk' && sources.some((each) => one.facadeModuleId?.includes(each));
    if (own || (one.type === 'chunk' ? one.isEntry : FONTS.test(one.fileName))) take(one.fileName);
  }
  return [...files].sort().map((file) => `/${file}`);
}
