#!/usr/bin/env bash
# Asks Dancu whether something about a person is so, with bash, curl, openssl and xxd alone, and believes the answer only
# when its signature holds. Signatures are RFC 9421, digests RFC 9530; the key is ES256 (ECDSA on P-256 with SHA-256).
set -euo pipefail
export LC_ALL=C

usage() {
  cat <<'END'
verify.sh --key <file> --purpose <id> --legal-basis <id> [options] <number> <field=value> …

  --key <file>          private key on P-256: the JWK that `npx dancu agency new-key` wrote, or PEM
  --server <url>        public address of the platform (http://localhost:3000)
  --server-keys <file>  the platform's keys (JWK set) as you keep them; otherwise they are fetched
  --clock <seconds>     how far this machine's clock is corrected (0)

exit code: 0 yes · 1 no, close, not held, or nobody has the number · 2 wrong usage · 3 refused, or nobody answered
           4 an answer that is not to be believed
example:   verify.sh --key bidv.jwk --purpose bank-customer-check --legal-basis anti-money-laundering-law-9 \
             001190000001 name='Nguyễn Thị Hòa' birthDate=1990-01-15
END
}
wrong_usage() { echo "verify.sh: $1; --help tells more" >&2; exit 2; }
unreachable() { echo "verify.sh: $1" >&2; exit 3; }
disbelieve() { echo "verify.sh: the answer is not to be believed: $1" >&2; exit 4; }

server=http://localhost:3000 key='' purpose='' basis='' server_keys='' clock=0
while [[ ${1-} == --* ]]; do
  [[ $1 == --help ]] && { usage; exit 0; }
  (($# > 1)) || wrong_usage "$1 needs a value"
  case $1 in
    --key) key=$2 ;; --server) server=${2%/} ;; --server-keys) server_keys=$2 ;;
    --purpose) purpose=$2 ;; --legal-basis) basis=$2 ;; --clock) clock=$2 ;;
    *) wrong_usage "there is no option $1" ;;
  esac
  shift 2
