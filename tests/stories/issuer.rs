//! Somebody else who says who people are: a small OpenID Connect issuer on this machine, honest or not.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub const CLIENT: &str = "the-board";
pub const SECRET: &str = "what only the two know";

/// An issuer that gives the proofs it is told to give.
#[derive(Clone)]
pub struct Issuer {
    pub url: String,
    key: Arc<CoreEdDsaPrivateSigningKey>,
    /// What each code is good for, once: the challenge it was asked with, and the proof.
    codes: Arc<Mutex<BTreeMap<String, (String, String)>>>,
}

/// Where a browser was sent to, taken apart.
pub struct Asked {
    pub fields: BTreeMap<String, String>,
}

impl Asked {
    pub fn at(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

fn key() -> CoreEdDsaPrivateSigningKey {
    // The fixed head of such a key (RFC 8410), and chance.
    let mut der = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    der.extend(holdfast::ids::chance::<32>());
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der));
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new("one".to_owned()))).unwrap()
}

impl Issuer {
    pub async fn new() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let issuer = Self { url, key: Arc::new(key()), codes: Arc::default() };
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(about))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(issuer.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        issuer
    }

    /// The same issuer's name and place, with a key it never published.
    pub fn forged(&self) -> Self {
        Self { key: Arc::new(key()), ..self.clone() }
    }

    /// What a browser was asked to bring here.
    pub fn asked(&self, to: &str) -> Asked {
        let query = to.strip_prefix(&format!("{}/authorize?", self.url)).unwrap_or_else(|| panic!("not to the issuer: {to}"));
        Asked { fields: form_urlencoded::parse(query.as_bytes()).into_owned().collect() }
    }

    /// The claims of an honest proof; a story bends them.
    pub fn claims(&self, asked: &Asked, subject: &str, now: i64) -> Value {
        json!({"iss": self.url, "sub": subject, "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": asked.at("nonce"),
            "email": "ana@mail.example", "preferred_username": "ana", "name": "Ana Realname"})
    }

    /// A proof, signed.
    pub fn signs(&self, claims: &Value) -> String {
        let head = json!({"alg": "EdDSA", "kid": "one"});
        let text = format!("{}.{}", part(&head), part(claims));
        let seal = self.key.sign(&CoreJwsSigningAlgorithm::EdDsa, text.as_bytes()).unwrap();
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(seal))
    }

    /// A proof that nobody signed, or that was signed with what the board and the issuer share.
    pub fn unsigned(claims: &Value, algorithm: &str) -> String {
        use hmac::{Hmac, KeyInit, Mac};
        let text = format!("{}.{}", part(&json!({"alg": algorithm})), part(claims));
        let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
        mac.update(text.as_bytes());
        let seal = if algorithm == "none" { Vec::new() } else { mac.finalize().into_bytes().to_vec() };
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(seal))
    }

    /// A code that can be changed for that proof, once, by whoever has the verifier; and the address a browser comes back to.
    pub fn sends_back(&self, asked: &Asked, proof: String) -> String {
        let code = URL_SAFE_NO_PAD.encode(holdfast::ids::chance::<16>());
        self.codes.lock().unwrap().insert(code.clone(), (asked.at("code_challenge").to_owned(), proof));
        format!("/sign-in/with/back?code={code}&state={}", asked.at("state"))
    }

    /// How many codes nobody changed yet.
    pub fn codes_left(&self) -> usize {
        self.codes.lock().unwrap().len()
    }
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

async fn about(State(issuer): State<Issuer>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", issuer.url);
    Json(json!({"issuer": issuer.url, "authorization_endpoint": at("/authorize"), "token_endpoint": at("/token"), "jwks_uri": at("/keys"),
        "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"]}))
}

async fn keys(State(issuer): State<Issuer>) -> Json<CoreJsonWebKeySet> {
    Json(CoreJsonWebKeySet::new(vec![issuer.key.as_verification_key()]))
}

async fn token(State(issuer): State<Issuer>, headers: axum::http::HeaderMap, body: String) -> Response {
    let form: BTreeMap<String, String> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let refused = |why: &str| (StatusCode::BAD_REQUEST, Json(json!({"error": why}))).into_response();
    let expected = format!("Basic {}", STANDARD.encode(format!("{CLIENT}:{}", SECRET.replace(' ', "+"))));
    if headers.get("authorization").is_none_or(|given| given != expected.as_str()) {
        return refused("invalid_client");
    }
    let Some((challenge, proof)) = form.get("code").and_then(|code| issuer.codes.lock().unwrap().remove(code)) else {
        return refused("invalid_grant");
    };
    let verifier = form.get("code_verifier").map_or("", String::as_str);
    if URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) != challenge {
        return refused("invalid_grant");
    }
    Json(json!({"access_token": "an-access-token", "token_type": "Bearer", "expires_in": 60, "id_token": proof})).into_response()
}
