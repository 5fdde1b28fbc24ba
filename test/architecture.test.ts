import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
/** A room opens only the doors of rooms above it. */
const rooms = [
  'offices',
  'people',
  'biometrics',
  'cards',
  'production',
  'enrolment',
  'readers',
  'accounts',
  'mandates',
  'officials',
  'clients',
  'provider',
  'signin',
  'exchange',
  'connections',
  'batches',
  'credit',
  'subscriptions',
  'checkpoints',
  'memberships',
  'quality',
  'collection',
  'books',
  'oversight',
  'workload',
  'demonstration',
];
const sources = ['server', 'libs', 'web', 'test', 'bench'];

interface Import {
  from: string;
  to: string;
  line: number;
}

let files: string[] = [];
let imports: Import[] = [];

before(() => {
  files = sources.flatMap((folder) => listFiles(folder)).filter((file) => /\.tsx?$/.test(file));
  imports = files.flatMap(readImports);
});

function listFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('node_modules') && !file.startsWith('web/dist'));
}

/** Static, dynamic and re-exporting imports, as the compiler's own parser sees them. */
function readImports(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier =
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined;
    if (specifier && ts.isStringLiteral(specifier)) {
      const line = source.getLineAndCharacterOfPosition(specifier.getStart()).line + 1;
      found.push({ from: file, to: resolveTo(file, specifier.text), line });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function resolveTo(from: string, specifier: string): string {
  if (specifier === '#kernel') return 'server/kernel/index.ts';
  if (specifier === '#test') return 'test/harness/index.ts';
  if (specifier.startsWith('#rooms/')) return `server/rooms/${specifier.slice(7)}/index.ts`;
  if (specifier.startsWith('#libs/')) return `libs/${specifier.slice(6)}/index.ts`;
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : specifier;
}

const isTest = (file: string) =>
  /\.test\.tsx?$|\.samples\.ts$|\/samples\.ts$/.test(file) || file.startsWith('test/') || file.startsWith('bench/');
const roomOf = (path: string) => /^server\/rooms\/([^/]+)\//.exec(path)?.[1];
const libOf = (path: string) => /^libs\/([^/]+)\//.exec(path)?.[1];
const isPackage = (to: string) =>
  !to.startsWith('server/') &&
  !to.startsWith('libs/') &&
  !to.startsWith('web/') &&
  !to.startsWith('test/') &&
  !to.startsWith('bench/');

/** Fails with every breach, and with having read nothing. */
function forbid(breaches: Import[], rule: string): void {
  assert.ok(imports.length > 300, `only ${imports.length} imports were read`);
  assert.deepEqual(
    breaches.map(({ from, to, line }) => `${from}:${line} imports ${to}`),
    [],
    rule,
  );
}

test('the kernel knows no room', () => {
  forbid(
    imports.filter(
      ({ from, to }) =>
        from.startsWith('server/kernel/') && !isTest(from) && (roomOf(to) !== undefined || to === 'server/house.ts'),
    ),
    'kernel -> room',
  );
});

test('a room opens only the doors of rooms above it', () => {
  const breaches = imports.filter(({ from, to }) => {
    const [own, other] = [roomOf(from), roomOf(to)];
    if (!own || !other || own === other || isTest(from)) return false;
    return (
      !to.endsWith(`/rooms/${other}/index.ts`) || rooms.indexOf(other) >= rooms.indexOf(own) || !rooms.includes(other)
    );
  });
  forbid(breaches, 'room -> room');
});

test('every room is in the order', () => {
  const found = readdirSync(join(root, 'server/rooms'));
  assert.deepEqual(found.sort(), [...rooms].sort());
});

test('rooms and kernel are entered through their doors only', () => {
  const breaches = imports.filter(({ from, to }) => {
    if (isTest(from)) return false;
    if (to.startsWith('server/kernel/')) return !from.startsWith('server/kernel/') && to !== 'server/kernel/index.ts';
    const room = roomOf(to);
    return room !== undefined && roomOf(from) !== room && to !== `server/rooms/${room}/index.ts`;
  });
  forbid(breaches, 'past a door');
});

test('libraries are pure: no room, no kernel, no I/O, and of each other only the doors', () => {
  const io =
    /^(node:)?(fs|net|http|https|child_process|worker_threads|dgram|tls|cluster)(\/|$)|^(pg|kysely|fastify)(\/|$)/;
  const breaches = imports.filter(({ from, to }) => {
    const own = libOf(from);
    if (!own || isTest(from)) return false;
    if (to.startsWith('server/') || to.startsWith('web/')) return true;
    const other = libOf(to);
    if (other && other !== own) return to !== `libs/${other}/index.ts`;
    return isPackage(to) && io.test(to);
  });
  forbid(breaches, 'library -> I/O');
});

/** Libraries that a browser runs too. */
const inBrowsers = ['evidence', 'memberlist', 'rowfile', 'tus'];

test('the web knows the server by HTTP alone, and Mantine and the icons only in the kit', () => {
  const breaches = imports.filter(({ from, to }) => {
    if (!from.startsWith('web/') || isTest(from)) return false;
    if (inBrowsers.some((lib) => to === `libs/${lib}/index.ts`)) return false;
    if (to.startsWith('server/') || to.startsWith('libs/')) return true;
    return /^@(mantine|tabler)\//.test(to) && !from.startsWith('web/kit/');
  });
  forbid(breaches, 'web -> server, or past the kit');
});

test('a library that browsers run needs nothing but itself and others that they run', () => {
  const own = imports.filter(({ from }) => inBrowsers.includes(libOf(from) ?? '') && !isTest(from));
  assert.ok(own.length > 10, `only ${own.length} imports were read`);
  forbid(
    own.filter(({ from, to }) => libOf(to) !== libOf(from) && !inBrowsers.includes(libOf(to) ?? '')),
    'browser library -> anything',
  );
});

test('a room’s SQL stays in the room’s own schema', () => {
  const schemas = [...rooms, 'kernel'];
  const breaches: string[] = [];
  let read = 0;
  for (const file of files.filter(
    (one) => one.startsWith('server/rooms/') && !isTest(one) && roomOf(one) !== 'demonstration',
  )) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const match of text.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z_]+)\.([a-z_]+)/g)) {
      read += 1;
      const [, schema] = match;
      if (schemas.includes(schema!) && schema !== roomOf(file) && schema !== 'kernel')
        breaches.push(`${file}: ${match[0]}`);
    }
  }
  assert.ok(read > 20, `only ${read} statements were read`);
  assert.deepEqual(breaches, []);
});

