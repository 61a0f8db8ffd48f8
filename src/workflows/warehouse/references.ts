import type { UpdateWarehouse } from "../../modules/consignment/master-data/warehouses"
import { toReferences, type Reference } from "../references/check-references"

export const toWarehouseReferences = (
  command: Pick<
    UpdateWarehouse,
    | "stock_location_id"
    | "own_stock_location_id"
    | "contractor_id"
    | "contractor_priority"
    | "issue_strategy"
  >
): Reference[] => [
  ...toReferences("stock_location", {
    stock_location_id: command.stock_location_id,
    own_stock_location_id: command.own_stock_location_id,
  }),
  ...toReferences("contractor", {
    contractor_id: command.contractor_id,
    ...Object.fromEntries(
      (command.contractor_priority ?? []).map((id, index) => [`contractor_priority.${index}`, id])
    ),
  }),
  ...toReferences("issue_strategy", { issue_strategy: command.issue_strategy }),
]
