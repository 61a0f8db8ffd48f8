import { z } from "@medusajs/framework/zod"
import {
  directions,
  expiredLotPolicies,
  warehousePurposes,
} from "../modules/consignment/domain/terms"
import { answeredInstantSchema } from "./answers"
import { metadataSchema } from "./common"
import { listParametersSchema, withDeletedShape } from "./list"

export { expiredLotPolicies, warehousePurposes }

const warehouseShape = {
  stock_location_id: z.string().min(1),
  direction: z.enum(directions),
  /** Outbound: the customer whose shop the location stands for. */
  contractor_id: z.string().min(1).nullish(),
  /** Location of own stock, if this warehouse must hold none; by default this location. */
  own_stock_location_id: z.string().min(1).nullish(),
  branch_code: z.string().min(1).max(64).nullish(),
  issue_strategy: z.string().min(1).nullish(),
  /** Contractors for the strategy `contractor_priority`, most wanted first. */
  contractor_priority: z.array(z.string().min(1)).max(1_000).nullish(),
  notification_email: z.email().max(255).nullish(),
  /** Lots past their expiry date: sales take none of them, take them with a warning (default), or just take them. */
  expired_lots: z.enum(expiredLotPolicies).optional(),
  /** Hired goods are lent and go back: no sales channel offers them, and no issue or purchase takes them. Default: sale. */
  purpose: z.enum(warehousePurposes).optional(),
  /** Units received are reserved until they are checked. Default: false. */
  check_on_arrival: z.boolean().optional(),
  metadata: metadataSchema.nullish(),
}

const nameSchema = z.string().trim().min(1).max(255)

export const createWarehouseSchema = z
  .strictObject({ ...warehouseShape, name: nameSchema.nullish() })
  .refine((warehouse) => warehouse.direction === "inbound" || warehouse.contractor_id, {
    path: ["contractor_id"],
    message: "An outbound warehouse names its customer.",
    params: { reason: "required" },
  })
export type CreateWarehouseBody = z.infer<typeof createWarehouseSchema>

export const updateWarehouseSchema = z
  .strictObject({ ...warehouseShape, name: nameSchema })
  .partial()
export type UpdateWarehouseBody = z.infer<typeof updateWarehouseSchema>

export const warehouseListParametersSchema = listParametersSchema(
  [
    "id",
    "stock_location_id",
    "name",
    "direction",
    "contractor_id",
    "own_stock_location_id",
    "branch_code",
    "purpose",
  ],
  ["id", "name", "direction", "branch_code", "created_at", "updated_at"]
).extend(withDeletedShape)
export type WarehouseListParameters = z.infer<typeof warehouseListParametersSchema>

export const warehouseSchema = z.object({
  id: z.string(),
  stock_location_id: z.string(),
  name: z.string(),
  direction: z.enum(directions),
  contractor_id: z.string().nullable(),
  own_stock_location_id: z.string(),
  branch_code: z.string().nullable(),
  issue_strategy: z.string().nullable(),
  contractor_priority: z.array(z.string()).nullable(),
  notification_email: z.string().nullable(),
  expired_lots: z.enum(expiredLotPolicies),
  purpose: z.enum(warehousePurposes),
  check_on_arrival: z.boolean(),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  created_at: answeredInstantSchema,
  updated_at: answeredInstantSchema,
})
export type Warehouse = z.infer<typeof warehouseSchema>
