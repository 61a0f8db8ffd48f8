import { TriangleDownMini, TriangleRightMini } from "@medusajs/icons"
import { Badge, clx, IconButton, Table, Text } from "@medusajs/ui"
import { Fragment, useState } from "react"
import type {
  Settlement,
  SettledSale,
  SettlementLine,
} from "../../../../../http-contract/settlement"
import { Amount } from "../../../../components/amount"
import { FiguresHeader } from "../../../../components/figures-header"
import { ItemCell } from "../../../../components/item-cell"
import { Section } from "../../../../components/section"
import { useItemTitles, type NameOf } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { SalesTable } from "./sales-table"

const flows = [
  "issued",
  "internally_issued",
  "transferred",
  "counted_lost",
  "returned",
  "transfer_reversed",
] as const

type Figure =
  (typeof flows)[number] | "opening" | "net" | "to_invoice" | "carry" | "net_value" | "amount"

/** Consumption and amount due per item; columns without any quantity are left out. */
export const SettlementLines = ({ settlement }: { settlement: Settlement }) => {
  const { t } = useWords()
  const { lines } = settlement
  const titleOf = useItemTitles(lines.map((line) => line.inventory_item_id))
  const shown = flows.filter((flow) => lines.some((line) => line[flow] !== "0"))
  const columns: Figure[] = [
    "opening",
    ...shown,
    "net",
    "to_invoice",
    "carry",
    "net_value",
    "amount",
  ]
  return (
    <Section heading={t("settlements.lines")} subHeading={t("settlements.lines_hint")}>
      {lines.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
          {t("settlements.nothing")}
        </Text>
      ) : (
        <div className="overflow-x-auto">
          <Table>
            <FiguresHeader figures={columns.map((name) => t(`settlements.columns.${name}`))} />
            <Table.Body>
              {lines.map((line) => (
                <LineRows
                  key={line.inventory_item_id}
                  line={line}
                  columns={columns}
                  currencyCode={settlement.currency_code}
                  titleOf={titleOf}
                  sales={(settlement.sales ?? []).filter(
                    (sale) => sale.inventory_item_id === line.inventory_item_id
                  )}
                />
              ))}
            </Table.Body>
          </Table>
        </div>
      )}
    </Section>
  )
}

interface LineRowsProps {
  line: SettlementLine
  columns: readonly Figure[]
  currencyCode: string
  titleOf: NameOf
  sales: SettledSale[]
}

const amounts: readonly (keyof SettlementLine)[] = ["net_value", "amount"]

/** A line, and below it what each branch had of it, and its sales on commission. */
const LineRows = ({ line, columns, currencyCode, titleOf, sales }: LineRowsProps) => {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const title = titleOf(line.inventory_item_id)
  const isLate = line.late_quantity !== "0"
  return (
    <Fragment>
      <Table.Row className={clx({ "bg-ui-bg-subtle text-ui-fg-subtle": line.balanced })}>
        <Table.Cell>
          <div className="flex items-center gap-x-2">
            <IconButton
              size="small"
              variant="transparent"
              aria-expanded={isOpen}
              aria-label={t("settlements.branches_of", { item: title })}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? <TriangleDownMini /> : <TriangleRightMini />}
            </IconButton>
            <ItemCell id={line.inventory_item_id} sku={line.sku} title={title} />
            {line.balanced && <Badge size="2xsmall">{t("settlements.balanced")}</Badge>}
            {isLate && (
              <Badge size="2xsmall" color="orange">
                {t("settlements.late", { quantity: line.late_quantity })}
              </Badge>
            )}
          </div>
        </Table.Cell>
        {columns.map((name) => (
          <Table.Cell key={name}>
            <Amount
              value={line[name]}
              currencyCode={amounts.includes(name) ? currencyCode : null}
            />
          </Table.Cell>
        ))}
      </Table.Row>
      {isOpen &&
        line.branches.map((branch) => (
          <Table.Row key={branch.branch_code ?? ""} className="bg-ui-bg-subtle">
            <Table.Cell className="pl-16">
              {branch.branch_code ?? t("settlements.no_branch")}
            </Table.Cell>
            {columns.map((name) => (
              <Table.Cell key={name}>
                {name === "net" && <Amount value={branch.net} />}
                {name === "net_value" && (
                  <Amount value={branch.net_value} currencyCode={currencyCode} />
                )}
              </Table.Cell>
            ))}
          </Table.Row>
        ))}
      {isOpen && sales.length > 0 && (
        <Table.Row className="bg-ui-bg-subtle">
          <td colSpan={columns.length + 1} className="pl-16">
            <SalesTable sales={sales} currencyCode={currencyCode} />
          </td>
        </Table.Row>
      )}
    </Fragment>
  )
}
