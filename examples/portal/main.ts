import { openPortal } from './portal.ts';

/** `PORTAL_ISSUER`, `PORTAL_PORT`, `PORTAL_CLIENT`, `PORTAL_HOME`: none is needed beside a demonstration on this machine. */
const { PORTAL_ISSUER, PORTAL_PORT, PORTAL_CLIENT, PORTAL_HOME } = process.env;

const portal = await openPortal({
  issuer: PORTAL_ISSUER ?? 'http://localhost:3000/oidc',
  port: Number(PORTAL_PORT ?? 3100),
  client: PORTAL_CLIENT ?? 'education-portal',
  home: PORTAL_HOME ?? '.dancu/portal',
});
process.stdout.write(`Education portal: ${portal.origin}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void portal.close());
