#!/usr/bin/env python3
"""Asks Dancu whether something about a person is so, with Python's standard library alone, and believes the answer only
when its signature holds. Signatures are RFC 9421, digests RFC 9530; the key is ES256 (ECDSA on P-256 with SHA-256).

The curve is written out below, in pure Python, so that nothing of the platform's and no other program has a part in the
proof; nonces are those of RFC 6979. It takes its time by the key's bits: on a machine that others use too, let openssl or
a hardware module sign.

exit code: 0 yes; 1 no, close, not held, or nobody has the number; 2 wrong usage; 3 refused, or nobody answered;
4 an answer that is not to be believed
"""
import argparse, base64, hashlib, hmac, json, re, secrets, sys, time, urllib.error, urllib.request

# --- ECDSA on P-256 (FIPS 186-5)
P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def add(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def multiply(k, point):
    result = None
    while k:
        if k & 1:
            result = add(result, point)
        point, k = add(point, point), k >> 1
    return result


def sign(d, message):
    digest = hashlib.sha256(message).digest()
    z = int.from_bytes(digest, 'big')
    seed = d.to_bytes(32, 'big') + (z % N).to_bytes(32, 'big')
    value, key = b'\x01' * 32, b'\x00' * 32
    for mark in (b'\x00', b'\x01'):
        key = hmac.digest(key, value + mark + seed, 'sha256')
        value = hmac.digest(key, value, 'sha256')
    while True:
        value = hmac.digest(key, value, 'sha256')
        k = int.from_bytes(value, 'big')
        if 0 < k < N:
            r = multiply(k, G)[0] % N
            s = pow(k, -1, N) * (z + r * d) % N
            if r and s:
                return r.to_bytes(32, 'big') + s.to_bytes(32, 'big')
        key = hmac.digest(key, value + b'\x00', 'sha256')
        value = hmac.digest(key, value, 'sha256')


def fits(point, message, signature):
    r, s = int.from_bytes(signature[:32], 'big'), int.from_bytes(signature[32:], 'big')
    x, y = point
    if len(signature) != 64 or not (0 < r < N and 0 < s < N) or (y * y - x * x * x + 3 * x - B) % P:
        return False
    z, w = int.from_bytes(hashlib.sha256(message).digest(), 'big'), pow(s, -1, N)
    found = add(multiply(z * w % N, G), multiply(r * w % N, point))
    return found is not None and found[0] % N == r


# --- texts
def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()


def number_of(text):
    return int.from_bytes(base64.urlsafe_b64decode(text + '=' * (-len(text) % 4)), 'big')


def digest_of(body):
    return 'sha-256=:' + base64.b64encode(hashlib.sha256(body).digest()).decode() + ':'


class Disbelief(Exception):
    """The answer is not what the platform said to this question."""


class KeyUnusable(Exception):
    pass


def read_key(path):
    """A private JWK on P-256. Returns its secret and its name, the RFC 7638 thumbprint."""
    try:
        with open(path, encoding='utf-8') as file:
            jwk = json.load(file)
        d, point = number_of(jwk['d']), (number_of(jwk['x']), number_of(jwk['y']))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeyUnusable(f'{path} is no private JWK, as `npx dancu agency new-key` writes it') from error
    if jwk.get('crv') != 'P-256' or multiply(d, G) != point:
        raise KeyUnusable(f'{path} is no private key on P-256')
    named = json.dumps({name: jwk[name] for name in ('crv', 'kty', 'x', 'y')}, separators=(',', ':'))
    return d, b64url(hashlib.sha256(named.encode()).digest())


# --- the question
def ask(options, fields):
    """Signs and sends the question. Returns its signature, and the answer's status, headers and body."""
    d, keyid = read_key(options.key)
    body = json.dumps({'biographicData': fields}, ensure_ascii=False).encode()
    uri = f'{options.server}/v1/verify/{options.number}?transactionId={secrets.token_hex(12)}'
    headers = {
        'content-type': 'application/json',
        'content-digest': digest_of(body),
        'dancu-purpose': options.purpose,
        'dancu-legal-basis': options.legal_basis,
    }
    covered = {'@method': 'POST', '@target-uri': uri, **headers}
    params = '({});created={};nonce="{}";keyid="{}";alg="ecdsa-p256-sha256";tag="dancu-exchange"'.format(
        ' '.join(f'"{name}"' for name in covered), int(time.time()) + options.clock, secrets.token_hex(16), keyid)
    base = ''.join(f'"{name}": {value}\n' for name, value in covered.items()) + f'"@signature-params": {params}'
    signature = base64.b64encode(sign(d, base.encode('ascii'))).decode()
    headers |= {'signature-input': f'sig1={params}', 'signature': f'sig1=:{signature}:', 'accept-encoding': 'identity'}
    return signature, *send(urllib.request.Request(uri, body, headers, method='POST'))


class StayHere(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the question to somebody who was not asked."""

    def redirect_request(self, *_):
        return None


def send(request):
    try:
        answer = urllib.request.build_opener(StayHere).open(request, timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers, answer.read()


# --- the answer
def check(signature, status, headers, body, options):
    """Raises Disbelief unless the platform signed this answer to the question with that signature, just now."""

    def header(name):
        values = headers.get_all(name, [])
        if len(values) != 1:
            raise Disbelief(f'the header {name} is missing or stands twice')
        return values[0].strip()

    if header('content-digest') != digest_of(body):
        raise Disbelief('its body is another than the one that was signed (content-digest)')
    read = re.fullmatch(r'sig1=(\(([^)]*)\)((?:;[a-z]+=(?:\d+|"[^"]*"))*))', header('signature-input'))
    sent = re.fullmatch(r'sig1=:([A-Za-z0-9+/]{86}==):', header('signature'))
    if not read or not sent:
        raise Disbelief('its signature cannot be read')
    components, params = read[2].split(), dict(re.findall(r';([a-z]+)="?([^";]*)"?', read[3]))
    if params.get('tag') != 'dancu-answer' or params.get('alg') != 'ecdsa-p256-sha256':
        raise Disbelief('its signature is for something else, or not ES256')
    age = time.time() + options.clock - int(params.get('created', 0))
    if abs(age) > 300:
        raise Disbelief(f'it was signed {age:.0f} seconds ago: set the clock (NTP)')
    # With the signature of the question in it, it is the answer to this question and to no other.
    special = {'"@status"': str(status), '"signature";req;key="sig1"': f':{signature}:'}
    for needed in [*special, '"content-digest"', '"content-type"']:
        if needed not in components:
            raise Disbelief(f'its signature does not cover {needed}')
    if any(one not in special and not re.fullmatch('"[a-z0-9-]+"', one) for one in components):
        raise Disbelief('its signature covers what this script does not know')
    base = ''.join(f'{one}: {special[one] if one in special else header(one[1:-1])}\n' for one in components)
    key = find_key(params.get('keyid'), options)
    if not fits(key, f'{base}"@signature-params": {read[1]}'.encode('latin-1'), base64.b64decode(sent[1])):
        raise Disbelief('its signature does not fit')


def find_key(keyid, options):
    if options.server_keys:
        with open(options.server_keys, encoding='utf-8') as file:
            keys = json.load(file)['keys']
    else:
        with urllib.request.urlopen(f'{options.server}/.well-known/jwks.json', timeout=30) as answer:
            keys = json.load(answer)['keys']
    for jwk in keys:
        if jwk.get('kid') == keyid and jwk.get('crv') == 'P-256':
            return number_of(jwk['x']), number_of(jwk['y'])
    raise Disbelief(f'the platform has no key {keyid} on P-256')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--key', required=True, help='private key on P-256: the JWK that `npx dancu agency new-key` wrote')
    parser.add_argument('--purpose', required=True, help='why you ask, as your agreement has it')
    parser.add_argument('--legal-basis', required=True, help='under which law')
    parser.add_argument('--server', default='http://localhost:3000', help='public address of the platform')
    parser.add_argument('--server-keys', help="the platform's keys (JWK set) as you keep them; otherwise they are fetched")
    parser.add_argument('--clock', type=int, default=0, help="seconds by which this machine's clock is corrected")
    parser.add_argument('number', help='the person, by number')
    parser.add_argument('field', nargs='+', help='what is claimed: name=value')
    options = parser.parse_args()
    options.server = options.server.rstrip('/')
    if not re.fullmatch('[A-Z0-9]{6,14}', options.number) or not all('=' in one[1:] for one in options.field):
        parser.error('give a number (6 to 14 capitals and digits), and what is claimed of the person as field=value')
    try:
        signature, status, headers, body = ask(options, dict(one.split('=', 1) for one in options.field))
        check(signature, status, headers, body, options)
    except KeyUnusable as error:
        parser.error(str(error))
    except Disbelief as error:
        print(f'verify.py: the answer is not to be believed: {error}', file=sys.stderr)
        return 4
    except OSError as error:
        print(f'verify.py: {options.server} cannot be reached: {error}', file=sys.stderr)
        return 3
    said = json.loads(body)
    if status == 200:
        print(said['outcome'])
        print(f"journal: {headers['dancu-journal']}", file=sys.stderr)
        return 0 if said['outcome'] == 'yes' else 1
    code = headers.get('dancu-problem') or said.get('code')
    print(f"refused: {status} {code}\n{said.get('detail') or said.get('message')}", file=sys.stderr)
    print('what to do: the table in docs/connect-an-agency.md, “When it is refused”', file=sys.stderr)
    return 1 if code == 'exchange/person-unknown' else 3


if __name__ == '__main__':
    sys.exit(main())
