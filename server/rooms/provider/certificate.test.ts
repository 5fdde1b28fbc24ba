import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { KoaContextWithOIDC, TLSClientAuthProperty } from 'oidc-provider';
import { createCertificates } from './certificate.ts';

const authority = `-----BEGIN CERTIFICATE-----
MIIByDCCAW2gAwIBAgIUJeWMLZZsoGD1IhIuUgqWo3kxc0MwCgYIKoZIzj0EAwIw
ODELMAkGA1UEBhMCVk4xFzAVBgNVBAoMDlRlc3QgQXV0aG9yaXR5MRAwDgYDVQQD
DAdUZXN0IENBMCAXDTI2MTEyMjExMjcxOFoYDzIxMjYxMDI5MTEyNzE4WjA4MQsw
CQYDVQQGEwJWTjEXMBUGA1UECgwOVGVzdCBBdXRob3JpdHkxEDAOBgNVBAMMB1Rl
c3QgQ0EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAThcS+Ug0h8aTA9GthyctsG
CdTle96eFxYRNoaQZ8K6OPhmsEx2+9AEFDPcHun7qDh5x9iYoISK7JATL1q8YvAq
o1MwUTAdBgNVHQ4EFgQUGnDqvRpzzmLD1aPsqD6gQY7wc7wwHwYDVR0jBBgwFoAU
GnDqvRpzzmLD1aPsqD6gQY7wc7wwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQD
AgNJADBGAiEAlKwu4zhEi12joKTLK0jdLr6eMN9S5zawz5pzJgYU410CIQDL0l5b
oMP00HGzx1qzOgpN9lXA3Nts6WjqSmnUAhQ/vw==
-----END CERTIFICATE-----`;
const issued = `-----BEGIN CERTIFICATE-----
MIICGzCCAcCgAwIBAgIUE5K/t4FjU8tV6YX5nwyU6xy/tR0wCgYIKoZIzj0EAwIw
ODELMAkGA1UEBhMCVk4xFzAVBgNVBAoMDlRlc3QgQXV0aG9yaXR5MRAwDgYDVQQD
DAdUZXN0IENBMCAXDTI2MTEyMjExMjcxOFoYDzIxMjUwNjE2MTEyNzE4WjBHMQsw
CQYDVQQGEwJWTjEbMBkGA1UECgwSTWluaXN0cnkgb2YgSGVhbHRoMRswGQYDVQQD
DBJwb3J0YWwubW9oLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARq
xwsGG01FOz6GIDKjO0g65e9sin/XENuxbtV1NIZptmx5BSL1Td/1sh9iQq8qzxxL
HfYBnuj2Jl+SpTTKq671o4GWMIGTMFEGA1UdEQRKMEiCEnBvcnRhbC5tb2guZXhh
bXBsZYYbaHR0cHM6Ly9wb3J0YWwubW9oLmV4YW1wbGUvgQ9vcHNAbW9oLmV4YW1w
bGWHBMAAAgcwHQYDVR0OBBYEFJxd0ueioGGB3wZJRhO2K7RZu5BXMB8GA1UdIwQY
MBaAFBpw6r0ac85iw9Wj7Kg+oEGO8HO8MAoGCCqGSM49BAMCA0kAMEYCIQDvkZwE
WZStUEZytmlKCmSwFRTvAe9phkLfSV4Gbsz1EAIhAJOr1KEavt/JQQs6ZBjTZlgL
ElSELhZg7g05/UiqGuXv
-----END CERTIFICATE-----`;
const selfMade = `-----BEGIN CERTIFICATE-----
MIIBizCCATECFCT3Y2tkBK6yOD3Sg/MeLFdc9/leMAoGCCqGSM49BAMCMEcxCzAJ
BgNVBAYTAlZOMRswGQYDVQQKDBJNaW5pc3RyeSBvZiBIZWFsdGgxGzAZBgNVBAMM
EnBvcnRhbC5tb2guZXhhbXBsZTAgFw0yNjExMjIxMTI3MThaGA8yMTI1MDYxNjEx
MjcxOFowRzELMAkGA1UEBhMCVk4xGzAZBgNVBAoMEk1pbmlzdHJ5IG9mIEhlYWx0
aDEbMBkGA1UEAwwScG9ydGFsLm1vaC5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZI
zj0DAQcDQgAEascLBhtNRTs+hiAyoztIOuXvbIp/1xDbsW7VdTSGabZseQUi9U3f
9bIfYkKvKs8cSx32AZ7o9iZfkqU0yquu9TAKBggqhkjOPQQDAgNIADBFAiEAgU+L
CF1oebHzBmZvE/C1Glkwb8VsbtFAl+zK9Bsx3HgCIH1QrmupsSTI6Q87LfXgFI8n
tCRiOJ3PahI4MHLMmYCJ
-----END CERTIFICATE-----`;

const folder = mkdtempSync(join(tmpdir(), 'dancu-certificates-'));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'authorities.pem'), authority);
const certificates = createCertificates({ header: 'client-cert', authorities: join(folder, 'authorities.pem') });

/** A request whose front sent this header. */
const sent = (value: string) =>
  ({ get: (name: string) => (name === 'client-cert' ? value : '') }) as unknown as KoaContextWithOIDC;
const asPem = (pem: string) => sent(encodeURIComponent(pem));
const asBytes = (pem: string) => sent(`:${pem.replace(/-----[A-Z ]+-----|\s/g, '')}:`);

test('a certificate is read in both forms in which fronts send it, and anything else is none', () => {
  for (const form of [asPem, asBytes])
    assert.match(certificates.getCertificate(form(issued))!.subject, /CN=portal\.moh\.example/);
  for (const wrong of ['', 'x', ':AAAA:', '%', '%E0%A4%A', encodeURIComponent(issued.slice(0, 200))])
    assert.equal(certificates.getCertificate(sent(wrong)), undefined);
});

test('only what a known authority issued is authorised', () => {
  assert.equal(certificates.certificateAuthorized(asPem(issued)), true);
  assert.equal(certificates.certificateAuthorized(asPem(selfMade)), false);
  assert.equal(certificates.certificateAuthorized(sent('')), false);
  const none = createCertificates({ header: 'client-cert', authorities: undefined });
  assert.equal(none.certificateAuthorized(asPem(issued)), false);
});

test('a subject is one of the certificate’s own, whole', () => {
  const matches = (property: TLSClientAuthProperty, expected: string) =>
    certificates.certificateSubjectMatches(asPem(issued), property, expected);
  for (const [property, expected] of [
    ['tls_client_auth_san_dns', 'portal.moh.example'],
    ['tls_client_auth_san_uri', 'https://portal.moh.example/'],
    ['tls_client_auth_san_email', 'ops@moh.example'],
    ['tls_client_auth_san_ip', '192.0.2.7'],
    ['tls_client_auth_subject_dn', 'CN=portal.moh.example, O=Ministry of Health, C=VN'],
    ['tls_client_auth_subject_dn', 'C=VN,O=Ministry of Health,CN=portal.moh.example'],
  ] as const)
    assert.equal(matches(property, expected), true, expected);
  for (const [property, expected] of [
    ['tls_client_auth_san_dns', 'moh.example'],
    ['tls_client_auth_san_uri', 'https://portal.moh.example'],
    ['tls_client_auth_san_ip', '192.0.2.70'],
    ['tls_client_auth_subject_dn', 'CN=portal.moh.example'],
    ['tls_client_auth_subject_dn', 'CN=portal.moh.example, C=VN, O=Ministry of Health'],
  ] as const)
    assert.equal(matches(property, expected), false, expected);
});
