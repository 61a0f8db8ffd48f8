import type { MedusaRequest, MiddlewareRoute } from "@medusajs/framework/http"
import { readGraph } from "../../../workflows/host/read-graph"
import { takingTurns } from "../../taking-turns"

const orderOfReturn = async (req: MedusaRequest): Promise<string | undefined> => {
  const [orderReturn] = await readGraph<{ order_id: string }>(req.scope, {
    entity: "return",
    fields: ["order_id"],
    filters: { id: req.params.id },
  })
  return orderReturn?.order_id
}

export const returnMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/admin/returns/:id/receive/confirm",
    methods: ["POST"],
    middlewares: [takingTurns(orderOfReturn)],
  },
]
