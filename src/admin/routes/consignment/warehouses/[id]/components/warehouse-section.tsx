import { SectionRow } from "@medusajs/dashboard/components"
import { PencilSquare } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Warehouse } from "../../../../../../http-contract/warehouse"
import { ActionMenu } from "../../../../../components/action-menu"
import { Section } from "../../../../../components/section"
import { ShopActions } from "../../../../../components/shop-actions"
import { useContractorNames, useLocationNames } from "../../../../../hooks/use-names"
import { useStrategyName } from "../../../../../hooks/use-strategy-name"
import { useWords } from "../../../../../hooks/use-words"

export const WarehouseSection = ({ warehouse }: { warehouse: Warehouse }) => {
  const { t } = useWords()
  const strategyOf = useStrategyName()
  const { id, name, direction, stock_location_id, own_stock_location_id } = warehouse
  const locationOf = useLocationNames([stock_location_id, own_stock_location_id])
  const contractorOf = useContractorNames([warehouse.contractor_id])
  const isDedicated = own_stock_location_id !== stock_location_id
  const edit = { icon: <PencilSquare />, label: t("actions.edit"), to: "edit" }
  return (
    <Section
      heading={name}
      headingLevel="h1"
      subHeading={t(`terms.direction_hint.${direction}`)}
      actions={
        <>
          {direction === "inbound" && (
            <Button size="small" variant="secondary" asChild>
              <Link to={`/consignment/goods-receipts/post?warehouse_id=${id}`}>
                {t("contractors.receive")}
              </Link>
            </Button>
          )}
          {direction === "outbound" && <ShopActions warehouseId={id} />}
          <ActionMenu groups={[{ actions: [edit] }]} />
        </>
      }
    >
      <SectionRow
        title={t("fields.location")}
        value={
          <Link className="text-ui-fg-interactive" to={`/settings/locations/${stock_location_id}`}>
            {locationOf(stock_location_id)}
          </Link>
        }
      />
      {direction === "outbound" && (
        <SectionRow
          title={t("fields.contractor")}
          value={
            <Link
              className="text-ui-fg-interactive"
              to={`/consignment/contractors/${warehouse.contractor_id}`}
            >
              {contractorOf(warehouse.contractor_id)}
            </Link>
          }
        />
      )}
      {direction === "inbound" && (
        <SectionRow title={t("warehouses.strategy")} value={strategyOf(warehouse.issue_strategy)} />
      )}
      <SectionRow
        title={t("warehouses.own_location")}
        value={isDedicated ? locationOf(own_stock_location_id) : t("warehouses.own_here")}
      />
      <SectionRow title={t("fields.branch")} value={warehouse.branch_code} />
      <SectionRow title={t("warehouses.email")} value={warehouse.notification_email} />
    </Section>
  )
}
