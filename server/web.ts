import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { Room } from '#kernel';
import { DOOR_ADDRESS } from '#rooms/readers';

const dist = new URL('../web/dist/', import.meta.url);
/** Screens that the browser's router draws; every other path is a problem, not an empty page. */
const screens = ['/me', '/desk', '/agency', '/audit', '/point', '/evidence'];
const WORKER_POLICY = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";

/** The built web application, under a content security policy without inline script; styles carry the answer's nonce. */
export function openWeb(): Room {
  return {
    name: 'web',
    async pages(app) {
      if (!existsSync(dist)) return;
      const index = readFileSync(new URL('index.html', dist), 'utf8');
      await app.register(fastifyStatic, {
        root: fileURLToPath(dist),
        preCompressed: true,
        index: false,
        wildcard: false,
        globIgnore: ['index.html', '**/*.br', '**/*.gz'],
        // Names under assets/ carry a hash of their content.
        setHeaders: (reply, path) => {
          reply.header(
            'cache-control',
            path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
          );
          // A worker may ask for what the policy of its own script allows.
          if (/\/sw(?:-desk)?\.js(?:\.br|\.gz)?$/.test(path)) reply.header('content-security-policy', WORKER_POLICY);
        },
        cacheControl: false,
      });
      for (const screen of screens) {
        for (const url of [screen, `${screen}/*`]) {
          // At desks chips are read without a line too: the page speaks to the agent on the officer’s machine.
          const connect = screen === '/point' ? `'self' ${DOOR_ADDRESS}` : "'self'";
          app.get(url, { schema: { hide: true } }, async (_request, reply) => {
            const nonce = randomBytes(16).toString('base64');
            reply.header(
              'content-security-policy',
              `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src ${connect}; worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
            );
            const page = screen === '/desk' ? index.replace('/manifest.webmanifest', '/desk.webmanifest') : index;
            return reply.type('text/html; charset=utf-8').send(page.replaceAll('__NONCE__', nonce));
          });
        }
      }
    },
  };
}