done
[[ -r $key ]] || wrong_usage 'give the private key with --key'
[[ $purpose && $basis ]] || wrong_usage 'say why you ask: --purpose and --legal-basis, as your agreement has them'
(($# > 1)) || wrong_usage 'give a number, and what is claimed of the person as field=value'
[[ $1 =~ ^[A-Z0-9]{6,14}$ ]] || wrong_usage 'a number has 6 to 14 capitals and digits'
number=$1
shift

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 077

# Small tools: bytes are written as hex where they must be looked into.
hex() { xxd -p | tr -d '\n'; }
unhex() { xxd -r -p; }
base64_line() { base64 | tr -d '\n'; }
url_to_hex() { local text; text=$(tr -- '-_' '+/'); while ((${#text} % 4)); do text+='='; done; printf %s "$text" | base64 -d | hex; }
json_member() { tr -d ' \n\r\t' | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
json_text() { local text=${1//\\/\\\\}; printf '"%s"' "${text//\"/\\\"}"; }

# --- the key: a JWK becomes the DER that openssl reads; its name is the RFC 7638 thumbprint
if grep -q '"kty"' "$key"; then
  d=$(json_member d <"$key" | url_to_hex) xy=$(json_member x <"$key" | url_to_hex)$(json_member y <"$key" | url_to_hex)
  [[ ${#d} == 64 && ${#xy} == 128 ]] || wrong_usage "$key is no private key on P-256"
  printf '30770201010420%sa00a06082a8648ce3d030107a14403420004%s' "$d" "$xy" | unhex |
    openssl ec -inform DER -out "$work/key.pem" 2>/dev/null
else cp "$key" "$work/key.pem"; fi
point=$(openssl pkey -in "$work/key.pem" -pubout -outform DER 2>/dev/null | tail -c 64 | hex) || true
[[ ${#point} == 128 ]] || wrong_usage "$key is no private key on P-256"
base64url() { base64_line | tr -- '+/' '-_' | tr -d =; }
keyid=$(printf '{"crv":"P-256","kty":"EC","x":"%s","y":"%s"}' "$(unhex <<<"${point:0:64}" | base64url)" \
  "$(unhex <<<"${point:64}" | base64url)" | openssl dgst -sha256 -binary | base64url)

# --- the question
body=''
for field in "$@"; do
  [[ $field == ?*=* ]] || wrong_usage "write what is claimed as field=value, not $field"
  body+="${body:+,}$(json_text "${field%%=*}"):$(json_text "${field#*=}")"
done
body="{\"biographicData\":{$body}}"
uri="$server/v1/verify/$number?transactionId=$(openssl rand -hex 12)"
digest="sha-256=:$(printf %s "$body" | openssl dgst -sha256 -binary | base64_line):"
created=$(($(date +%s) + clock))
input="(\"@method\" \"@target-uri\" \"content-type\" \"content-digest\" \"dancu-purpose\" \"dancu-legal-basis\")"
input+=";created=$created;nonce=\"$(openssl rand -hex 16)\";keyid=\"$keyid\";alg=\"ecdsa-p256-sha256\";tag=\"dancu-exchange\""
# The signature base: a line for each covered component, and the parameters without a line end after them.
printf '"@method": POST\n"@target-uri": %s\n"content-type": application/json\n"content-digest": %s\n"dancu-purpose": %s\n"dancu-legal-basis": %s\n"@signature-params": %s' \
  "$uri" "$digest" "$purpose" "$basis" "$input" >"$work/question"
# openssl signs in DER: SEQUENCE { INTEGER r, INTEGER s }. The message carries r and s, 32 bytes each.
signature=$(openssl dgst -sha256 -sign "$work/key.pem" "$work/question" | openssl asn1parse -inform DER |
  awk -F: '/INTEGER/ { n = $NF; while (length(n) < 64) n = "0" n; printf "%s", n }' | unhex | base64_line)

curl -sS --max-time 30 --max-redirs 0 -D "$work/headers" -o "$work/answer" "$uri" \
  -H 'content-type: application/json' -H "content-digest: $digest" -H 'accept-encoding: identity' \
  -H "dancu-purpose: $purpose" -H "dancu-legal-basis: $basis" \
  -H "signature-input: sig1=$input" -H "signature: sig1=:$signature:" --data-binary "$body" ||
  unreachable "$server cannot be reached: is the address right, and the platform running?"

# --- the answer: its last header block (a proxy may have put one before it)
tr -d '\r' <"$work/headers" | awk '/^HTTP\// { block = "" } { block = block $0 "\n" } END { printf "%s", block }' >"$work/head"
status=$(awk 'NR == 1 { print $2 }' "$work/head")
# A header that stands twice could be read by others in another way.
header() {
  awk -F: -v name="$1" 'tolower($1) == name { sub(/^[^:]*:[ \t]*/, ""); sub(/[ \t]+$/, ""); print; found++ } END { exit found == 1 ? 0 : 1 }' "$work/head" ||
    disbelieve "the header $1 is missing or stands twice"
}
answer_digest=$(header content-digest)
[[ $answer_digest == "sha-256=:$(openssl dgst -sha256 -binary "$work/answer" | base64_line):" ]] ||
  disbelieve 'its body is another than the one that was signed (content-digest)'
answer_input=$(header signature-input)
answer_signature=$(header signature)
[[ $answer_input =~ ^sig1=(\(([^\)]*)\)(;.*)?)$ ]] || disbelieve 'its Signature-Input cannot be read'
signed=${BASH_REMATCH[1]} components=${BASH_REMATCH[2]} parameters=${BASH_REMATCH[3]};
parameter() { [[ $parameters =~ \;$1=\"?([^\"\;]*)\"? ]] && printf %s "${BASH_REMATCH[1]}"; }
[[ $(parameter tag) == dancu-answer ]] || disbelieve 'its signature is for something else (tag)'
[[ $(parameter alg) == ecdsa-p256-sha256 ]] || disbelieve "this script checks ES256 only, not $(parameter alg)"
age=$(($(date +%s) + clock - $(parameter created)))
((age <= 300 && age >= -300)) || disbelieve "it was signed $age seconds ago: set the clock (NTP)"
# With the signature of the question in it, it is the answer to this question and to no other.
for needed in '"@status"' '"content-digest"' '"content-type"' '"signature";req;key="sig1"'; do
  [[ " $components " == *" $needed "* ]] || disbelieve "its signature does not cover $needed"
done
for component in $components; do
  case $component in
    '"@status"') value=$status ;;
    '"signature";req;key="sig1"') value=":$signature:" ;;
    *[\;@]*) disbelieve "its signature covers $component, which this script does not know" ;;
    *) value=$(header "${component//\"/}") ;;
  esac
  printf '%s: %s\n' "$component" "$value"
done >"$work/base" || exit 4
printf '"@signature-params": %s' "$signed" >>"$work/base"

# --- the platform's key, and the signature with it
if [[ ! $server_keys ]]; then
  server_keys=$work/keys
  curl -sS --fail --max-time 30 -o "$server_keys" "$server/.well-known/jwks.json" || unreachable "the platform's keys cannot be fetched"
fi
kid=$(parameter keyid)
[[ $kid =~ ^[A-Za-z0-9_-]+$ ]] || disbelieve 'the name of its key cannot be read'
jwk=$(tr -d ' \n\r\t' <"$server_keys" | grep -o '{[^{}]*}' | grep -F "\"kid\":\"$kid\"") || disbelieve "the platform has no key $kid"
xy=$(json_member x <<<"$jwk" | url_to_hex)$(json_member y <<<"$jwk" | url_to_hex)
printf '3059301306072a8648ce3d020106082a8648ce3d03010703420004%s' "$xy" | unhex |
  openssl pkey -pubin -inform DER -out "$work/server.pem" 2>/dev/null || disbelieve "key $kid is none on P-256"
[[ $answer_signature =~ ^sig1=:([A-Za-z0-9+/=]+):$ ]] || disbelieve 'its signature cannot be read'
raw=$(base64 -d <<<"${BASH_REMATCH[1]}" | hex)
[[ ${#raw} == 128 ]] || disbelieve 'its signature has the wrong length'
# r and s as DER integers: without leading zeros, but with one before a set first bit.
integer() {
  local n=$1
  while [[ ${#n} -gt 2 && $n == 00* ]]; do n=${n:2}; done
  [[ $n == [89a-f]* ]] && n=00$n
  printf '02%02x%s' $((${#n} / 2)) "$n"
}
integers=$(integer "${raw:0:64}")$(integer "${raw:64}")
printf '30%02x%s' $((${#integers} / 2)) "$integers" | unhex >"$work/signature"
openssl dgst -sha256 -verify "$work/server.pem" -signature "$work/signature" "$work/base" >/dev/null 2>&1 ||
  disbelieve 'its signature does not fit'

# --- what it says
if [[ $status == 200 ]]; then
  outcome=$(grep -o '"outcome":"[a-z-]*"' "$work/answer" | head -n 1 | cut -d '"' -f 4)
  echo "$outcome"
  echo "journal: $(header dancu-journal)" >&2
  [[ $outcome == yes ]] && exit 0
  exit 1
fi
code=$(grep -o '[a-z]*/[a-z]*-*[a-z-]*' <<<"$(json_member code <"$work/answer")" || awk -F': *' 'tolower($1) == "dancu-problem" { print $2 }' "$work/head")
echo "refused: $status ${code:-$(head -c 300 "$work/answer")}" >&2
echo "what to do: the table in docs/connect-an-agency.md, “When it is refused”; detail: $(sed -n 's/.*"\(detail\|message\)":"\([^"]*\)".*/\2/p' "$work/answer")" >&2
[[ $code == exchange/person-unknown ]] && exit 1
exit 3
