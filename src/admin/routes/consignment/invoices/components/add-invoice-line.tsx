import { ItemPicker } from "../../../../components/item-picker"
import { useAddInvoiceLine } from "../../../../hooks/api/invoices"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"

/** Adds one piece of an item for nothing: how many and for how much is then typed into the line. */
export const AddInvoiceLine = ({ invoiceId }: { invoiceId: string }) => {
  const { t } = useWords()
  const adding = useAddInvoiceLine(invoiceId, { onError: useReportedError() })
  return (
    <div className="w-64">
      <ItemPicker
        value={null}
        aria-label={t("invoices.actions.add_line")}
        placeholder={t("invoices.actions.add_line")}
        disabled={adding.isPending}
        onChange={(id) =>
          id && adding.mutate({ inventory_item_id: id, quantity: "1", unit_price: "0" })
        }
      />
    </div>
  )
}