test('a file holds one idea: at most 300 lines', () => {
  const long = files
    .filter((file) => !file.endsWith('.gen.ts') && !isTest(file))
    .flatMap((file) => {
      const lines = readFileSync(join(root, file), 'utf8').split('\n').length - 1;
      return lines > 300 ? [`${file}: ${lines}`] : [];
    });
  assert.deepEqual(long, []);
});

test('folders are named for what they hold', () => {
  const vague = /(^|\/)(utils?|helpers?|common|types|services?|dtos?|misc)(\.tsx?|\/|$)/;
  assert.deepEqual(
    files.filter((file) => vague.test(file)),
    [],
  );
});

test('migrations have no triggers, and every table of persons is keyed by person, identifier or household first', () => {
  let read = 0;
  for (const file of sources.flatMap((folder) => listFiles(folder)).filter((one) => one.endsWith('.sql'))) {
    const text = readFileSync(join(root, file), 'utf8').replace(/--.*$/gm, '');
    read += 1;
    assert.doesNotMatch(
      text,
      /CREATE\s+(CONSTRAINT\s+)?TRIGGER|REFERENCES\s+[a-z]+\.|\w\s+(BIG|SMALL)?SERIAL\s*(PRIMARY|NOT|[,)])|GENERATED\s+ALWAYS\s+AS\s+IDENTITY/i,
      file,
    );
    assert.match(file, /migrations\/[0-9]{3}\.do\.[a-z-]+\.sql$/);
  }
  assert.ok(read >= 5, `only ${read} migrations were read`);
});

test('nothing of a machine stands in the files', () => {
  const listed = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...listFiles('docs'), ...files].filter((file) =>
    statSync(join(root, file), { throwIfNoEntry: false })?.isFile(),
  );
  const named = listed.filter(
    (file) =>
      !file.endsWith('architecture.test.ts') &&
      /\/(work|home|root)\/[a-z]/.test(readFileSync(join(root, file), 'utf8')),
  );
  assert.deepEqual(named, []);
});
