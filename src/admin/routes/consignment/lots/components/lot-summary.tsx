import { SectionRow } from "@medusajs/dashboard/components"
import { Decimal } from "decimal.js"
import { Link } from "react-router-dom"
import type { Lot } from "../../../../../http-contract/stock"
import { Amount } from "../../../../components/amount"
import { Instant } from "../../../../components/instant"
import { LabelsMenu } from "../../../../components/labels-menu"
import { Explained } from "../../../../components/explained"
import { Section } from "../../../../components/section"
import { useLotTrace } from "../../../../hooks/api/worklists"
import { useFormat } from "../../../../hooks/use-format"
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

/** Units of a lot of which only the possible serial numbers are known. */
const unnamedOf = ({ quantity_remaining: remaining, serial_numbers: serials }: Lot): string =>
  new Decimal(remaining).minus(serials?.length ?? 0).toFixed()

const link = "text-ui-fg-interactive hover:underline"

/** A lot's origin and the current state of its units. */
export const LotSummary = ({ lot }: { lot: Lot }) => {
  const { t } = useWords()
  const format = useFormat()
  const titleOf = useItemTitles([lot.inventory_item_id])
  const contractorOf = useContractorNames([lot.contractor_id])
  const warehouseOf = useWarehouseNames([lot.warehouse_id])
  const { trace } = useLotTrace(lot.id)
  const labelOf = (name: (typeof quantities)[number]) =>
    t(
      name === "quantity_returned_to_consignor" && lot.direction === "outbound"
        ? "lots.columns.quantity_taken_back"
        : `lots.columns.${name}`
    )
  const shown = quantities.filter((name) => name === "quantity_remaining" || lot[name] !== "0")
  return (
    <Section
      heading={titleOf(lot.inventory_item_id)}
      mark={<Explained term="lot" />}
      headingLevel="h1"
      subHeading={t("lots.one", { sku: lot.sku })}
      actions={lot.quantity_remaining !== "0" && <LabelsMenu goods={{ lot_id: [lot.id] }} />}
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
      {lot.serial_numbers && lot.serial_numbers.length > 0 && (
        <SectionRow title={t("fields.serial_numbers")} value={lot.serial_numbers.join(", ")} />
      )}
      {lot.possible_serial_numbers.length > 0 && (
        <SectionRow
          title={t("lots.possible_serials")}
          value={t("lots.some_of", {
            quantity: format.quantity(unnamedOf(lot)),
            serials: lot.possible_serial_numbers.join(", "),
          })}
        />
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
      {trace && trace.child_lot_ids.length > 0 && (
        <SectionRow
          title={t("lots.children")}
          value={
            <div className="flex flex-wrap gap-x-3">
              {trace.child_lot_ids.map((id) => (
                <Link key={id} to={`/consignment/lots/${id}`} className={link}>
                  {t("documents.show_lot")}
                </Link>
              ))}
            </div>
          }
        />
      )}
      {shown.map((name) => (
        <SectionRow
          key={name}
          title={labelOf(name)}
          value={<Amount className="text-left" value={lot[name]} />}
        />
      ))}
    </Section>
  )
}
