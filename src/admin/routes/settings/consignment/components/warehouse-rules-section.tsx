import { SectionRow } from "@medusajs/dashboard/components"
import { PencilSquare } from "@medusajs/icons"
import { IconButton, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Warehouse } from "../../../../../http-contract/warehouse"
import { Allowed } from "../../../../components/allowed"
import { Explained } from "../../../../components/explained"
import { Section } from "../../../../components/section"
import { useWarehouses } from "../../../../hooks/api/warehouses"
import { useContractorNames } from "../../../../hooks/use-names"
import { useStrategyName } from "../../../../hooks/use-strategy-name"
import { useWords } from "../../../../hooks/use-words"

const SHOWN = 100

/** The owner whose unit leaves first at each warehouse, and the rule for lots that have expired. */
export const WarehouseRulesSection = () => {
  const { t } = useWords()
  const { warehouses } = useWarehouses({ direction: "inbound", limit: SHOWN, order: "name" })
  if (!warehouses || warehouses.length === 0) return null
  return (
    <Section
      heading={t("rules.warehouses")}
      subHeading={t("rules.warehouses_hint")}
      mark={<Explained term="issue_strategy" />}
    >
      {warehouses.map((warehouse) => (
        <SectionRow
          key={warehouse.id}
          title={warehouse.name}
          value={<Rules warehouse={warehouse} />}
          actions={
            <Allowed needs="consignment_warehouse:manage">
              <IconButton size="small" variant="transparent" asChild>
                <Link
                  to={`/consignment/warehouses/${warehouse.id}/edit`}
                  aria-label={`${t("actions.edit")}, ${warehouse.name}`}
                >
                  <PencilSquare />
                </Link>
              </IconButton>
            </Allowed>
          }
        />
      ))}
    </Section>
  )
}

const Rules = ({ warehouse }: { warehouse: Warehouse }) => {
  const { t } = useWords()
  const strategyOf = useStrategyName()
  const {
    issue_strategy: strategy,
    contractor_priority: priority,
    expired_lots: expired,
  } = warehouse
  const inOrder = strategy === "contractor_priority" ? (priority ?? []) : []
  const nameOf = useContractorNames(inOrder)
  return (
    <div>
      <Text size="small">
        {[strategyOf(strategy), ...inOrder.map((id, place) => `${place + 1}. ${nameOf(id)}`)].join(
          " · "
        )}
      </Text>
      <Text size="small" className="text-ui-fg-subtle">
        {t("warehouses.expired_lots")}: {t(`terms.expired_lots.${expired}`)}
      </Text>
    </div>
  )
}
