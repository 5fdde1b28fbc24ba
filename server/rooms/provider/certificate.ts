import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { KoaContextWithOIDC, TLSClientAuthProperty } from 'oidc-provider';

export interface CertificateOptions {
  /** Header in which the TLS front sends the client's certificate; it must take it away from whoever else sends it. */
  readonly header: string;
  /** File of the authorities whose certificates identify clients (PEM); undefined: only registered ones do. */
  readonly authorities: string | undefined;
}

/** Client certificates as a TLS front hands them on (RFC 8705; RFC 9440, or URL-encoded PEM as nginx does). */
export function createCertificates({ header, authorities }: CertificateOptions) {
  const trusted = authorities ? readAuthorities(readFileSync(authorities, 'utf8')) : [];

  function getCertificate(ctx: KoaContextWithOIDC): X509Certificate | undefined {
    const sent = ctx.get(header);
    return sent ? parse(sent) : undefined;
  }
  return {
    getCertificate,
    certificateAuthorized(ctx: KoaContextWithOIDC): boolean {
      const certificate = getCertificate(ctx);
      if (!certificate) return false;
      const now = Date.now();
      const inTime = Date.parse(certificate.validFrom) <= now && now < Date.parse(certificate.validTo);
      return inTime && trusted.some((one) => certificate.checkIssued(one) && certificate.verify(one.publicKey));
    },
    certificateSubjectMatches(ctx: KoaContextWithOIDC, property: TLSClientAuthProperty, expected: string): boolean {
      const certificate = getCertificate(ctx);
      return certificate !== undefined && matches(certificate, property, expected);
    },
  };
}

/** @returns undefined for what is no certificate: hostile bytes are no reason to fail */
function parse(sent: string): X509Certificate | undefined {
  try {
    const [, base64] = /^:([A-Za-z0-9+/=]+):$/.exec(sent) ?? [];
    return new X509Certificate(base64 ? Buffer.from(base64, 'base64') : decodeURIComponent(sent));
  } catch {
    return undefined;
  }
}

function readAuthorities(pem: string): X509Certificate[] {
  return [...pem.matchAll(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs)].map(
    ([one]) => new X509Certificate(one),
  );
}

function matches(certificate: X509Certificate, property: TLSClientAuthProperty, expected: string): boolean {
  switch (property) {
    case 'tls_client_auth_subject_dn':
      return sameNames(certificate.subject.split('\n'), expected.split(/(?<!\\),/));
    case 'tls_client_auth_san_dns':
      return namesOf(certificate, 'DNS').some((name) => name.toLowerCase() === expected.toLowerCase());
    case 'tls_client_auth_san_uri':
      return namesOf(certificate, 'URI').includes(expected);
    case 'tls_client_auth_san_email':
      return namesOf(certificate, 'email').includes(expected);
    case 'tls_client_auth_san_ip':
      return isIP(expected) !== 0 && namesOf(certificate, 'IP Address').includes(expected);
    default:
      return false;
  }
}

/** RFC 4514 writes a name backwards; the parts and their order count, not the blanks. */
function sameNames(certified: readonly string[], expected: readonly string[]): boolean {
  const tidy = (parts: readonly string[]) => parts.map((part) => part.trim()).filter(Boolean);
  const [one, other] = [tidy(certified).join('\n'), tidy(expected)];
  return one === other.join('\n') || one === other.toReversed().join('\n');
}

/** A quoted value in this list is one that tries to look like several. */
function namesOf(certificate: X509Certificate, kind: string): string[] {
  const list = certificate.subjectAltName ?? '';
  if (list.includes('"')) return [];
  return list.split(', ').flatMap((one) => (one.startsWith(`${kind}:`) ? one.slice(kind.length + 1) : []));
}
