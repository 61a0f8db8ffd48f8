import { SectionRow } from "@medusajs/dashboard/components"
import { Link as LinkIcon, PencilSquare, Trash } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"
import { Link, useNavigate } from "react-router-dom"
import type { Warehouse } from "../../../../../../http-contract/warehouse"
import { ActionMenu } from "../../../../../components/action-menu"
import { Section } from "../../../../../components/section"
import { ShopActions } from "../../../../../components/shop-actions"
import { useDeleteWarehouse } from "../../../../../hooks/api/warehouses"
import { useAllows } from "../../../../../hooks/use-allows"
import { useContractorNames, useLocationNames } from "../../../../../hooks/use-names"
import { useRemoval } from "../../../../../hooks/use-removal"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useStrategyName } from "../../../../../hooks/use-strategy-name"
import { useWords } from "../../../../../hooks/use-words"

export const WarehouseSection = ({ warehouse }: { warehouse: Warehouse }) => {
  const { t } = useWords()
  const strategyOf = useStrategyName()
  const remove = useWarehouseRemoval(warehouse)
  const allows = useAllows()
  const { id, name, direction, stock_location_id, own_stock_location_id } = warehouse
  const locationOf = useLocationNames([stock_location_id, own_stock_location_id])
  const contractorOf = useContractorNames([warehouse.contractor_id])
  const isDedicated = own_stock_location_id !== stock_location_id
  const edit = { icon: <PencilSquare />, label: t("actions.edit"), to: "edit" }
  const connect = { icon: <LinkIcon />, label: t(`peers.connect.${direction}`), to: "connect" }
  const removal = {
    icon: <Trash />,
    label: t("warehouses.remove"),
    onClick: () => void remove(),
  }
  return (
    <Section
      heading={name}
      headingLevel="h1"
      subHeading={t(`terms.direction_hint.${direction}`)}
      actions={
        <>
          {direction === "inbound" && allows("consignment_goods_receipt:post") && (
            <Button size="small" variant="secondary" asChild>
              <Link to={`/consignment/goods-receipts/post?warehouse_id=${id}`}>
                {t("contractors.receive")}
              </Link>
            </Button>
          )}
          {direction === "outbound" && <ShopActions warehouseId={id} />}
          {allows("consignment_warehouse:manage") && (
            <ActionMenu
              groups={[
                { actions: allows("consignment_peer:manage") ? [edit, connect] : [edit] },
                { actions: [removal] },
              ]}
            />
          )}
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
      <SectionRow title={t("warehouses.purpose")} value={t(`terms.purpose.${warehouse.purpose}`)} />
      {direction === "inbound" && (
        <SectionRow title={t("warehouses.strategy")} value={strategyOf(warehouse.issue_strategy)} />
      )}
      <SectionRow
        title={t("warehouses.expired_lots")}
        value={t(`terms.expired_lots.${warehouse.expired_lots}`)}
      />
      <SectionRow
        title={t("warehouses.own_location")}
        value={isDedicated ? locationOf(own_stock_location_id) : t("warehouses.own_here")}
      />
      <SectionRow title={t("fields.branch")} value={warehouse.branch_code} />
      <SectionRow title={t("warehouses.email")} value={warehouse.notification_email} />
    </Section>
  )
}

const useWarehouseRemoval = ({ id, name }: Warehouse) => {
  const { t } = useWords()
  const navigate = useNavigate()
  const { mutate } = useDeleteWarehouse(id, {
    onError: useReportedError(),
    onSuccess: () => {
      toast.success(t("warehouses.removed", { name }))
      void navigate("/consignment/warehouses", { replace: true })
    },
  })
  return useRemoval({
    title: t("warehouses.remove_title"),
    description: t("warehouses.remove_hint", { name }),
    confirmText: t("warehouses.remove"),
    remove: () => mutate(),
  })
}
