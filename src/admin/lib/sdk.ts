import Medusa from "@medusajs/js-sdk"
import { server } from "./server"

/** The host's own resources; ours are asked for with `request`, which keeps the details of a refusal. */
export const sdk = new Medusa(server)
