import type { MiddlewareRoute } from "@medusajs/framework/http"
import { authenticatingPeer, readingBody } from "./authenticating"

const v1 = "/consignment-peer/v1"

/** The token has a hash of the body as it was sent, so the host does not read it. */
export const consignmentPeerMiddlewares: MiddlewareRoute[] = [
  { matcher: `${v1}/pair`, methods: ["POST"], bodyParser: false, middlewares: [readingBody] },
  ...(["about", "messages", "statement"] as const).map((path): MiddlewareRoute => ({
    matcher: `${v1}/${path}`,
    methods: ["GET"],
    middlewares: [authenticatingPeer],
  })),
  ...(["hint", "key", "bye"] as const).map((path): MiddlewareRoute => ({
    matcher: `${v1}/${path}`,
    methods: ["POST"],
    bodyParser: false,
    middlewares: [authenticatingPeer],
  })),
]
