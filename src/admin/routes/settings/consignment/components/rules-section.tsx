import { SectionRow } from "@medusajs/dashboard/components"
import { PencilSquare } from "@medusajs/icons"
import type { Settings } from "../../../../../http-contract/settings"
import { ActionMenu } from "../../../../components/action-menu"
import { Section } from "../../../../components/section"
import { useSalesChannels } from "../../../../hooks/api/sales-channels"
import { useAllows } from "../../../../hooks/use-allows"
import { useStrategyName } from "../../../../hooks/use-strategy-name"
import { useWords } from "../../../../hooks/use-words"

/** Rules that hold for every document of the store. */
export const RulesSection = ({ settings }: { settings: Settings }) => {
  const { t } = useWords()
  const allows = useAllows()
  const strategyOf = useStrategyName()
  const { channels = [] } = useSalesChannels()
  const strategies = settings.issue_strategy_by_sales_channel
  const days = settings.allow_backdating_days
  const edit = { icon: <PencilSquare />, label: t("actions.edit"), to: "edit-rules" }
  return (
    <Section
      heading={t("rules.title")}
      subHeading={t("rules.hint")}
      actions={
        allows("consignment_settings:manage") && <ActionMenu groups={[{ actions: [edit] }]} />
      }
    >
      <SectionRow title={t("agreements.time_zone")} value={settings.time_zone ?? "UTC"} />
      <SectionRow
        title={t("rules.backdating")}
        value={days === null ? t("rules.no_limit") : t("rules.days", { count: days })}
      />
      {channels.map(({ id, name }) => (
        <SectionRow
          key={id}
          title={t("rules.strategy_of", { channel: name })}
          value={strategies[id] ? strategyOf(strategies[id]) : t("rules.as_warehouse")}
        />
      ))}
    </Section>
  )
}
