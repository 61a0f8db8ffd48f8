import { MedusaError } from "@medusajs/framework/utils"
import { createHash, randomUUID } from "node:crypto"
import type { JWK } from "jose"
import type { Sql } from "../database/sql"
import type { PeerRow } from "./rows"

const ALGORITHM = "EdDSA"
const LIFETIME_SECONDS = 60
const SKEW_SECONDS = 30

/** Most stores are connected to no other, so the first token loads it. */
const loadJose = async () => await import("jose")

/** A key pair for one side of one connection, as a private JWK. */
export const newKey = async (): Promise<JWK> => {
  const { exportJWK, generateKeyPair } = await loadJose()
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: "Ed25519", extractable: true })
  return await exportJWK(privateKey)
}

/** The part of a key that crosses the wire. */
export const publicPartOf = ({ kty, crv, x }: JWK): JWK => ({ kty, crv, x })

export const isPublicKey = (key: unknown): key is JWK => {
  const { kty, crv, x, d } = (key ?? {}) as JWK
  return kty === "OKP" && crv === "Ed25519" && typeof x === "string" && /^[\w-]{43}$/.test(x) && !d
}

/** A request to the other store. */
export interface RequestToSign {
  method: string
  /** Path with query, as the receiver's application sees it. */
  path: string
  body: string
}

export const signRequest = async (
  { connection_id, own_key }: Pick<PeerRow, "connection_id" | "own_key">,
  { method, path, body }: RequestToSign
): Promise<string> => {
  if (!own_key)
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "The connection has no key.")
  const { importJWK, SignJWT } = await loadJose()
  const now = Math.floor(Date.now() / 1000)
  return await new SignJWT({ htm: method, htu: path, bsh: hashOfBody(body) })
    .setProtectedHeader({ alg: ALGORITHM })
    .setAudience(connection_id)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFETIME_SECONDS)
    .setJti(randomUUID())
    .sign(await importJWK(own_key, ALGORITHM))
}

export interface VerifiedRequest {
  peer: PeerRow
  /** It was signed by the key that was announced last. */
  isByNextKey: boolean
}

/**
 * The connection that a request belongs to; null if the token is missing, wrong, too old, used before, or made for another
 * request. A token is used up by this.
 */
export const verifyRequest = async (
  sql: Sql,
  token: string,
  request: { method: string; path: string; body: Buffer }
): Promise<VerifiedRequest | null> => {
  const audience = await audienceOf(token)
  if (audience === null) return null
  const peers = await sql<PeerRow>(
    `select * from consignment_peer where connection_id = ? and their_key is not null`,
    [audience]
  )
  for (const peer of peers) {
    const keys = [
      { key: peer.their_key, isByNextKey: false },
      { key: peer.their_next_key, isByNextKey: true },
    ]
    for (const { key, isByNextKey } of keys) {
      const claims = key ? await claimsOf(token, key, audience) : null
      if (!claims || !isMadeFor(claims, request)) continue
      return (await useUp(sql, peer, claims)) ? { peer, isByNextKey } : null
    }
  }
  return null
}

interface Claims {
  jti: string
  iat: number
  exp: number
  htm: string
  htu: string
  bsh: string
}

const audienceOf = async (token: string): Promise<string | null> => {
  const { decodeJwt } = await loadJose()
  try {
    const { aud } = decodeJwt(token)
    return typeof aud === "string" && aud.length <= 255 && !aud.includes("\0") ? aud : null
  } catch {
    return null
  }
}

const claimsOf = async (token: string, key: JWK, audience: string): Promise<Claims | null> => {
  const { importJWK, jwtVerify } = await loadJose()
  try {
    const { payload: claims } = await jwtVerify<Claims>(token, await importJWK(key, ALGORITHM), {
      algorithms: [ALGORITHM],
      audience,
      clockTolerance: SKEW_SECONDS,
      maxTokenAge: LIFETIME_SECONDS,
      requiredClaims: ["iat", "exp", "jti", "htm", "htu", "bsh"],
    })
    const isText = [claims.jti, claims.htm, claims.htu, claims.bsh].every(
      (claim) => typeof claim === "string"
    )
    const isShort = claims.exp - claims.iat <= LIFETIME_SECONDS
    return isText && isShort && /^[^\0]{1,255}$/.test(claims.jti) ? claims : null
  } catch {
    return null
  }
}

const isMadeFor = (
  { htm, htu, bsh }: Claims,
  { method, path, body }: { method: string; path: string; body: Buffer }
): boolean => htm === method && htu === path && bsh === hashOfBody(body)

/** False if the token was used before. */
const useUp = async (sql: Sql, { id }: PeerRow, { jti, exp }: Claims): Promise<boolean> => {
  const used = await sql(
    `insert into consignment_peer_token (peer_id, jti, expires_at) values (?, ?, ?::timestamptz)
     on conflict do nothing returning jti`,
    [id, jti, new Date((exp + 2 * SKEW_SECONDS) * 1000)]
  )
  return used.length > 0
}

export const forgetExpiredTokens = async (sql: Sql): Promise<void> => {
  await sql(`delete from consignment_peer_token where expires_at < now()`)
}

const hashOfBody = (body: string | Buffer): string =>
  createHash("sha256").update(body).digest("base64url")
