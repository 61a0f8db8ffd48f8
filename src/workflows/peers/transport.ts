import dns from "node:dns"
import http from "node:http"
import https from "node:https"
import net from "node:net"
import type { PeersOptions } from "../../modules/consignment/peers"

const CONNECT_MILLISECONDS = 10_000
const ANSWER_MILLISECONDS = 30_000
/** A page of messages is cut at 8 MB; what is around it is small. */
const MAXIMUM_ANSWER_BYTES = 9 * 1024 * 1024

/** Why a request had no answer that can be used. */
export class PeerUnreachable extends Error {
  constructor(
    message: string,
    /** The request may have arrived. */
    readonly wasSent: boolean
  ) {
    super(message)
    this.name = "PeerUnreachable"
  }
}

export interface PeerRequest {
  method: "GET" | "POST"
  /** Path with query. */
  path: string
  body: string
  token?: string
}

export interface PeerAnswer {
  status: number
  /** Null: it is no JSON that can be kept. */
  body: unknown
  /** It is a page for people, so it is none of the plugin's answers. */
  isPage: boolean
}

const blocked = new net.BlockList()
for (const [address, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  blocked.addSubnet(address, prefix, "ipv4")
}
for (const [address, prefix] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const) {
  blocked.addSubnet(address, prefix, "ipv6")
}

/** Loopback, private, link-local, shared and reserved addresses, also as IPv6 spells those of IPv4. */
export const isPrivateAddress = (address: string): boolean => {
  const family = net.isIP(address)
  if (family === 0) return true
  return blocked.check(address, family === 6 ? "ipv6" : "ipv4")
}

/** Throws: PeerUnreachable. */
export const toPeerUrl = (url: string, { allowHttp, allowPrivate }: PeersOptions): URL => {
  const parsed = URL.canParse(url) ? new URL(url) : null
  const isKnown = parsed?.protocol === "https:" || (allowHttp && parsed?.protocol === "http:")
  if (!parsed || !isKnown) throw refused(`${url} is not an address that begins with https://.`)
  if (parsed.username || parsed.password || parsed.search || parsed.hash) {
    throw refused("The address has a user name, a query or a fragment.")
  }
  const host = parsed.hostname.replace(/^\[|\]$/g, "")
  if (!allowPrivate && net.isIP(host) !== 0 && isPrivateAddress(host)) throw refusedPrivate(host)
  return parsed
}

const refused = (message: string): PeerUnreachable => new PeerUnreachable(message, false)
const refusedPrivate = (host: string): PeerUnreachable =>
  refused(`${host} is a private address; the option peers.allowPrivate allows those.`)

/**
 * Sends one request to another store. Its address is looked up once, and that is the address connected to. Redirects are
 * not followed.
 * Throws: PeerUnreachable.
 */
export const send = async (
  url: string,
  { method, path, body, token }: PeerRequest,
  options: PeersOptions
): Promise<PeerAnswer> => {
  const base = toPeerUrl(url, options)
  const { request } = base.protocol === "https:" ? https : http
  return await new Promise((resolve, reject) => {
    let wasSent = false
    const fail = (message: string): void => {
      sent.destroy()
      reject(new PeerUnreachable(message, wasSent))
    }
    const sent = request(
      {
        protocol: base.protocol,
        hostname: base.hostname.replace(/^\[|\]$/g, ""),
        port: base.port || undefined,
        path: base.pathname.replace(/\/$/, "") + path,
        method,
        // A connection is not kept: its address would be checked only once.
        agent: false,
        lookup: options.allowPrivate ? undefined : lookupPublic,
        headers: {
          accept: "application/json",
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(method === "POST"
            ? { "content-type": "application/json", "content-length": Buffer.byteLength(body) }
            : {}),
        },
      },
      (answer) => {
        const chunks: Buffer[] = []
        let bytes = 0
        answer.on("data", (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > MAXIMUM_ANSWER_BYTES) fail("The answer is too large.")
          else chunks.push(chunk)
        })
        answer.on("aborted", () => fail("The answer broke off."))
        answer.on("error", (error) => fail(error.message))
        answer.on("end", () => {
          clearTimeout(answering)
          if (!answer.complete) return fail("The answer broke off.")
          resolve({
            status: answer.statusCode ?? 0,
            body: parse(Buffer.concat(chunks).toString("utf8")),
            isPage: answer.headers["content-type"]?.startsWith("text/html") ?? false,
          })
        })
      }
    )
    const connecting = setTimeout(
      () => fail("No connection within 10 seconds."),
      CONNECT_MILLISECONDS
    )
    const answering = setTimeout(() => fail("No answer within 30 seconds."), ANSWER_MILLISECONDS)
    sent.on("socket", (socket) => {
      socket.once(base.protocol === "https:" ? "secureConnect" : "connect", () => {
        clearTimeout(connecting)
        const address = socket.remoteAddress ?? ""
        if (!options.allowPrivate && isPrivateAddress(address)) {
          sent.destroy()
          reject(refusedPrivate(address))
        }
        wasSent = true
      })
    })
    sent.on("error", (error) => {
      const isRefused = error instanceof PeerUnreachable
      reject(isRefused ? error : new PeerUnreachable(error.message, wasSent))
    })
    sent.on("close", () => {
      clearTimeout(connecting)
      clearTimeout(answering)
    })
    sent.end(method === "POST" ? body : undefined)
  })
}

/** Garbage is no answer of the plugin, and neither is text that no database keeps. */
const parse = (text: string): unknown => {
  try {
    const parsed = JSON.parse(text) as unknown
    return mayHoldOddText.test(text) && hasOddText(parsed) ? null : parsed
  } catch {
    return null
  }
}

const mayHoldOddText = /\\u(?:0000|d[89a-f])/i

/** A null byte, or half a character. */
const oddText = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

const hasOddText = (value: unknown): boolean => {
  if (typeof value === "string") return oddText.test(value)
  if (typeof value !== "object" || value === null) return false
  return Object.entries(value).some(([key, held]) => oddText.test(key) || hasOddText(held))
}

const lookupPublic: net.LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, [])
    const found = addresses
    const isPublic = found.length > 0 && found.every(({ address }) => !isPrivateAddress(address))
    if (!isPublic) return callback(refusedPrivate(hostname), [])
    if (options.all) return callback(null, found)
    const [first] = found as [dns.LookupAddress]
    callback(null, first.address, first.family)
  })
}
