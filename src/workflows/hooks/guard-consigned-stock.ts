import { Modules } from "@medusajs/framework/utils"
import {
  guardLevelUpdates,
  guardRemovals,
  guardStorefronts,
  toLevelRemoval,
} from "../host/steps/guard-steps"

const updateLevelsStepId = "update-inventory-levels-step"

guardLevelUpdates("update-inventory-levels-workflow", updateLevelsStepId)
guardLevelUpdates("batch-inventory-item-levels-workflow", updateLevelsStepId)

guardRemovals("delete-inventory-levels-workflow", "delete-entities-step", {
  module: Modules.INVENTORY,
  method: "softDeleteInventoryLevels",
  toRemoval: toLevelRemoval,
})

// Products and variants delete their items through the same flow.
guardRemovals("delete-inventory-item-workflow", "delete-inventory-item-step", {
  module: Modules.INVENTORY,
  method: "softDeleteInventoryItems",
  toRemoval: async (_, ids) => ({ inventoryItemIds: ids }),
  alongside: (ledger, ids, context) => ledger.articles.endLinks(ids, context),
})

guardRemovals("delete-stock-locations-workflow", "delete-stock-locations-step", {
  module: Modules.STOCK_LOCATION,
  method: "softDeleteStockLocations",
  toRemoval: async (_, ids) => ({ stockLocationIds: ids }),
})

guardStorefronts(
  "link-sales-channels-to-stock-location",
  "associate-locations-with-sales-channels-step"
)
