import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { acceptPairing } from "../../../../workflows/peers"
import { answering } from "../../../answering"
import { answerUnauthorized } from "../../authenticating"
import { isGuessing, noteWrongCode } from "../../wrong-codes"

/** A store asks to be connected, by a pairing code. A wrong, used or expired code and any other refusal answer alike. */
export const POST = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  const ownUrl = `${req.protocol}://${req.get("host") ?? ""}`
  const answer = await acceptPairing(req.scope, req.body, { ownUrl })
  if (answer) {
    res.json(answer)
    return
  }
  const source = req.ip ?? ""
  noteWrongCode(source)
  if (!isGuessing(source)) return answerUnauthorized(res)
  res
    .status(429)
    .set("Retry-After", "60")
    .json({ type: "not_allowed", code: "TOO_MANY_REQUESTS", message: "Too many requests" })
})
