import { SectionRow } from "@medusajs/dashboard/components"
import { Link } from "react-router-dom"
import type { Delivery } from "../../../../../http-contract/outbound-documents"
import {
  useContractorNames,
  useLocationNames,
  useWarehouseNames,
} from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"

/** Contractor and places of a document, as far as its kind has them. */
export const Parties = ({ document }: { document: Delivery }) => {
  const { t } = useWords()
  const contractorId = textOf(document, "contractor_id")
  const warehouseId = textOf(document, "warehouse_id")
  const targetId = textOf(document, "to_warehouse_id")
  const locationId = textOf(document, "stock_location_id")
  const fromId = textOf(document, "from_stock_location_id")
  const homeId = textOf(document, "to_stock_location_id")
  const orderId = textOf(document, "order_id")
  const contractorOf = useContractorNames([contractorId])
  const warehouseOf = useWarehouseNames([warehouseId, targetId])
  const locationOf = useLocationNames([locationId, fromId, homeId])
  const rows = [
    contractorId && {
      title: t("fields.contractor"),
      to: `/consignment/contractors/${contractorId}`,
      name: contractorOf(contractorId),
    },
    warehouseId && {
      title: t("fields.warehouse"),
      to: `/consignment/warehouses/${warehouseId}`,
      name: warehouseOf(warehouseId),
    },
    targetId && {
      title: t("documents.fields.to_warehouse_id"),
      to: `/consignment/warehouses/${targetId}`,
      name: warehouseOf(targetId),
    },
    !warehouseId &&
      locationId && {
        title: t("fields.location"),
        to: `/settings/locations/${locationId}`,
        name: locationOf(locationId),
      },
    fromId && {
      title: t("documents.fields.from_stock_location_id"),
      to: `/settings/locations/${fromId}`,
      name: locationOf(fromId),
    },
    homeId && {
      title: t("documents.fields.to_stock_location_id"),
      to: `/settings/locations/${homeId}`,
      name: locationOf(homeId),
    },
    orderId && {
      title: t("documents.order"),
      to: `/orders/${orderId}`,
      name: t("documents.show_order"),
    },
  ]
  return rows.map(
    (row) =>
      row && (
        <SectionRow
          key={row.title}
          title={row.title}
          value={
            <Link to={row.to} className="text-ui-fg-interactive hover:underline">
              {row.name}
            </Link>
          }
        />
      )
  )
}

export const textOf = (document: Delivery, field: keyof Delivery): string | null => {
  const value = document[field]
  return typeof value === "string" && value !== "" ? value : null
}
