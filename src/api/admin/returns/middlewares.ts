import type { MedusaRequest, MiddlewareRoute } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { takingTurns } from "../../taking-turns"

const orderOfReturn = async (req: MedusaRequest): Promise<string | undefined> => {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "return",
    fields: ["order_id"],
    filters: { id: req.params.id },
  })
  const [orderReturn] = data as { order_id: string }[]
  return orderReturn?.order_id
}

export const returnMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/admin/returns/:id/receive/confirm",
    methods: ["POST"],
    middlewares: [takingTurns(orderOfReturn)],
  },
]
