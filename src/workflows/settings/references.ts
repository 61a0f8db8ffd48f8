import type { UpdateSettings } from "../../modules/consignment/master-data/settings"
import type { Reference } from "../references/check-references"

export const toSettingsReferences = (command: UpdateSettings): Reference[] =>
  Object.entries(command.issue_strategy_by_sales_channel ?? {}).flatMap(
    ([salesChannelId, strategy]): Reference[] => {
      const path = `issue_strategy_by_sales_channel.${salesChannelId}`
      if (strategy === null) return []
      return [
        { kind: "sales_channel", id: salesChannelId, path },
        { kind: "issue_strategy", id: strategy, path },
      ]
    }
  )
