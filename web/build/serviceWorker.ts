import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, transformWithOxc } from 'vite';

const source = fileURLToPath(new URL('../service-worker.ts', import.meta.url));
/** Screens that are there without a connection; the frame around them comes with the entry. */
const AREA = '/routes/citizen/';
const FONTS = /be-vietnam-pro-(?:latin|vietnamese)-.*\.woff2$/;

/** Writes `sw.js`, which knows the names of what this build made for the citizen's screens. */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    async generateBundle(_options, bundle) {
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
        if (one.type === 'chunk' ? one.isEntry || one.facadeModuleId?.includes(AREA) : FONTS.test(one.fileName))
          take(one.fileName);
      }
      const paths = [...files].sort().map((file) => `/${file}`);
      const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source);
      const version = createHash('sha256')
        .update(code + paths.join())
        .digest('hex')
        .slice(0, 12);
      const shell = JSON.stringify({ version, files: paths });
      // A worker that is no module runs in a scope of its own only inside a function.
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: `(() => {\nconst SHELL = ${shell};\n${code}})();\n` });
    },
  };
}
