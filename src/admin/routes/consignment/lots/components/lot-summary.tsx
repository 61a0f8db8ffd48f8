import { SectionRow } from "@medusajs/dashboard/components"
import { Link } from "react-router-dom"
import type { Lot } from "../../../../../http-contract/stock"
import { Amount } from "../../../../components/amount"
import { Instant } from "../../../../components/instant"
import { Section } from "../../../../components/section"
import { useContractorNames, useItemTitles, useWarehouseNames } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"

const quantities = [
  "quantity_received",
  "quantity_remaining",
  "quantity_consumed",
  "quantity_returned_to_consignor",
  "quantity_counted",
  "quantity_transferred",
  "quantity_invoiced",
  "quantity_prepaid",
] as const

const link = "text-ui-fg-interactive hover:text-ui-fg-interactive-hover"

/** What a lot is, and where its pieces are now. */
export const LotSummary = ({ lot }: { lot: Lot }) => {
  const { t } = useWords()
  const titleOf = useItemTitles([lot.inventory_item_id])
  const contractorOf = useContractorNames([lot.contractor_id])
  const warehouseOf = useWarehouseNames([lot.warehouse_id])
  const shown = quantities.filter((name) => name === "quantity_remaining" || lot[name] !== "0")
  return (
    <Section
      heading={titleOf(lot.inventory_item_id)}
      headingLevel="h1"
      subHeading={t("lots.one", { sku: lot.sku })}
    >
      <SectionRow
        title={t("fields.contractor")}
        value={
          <Link to={`/consignment/contractors/${lot.contractor_id}`} className={link}>
            {contractorOf(lot.contractor_id)}
          </Link>
        }
      />
      <SectionRow
        title={t("fields.warehouse")}
        value={
          <Link to={`/consignment/warehouses/${lot.warehouse_id}`} className={link}>
            {warehouseOf(lot.warehouse_id)}
          </Link>
        }
      />
      <SectionRow title={t("fields.received_at")} value={<Instant value={lot.received_at} />} />
      <SectionRow
        title={t("fields.unit_cost")}
        value={
          <Amount
            className="text-left"
            value={lot.unit_cost}
            currencyCode={lot.currency_code}
            isUnitCost
          />
        }
      />
      {lot.batch && <SectionRow title={t("fields.batch")} value={lot.batch} />}
      {lot.expires_at && (
        <SectionRow title={t("fields.expires_at")} value={<Instant value={lot.expires_at} />} />
      )}
      {lot.serial_numbers && (
        <SectionRow title={t("fields.serial_numbers")} value={lot.serial_numbers.join(", ")} />
      )}
      {lot.origin_lot_id && (
        <SectionRow
          title={t("lots.origin")}
          value={
            <Link to={`/consignment/lots/${lot.origin_lot_id}`} className={link}>
              {t("documents.show_lot")}
            </Link>
          }
        />
      )}
      {shown.map((name) => (
        <SectionRow
          key={name}
          title={t(`lots.columns.${name}`)}
          value={<Amount className="text-left" value={lot[name]} />}
        />
      ))}
    </Section>
  )
}
