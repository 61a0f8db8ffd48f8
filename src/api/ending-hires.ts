import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { endDueHires } from "../workflows/loan/end-due-hires"

/** A hire ends at its moment, so what is read of it is read after the ends that are due. */
const endingHires = async (
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  await endDueHires(req.scope).catch((error: unknown) => {
    const logger: Logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(`consignment: due hires were not ended: ${String(error)}`)
  })
  next()
}

const paths = [
  "goods-receipts",
  "goods-receipts/:id",
  "deliveries",
  "deliveries/:id",
  "stock/ownership",
]

export const endingHireMiddlewares: MiddlewareRoute[] = paths.map((path) => ({
  matcher: `/admin/consignment/${path}`,
  methods: ["GET"],
  middlewares: [endingHires],
}))
