import { Trash } from "@medusajs/icons"
import { Badge, clx, IconButton, Input, Table } from "@medusajs/ui"
import type { FocusEvent, KeyboardEvent } from "react"
import type { Invoice, InvoiceLine } from "../../../../../http-contract/invoice"
import { Amount } from "../../../../components/amount"
import { ItemCell } from "../../../../components/item-cell"
import { useDeleteInvoiceLine, useUpdateInvoiceLine } from "../../../../hooks/api/invoices"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"
import { toDecimal } from "../../../../lib/to-decimal"
import { LineLots } from "./line-lots"

interface InvoiceLineRowProps {
  invoice: Invoice
  line: InvoiceLine
  title: string
}

/** One line; what differs from the settlement's suggestion stands out. */
export const InvoiceLineRow = ({ invoice, line, title }: InvoiceLineRowProps) => {
  const { t } = useWords()
  const report = useReportedError()
  const updating = useUpdateInvoiceLine(invoice.id, { onError: report })
  const deleting = useDeleteInvoiceLine(invoice.id, { onError: report })
  const isDraft = invoice.status === "draft"
  const isOfSettlement = invoice.kind !== "credit_note"
  const { currency_code: currencyCode } = invoice
  const isMissing = invoice.problems.some(({ line_ids: ids }) => ids.includes(line.id))

  const cellOf = (name: "quantity" | "unit_price", suggested: string | null) => {
    const differs = isOfSettlement && suggested !== null && suggested !== line[name]
    const isPrice = name === "unit_price"
    if (!isDraft) {
      return (
        <Amount
          className={clx({ "text-ui-tag-orange-text": differs })}
          value={line[name]}
          currencyCode={isPrice ? currencyCode : null}
          isUnitCost={isPrice}
        />
      )
    }
    return (
      <NumberField
        key={line[name]}
        label={`${t(`invoices.columns.${name}`)}, ${line.sku ?? title}`}
        value={line[name]}
        differs={differs}
        onSave={(value) => updating.mutate({ line_id: line.id, [name]: value })}
      />
    )
  }
  return (
    <Table.Row>
      <Table.Cell>
        <ItemCell id={line.inventory_item_id} sku={line.sku} title={title} />
        {line.kind === "return_fee" && <Badge size="2xsmall">{t("invoices.return_fee")}</Badge>}
        <LineLots invoice={invoice} line={line} />
      </Table.Cell>
      {isOfSettlement && (
        <Table.Cell>
          <Amount className="text-ui-fg-subtle" value={line.suggested_quantity} />
        </Table.Cell>
      )}
      <Table.Cell>{cellOf("quantity", line.suggested_quantity)}</Table.Cell>
      {isOfSettlement && (
        <Table.Cell>
          <Amount
            className="text-ui-fg-subtle"
            value={line.suggested_unit_price}
            currencyCode={currencyCode}
            isUnitCost
          />
        </Table.Cell>
      )}
      <Table.Cell>{cellOf("unit_price", line.suggested_unit_price)}</Table.Cell>
      <Table.Cell>
        <VatOfLine line={line} isMissing={isMissing} />
      </Table.Cell>
      <Table.Cell>
        <Amount value={line.amount} currencyCode={currencyCode} />
      </Table.Cell>
      {isDraft && (
        <Table.Cell className="w-10">
          <IconButton
            size="small"
            variant="transparent"
            aria-label={`${t("actions.remove")}, ${line.sku ?? title}`}
            isLoading={deleting.isPending}
            onClick={() => deleting.mutate(line.id)}
          >
            <Trash className="text-ui-fg-subtle" />
          </IconButton>
        </Table.Cell>
      )}
    </Table.Row>
  )
}

const VatOfLine = ({ line, isMissing }: { line: InvoiceLine; isMissing: boolean }) => {
  const { t } = useWords()
  const { tax_rate: rate, tax_category: category } = line
  const text =
    rate === null || category === null
      ? "–"
      : category === "S" || category === "Z"
        ? `${rate} %`
        : t(`terms.vat_category.${category}`)
  return (
    <span className={clx("block text-right", { "text-ui-tag-red-text": isMissing })}>{text}</span>
  )
}

interface NumberFieldProps {
  label: string
  value: string
  differs: boolean
  onSave: (value: string) => void
}

/** Saves when it is left or at Enter. */
const NumberField = ({ label, value, differs, onSave }: NumberFieldProps) => {
  const save = ({ currentTarget }: FocusEvent<HTMLInputElement>): void => {
    const typed = toDecimal(currentTarget.value)
    if (typed !== "" && typed !== value) onSave(typed)
  }
  const leaveAtEnter = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "Enter") event.currentTarget.blur()
  }
  return (
    <div className="flex justify-end py-1">
      <Input
        size="small"
        inputMode="decimal"
        aria-label={label}
        defaultValue={value}
        className={clx("w-28 text-right tabular-nums", { "text-ui-tag-orange-text": differs })}
        onBlur={save}
        onKeyDown={leaveAtEnter}
      />
    </div>
  )
}
