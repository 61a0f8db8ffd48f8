import type { Overview } from "../../../../http-contract/overview"
import { useInvoices } from "../../../hooks/api/invoices"
import { useReconciliation } from "../../../hooks/api/stock"
import { useFormat } from "../../../hooks/use-format"
import { useContractorNames, useLocationNames } from "../../../hooks/use-names"
import { useWords } from "../../../hooks/use-words"

export interface ToDo {
  key: string
  /** Now: goods or money are wrong until it is done. */
  urgency: "now" | "soon"
  title: string
  hint: string
  action: string
  /** Below /consignment/. */
  to: string
}

const SHOWN_DIFFERENCES = 5

/** Gathers what is open: differences, what the host did without us, drafts, what was invoiced ahead. */
export const useToDos = ({ over_invoiced }: Overview) => {
  const { t } = useWords()
  const format = useFormat()
  const { differences, unposted, error } = useReconciliation()
  const { invoices: drafts } = useInvoices({ status: "draft", limit: 5 })
  const shown = differences?.slice(0, SHOWN_DIFFERENCES) ?? []
  const locationOf = useLocationNames(shown.map((difference) => difference.stock_location_id))
  const contractorOf = useContractorNames([
    ...over_invoiced.map((account) => account.contractor_id),
    ...(drafts?.map((draft) => draft.contractor_id) ?? []),
  ])
  const toDos = differences && [
    ...shown.map(({ stock_location_id, inventory_item_id, sku, difference }): ToDo => ({
      key: `${stock_location_id} ${inventory_item_id}`,
      urgency: "now",
      title: t("to_do.difference.title", {
        item: sku ?? inventory_item_id,
        location: locationOf(stock_location_id),
      }),
      hint: t("to_do.difference.hint", { quantity: format.quantity(difference) }),
      action: t("to_do.difference.action"),
      to: "documents/stock-counts/post",
    })),
    ...(unposted?.length
      ? [
          {
            key: "unposted",
            urgency: "now",
            title: t("to_do.unposted.title", { count: unposted.length }),
            hint: t("to_do.unposted.hint"),
            action: t("to_do.unposted.action"),
            to: "movements",
          } satisfies ToDo,
        ]
      : []),
    ...(drafts ?? []).map((draft): ToDo => ({
      key: draft.id,
      urgency: "soon",
      title: t("to_do.draft.title", { name: contractorOf(draft.contractor_id) }),
      hint: t("to_do.draft.hint", { amount: format.amount(draft.amount, draft.currency_code) }),
      action: t("to_do.draft.action"),
      to: `invoices/${draft.id}`,
    })),
    ...over_invoiced.map(({ contractor_id, direction, currency_code, quantity }): ToDo => ({
      key: `${contractor_id} ${direction} ${currency_code}`,
      urgency: "soon",
      title: t("to_do.over_invoiced.title", { name: contractorOf(contractor_id) }),
      hint: t("to_do.over_invoiced.hint", { quantity: format.quantity(quantity) }),
      action: t("to_do.over_invoiced.action"),
      to: `contractors/${contractor_id}`,
    })),
  ]
  return { toDos, error: toDos ? null : error }
}
