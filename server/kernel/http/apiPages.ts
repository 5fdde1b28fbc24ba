import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Words } from '../words.ts';
import { escapeHtml } from './html.ts';

interface Schema {
  type?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  const?: unknown;
  pattern?: string;
  format?: string;
  enum?: unknown[];
}
interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema: Schema; description?: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema: Schema }> }>;
}

const style = `:root{--ink:#1b1f27;--accent:#8c1d18;--line:#d9dce2}body{margin:0 auto;max-width:60rem;padding:1rem;font:17px/1.55 system-ui,sans-serif;color:var(--ink);background:#fff;overflow-wrap:anywhere}
h1{font-size:1.8rem}h2{margin-top:2.5rem;border-bottom:2px solid var(--accent)}h3{font-size:1.05rem;margin:0}a{color:var(--accent)}a:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
nav ul{columns:14rem;padding-left:1.2rem}details{border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem;margin:.6rem 0}summary{cursor:pointer;min-height:1.9rem}summary h3{display:inline}
code,pre{font:15px/1.5 ui-monospace,monospace}pre{background:#f5f6f8;padding:.8rem;border-radius:.4rem;white-space:pre-wrap}dt{font-weight:600}dd{margin:0 0 .4rem 1rem}.method{display:inline-block;min-width:4.2rem;color:var(--accent);font-weight:700}`;
const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** Readable pages of the API, made from the same OpenAPI document that machines read; no script. */
export function addApiPages(app: FastifyInstance, words: Words): void {
  app.get('/docs/api', { schema: { hide: true } }, async (request, reply) => {
    const document = app.swagger() as unknown as { paths: Record<string, Record<string, Operation>> };
    const say = (key: string) => escapeHtml(words.say(request.language, `screen.api.${key}`));
    reply.header(
      'content-security-policy',
      `default-src 'none'; style-src ${styleHash}; frame-ancestors 'none'; base-uri 'none'`,
    );
    return reply.type('text/html; charset=utf-8').send(renderPage(document.paths, say, request.language));
  });
}

function renderPage(
  paths: Record<string, Record<string, Operation>>,
  say: (key: string) => string,
  language: string,
): string {
  const groups = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags?.[0] ?? 'other';
      groups.set(tag, [...(groups.get(tag) ?? []), renderOperation(method.toUpperCase(), path, operation, say)]);
    }
  }
  const tags = [...groups.keys()].sort();
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${say('title')}</title><style>${style}</style></head><body>
<main><h1>${say('title')}</h1><p>${say('lead')} <a href="/openapi.json">openapi.json</a></p>
<nav aria-label="${say('contents')}"><ul>${tags.map((tag) => `<li><a href="#${escapeHtml(tag)}">${escapeHtml(tag)}</a></li>`).join('')}</ul></nav>
${tags.map((tag) => `<section id="${escapeHtml(tag)}"><h2>${escapeHtml(tag)}</h2>${groups.get(tag)!.join('')}</section>`).join('')}</main></body></html>`;
}

function renderOperation(method: string, path: string, operation: Operation, say: (key: string) => string): string {
  const body = operation.requestBody?.content['application/json']?.schema;
  const parameters = (operation.parameters ?? []).map(
    (one) =>
      `<dt><code>${escapeHtml(one.name)}</code> <small>${escapeHtml(one.in)}${one.required ? `, ${say('required')}` : ''}</small></dt><dd>${escapeHtml(describe(one.schema))}</dd>`,
  );
  const answers = Object.entries(operation.responses).map(([status, response]) => {
    const schema = Object.values(response.content ?? {})[0]?.schema;
    return `<dt>${escapeHtml(status)}</dt><dd>${schema ? `<pre tabindex="0">${escapeHtml(outline(schema, 0))}</pre>` : escapeHtml(response.description ?? '')}</dd>`;
  });
  return `<details><summary><h3><span class="method">${method}</span> <code>${escapeHtml(path)}</code></h3> ${escapeHtml(operation.summary ?? '')}</summary>
${operation.description ? `<p>${escapeHtml(operation.description)}</p>` : ''}${parameters.length > 0 ? `<h4>${say('parameters')}</h4><dl>${parameters.join('')}</dl>` : ''}
${body ? `<h4>${say('body')}</h4><pre tabindex="0">${escapeHtml(outline(body, 0))}</pre>` : ''}<h4>${say('answers')}</h4><dl>${answers.join('')}</dl></details>`;
}

/** A schema as an indented outline: shorter to read than JSON Schema, true to it. */
function outline(schema: Schema, depth: number): string {
  const pad = '  '.repeat(depth);
  if (depth > 6) return `${pad}…`;
  if (schema.properties) {
    const lines = Object.entries(schema.properties).map(([name, child]) => {
      const nested = child.properties || child.items?.properties;
      const mark = schema.required?.includes(name) ? '' : '?';
      const inner = child.properties ? child : (child.items ?? child);
      return nested
        ? `${pad}  ${name}${mark}${child.items ? '[]' : ''}:\n${outline(inner, depth + 1)}`
        : `${pad}  ${name}${mark}: ${describe(child)}`;
    });
    return lines.join('\n');
  }
  if (schema.items?.properties) return `${pad}[]\n${outline(schema.items, depth)}`;
  return `${pad}${describe(schema)}`;
}

function describe(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map(describe).join(' | ');
  if (schema.items) return `${describe(schema.items)}[]`;
  const detail = schema.format ?? schema.pattern;
  return [schema.type ?? 'any', detail ? `(${detail})` : '', schema.description ? `— ${schema.description}` : '']
    .filter(Boolean)
    .join(' ');
}
