"""A service written with Authlib: discovery, code with PKCE, token, ID token, userinfo. Speaks JSON, a line at a time.

in  {"issuer", "client", "secret", "redirect"}     out {"address"}
in  {"callback"}                                    out {"claims", "userinfo"}
"""

import json
import sys

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, JsonWebToken
from authlib.oidc.core import CodeIDToken


def say(answer):
    print(json.dumps(answer), flush=True)


def hear():
    return json.loads(sys.stdin.readline())


given = hear()
metadata = requests.get(given["issuer"] + "/.well-known/openid-configuration", timeout=10).json()
assert metadata["issuer"] == given["issuer"]
session = OAuth2Session(
    given["client"],
    given["secret"],
    scope="openid profile",
    redirect_uri=given["redirect"],
    code_challenge_method="S256",
    token_endpoint_auth_method="client_secret_basic",
)
verifier, nonce = generate_token(48), generate_token(20)
address, state = session.create_authorization_url(
    metadata["authorization_endpoint"], code_verifier=verifier, nonce=nonce
)
say({"address": address})

token = session.fetch_token(
    metadata["token_endpoint"],
    authorization_response=hear()["callback"],
    state=state,
    code_verifier=verifier,
)
keys = JsonWebKey.import_key_set(requests.get(metadata["jwks_uri"], timeout=10).json())
claims = JsonWebToken(["ES256"]).decode(
    token["id_token"],
    keys,
    claims_cls=CodeIDToken,
    claims_options={
        "iss": {"essential": True, "value": metadata["issuer"]},
        "aud": {"essential": True, "value": given["client"]},
    },
    claims_params={"nonce": nonce, "client_id": given["client"], "access_token": token["access_token"]},
)
claims.validate()
userinfo = session.get(metadata["userinfo_endpoint"]).json()
assert userinfo["sub"] == claims["sub"]
say({"claims": dict(claims), "userinfo": userinfo})
