import { MedusaError } from "@medusajs/framework/utils"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../modules/consignment"

/** Other stores send small bodies; messages are pulled. */
const MAXIMUM_BODY_BYTES = 64 * 1024

type Peer = NonNullable<Awaited<ReturnType<ConsignmentModuleService["peers"]["authenticate"]>>>

/** The same for every request without a token that is right for it: nothing is disclosed. */
export const answerUnauthorized = (res: MedusaResponse): void => {
  res.status(401).json({ type: "unauthorized", code: "UNAUTHORIZED", message: "Unauthorized" })
}

const peersOfRequests = new WeakMap<object, Peer>()

/** The connection whose store sent the request. */
export const peerOf = (req: MedusaRequest): Peer => {
  const peer = peersOfRequests.get(req)
  if (!peer)
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "The request was not authenticated.")
  return peer
}

/** Lets pass what the key of a connection has signed, and leaves the connection and the body with the request. */
export const authenticatingPeer = async (
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  try {
    const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const [scheme, token] = (req.headers.authorization ?? "").split(" ")
    const body = await readBody(req)
    const request = { method: req.method, path: req.originalUrl, body: body ?? Buffer.alloc(0) }
    const isComplete = scheme === "Bearer" && token && body
    const peer = isComplete ? await peers.authenticate(token, request) : null
    if (!peer) return answerUnauthorized(res)
    if (peer.status === "disconnected") {
      res.status(410).json({
        type: "not_allowed",
        code: "DISCONNECTED",
        message: "The connection has been ended.",
      })
      return
    }
    peersOfRequests.set(req, peer)
    req.body = parse(body)
    next()
  } catch (error) {
    next(error)
  }
}

/** Reads the body of a request that needs no token. */
export const readingBody = async (
  req: MedusaRequest,
  _: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  try {
    req.body = parse(await readBody(req))
    next()
  } catch (error) {
    next(error)
  }
}

/** The bytes as they came, which the token has a hash of; null if there are too many. */
const readBody = async (req: MedusaRequest): Promise<Buffer | null> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAXIMUM_BODY_BYTES) {
      req.resume()
      return null
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const parse = (body: Buffer | null): unknown => {
  try {
    return body === null || body.length === 0 ? {} : (JSON.parse(body.toString("utf8")) as unknown)
  } catch {
    return {}
  }
}
