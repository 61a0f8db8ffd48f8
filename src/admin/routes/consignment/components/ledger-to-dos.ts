import type { Overview } from "../../../../http-contract/overview"
import { useInvoices } from "../../../hooks/api/invoices"
import { useOpenItems } from "../../../hooks/api/open-items"
import { useDueSettlements } from "../../../hooks/api/settlements"
import { useReconciliation } from "../../../hooks/api/stock"
import { useFormat } from "../../../hooks/use-format"
import { useContractorNames } from "../../../hooks/use-names"
import { useWords } from "../../../hooks/use-words"
import { toCount } from "../../../lib/to-count"
import { SHOWN, type ToDoSource, type ToDo } from "./to-do"

export const useDifferences = (): ToDoSource => {
  const { t } = useWords()
  const format = useFormat()
  const { differences, counts, error } = useReconciliation(SHOWN)
  const toDos: ToDo[] = (differences ?? []).map(
    ({
      stock_location_id,
      stock_location_name: location,
      inventory_item_id,
      sku,
      difference,
    }): ToDo => ({
      key: `${stock_location_id} ${inventory_item_id}`,
      urgency: "now",
      title: t("to_do.difference.title", {
        item: sku ?? inventory_item_id,
        location: location ?? stock_location_id,
      }),
      hint: t("to_do.difference.hint", { quantity: format.quantity(difference) }),
      action: t("to_do.difference.action"),
      needs: ["consignment_stock_count:post"],
      to: "documents/stock-counts/post",
    })
  )
  if (counts && counts.unposted > 0) {
    toDos.push({
      key: "unposted",
      urgency: "now",
      title: t("to_do.unposted.title", { count: counts.unposted }),
      hint: t("to_do.unposted.hint"),
      action: t("to_do.unposted.action"),
      to: "movements",
    })
  }
  return { toDos: differences && toDos, error }
}

export const useDue = (): ToDoSource => {
  const { t } = useWords()
  const format = useFormat()
  const { due, error } = useDueSettlements({ limit: SHOWN })
  const toDos = due?.map(
    ({ id, contractor_id, contractor_name, currency_code, cut_off, ...settlement }): ToDo => {
      const parameters = { contractor_id, direction: settlement.direction, currency_code, cut_off }
      const amount = format.amount(settlement.unsettled_value, currency_code)
      return {
        key: id,
        urgency: settlement.is_overdue ? "now" : "soon",
        daysOverdue: settlement.days_overdue,
        batch: "settle",
        title: t("to_do.due.title", { name: contractor_name }),
        hint: settlement.is_overdue
          ? t("to_do.due.overdue", { count: settlement.days_overdue, amount })
          : t("to_do.due.hint", {
              ...toCount(settlement.unsettled_quantity),
              date: format.day(cut_off),
              quantity: format.quantity(settlement.unsettled_quantity),
              amount,
            }),
        action: t("to_do.due.action"),
        to: `settlements/create?${new URLSearchParams(parameters).toString()}`,
      }
    }
  )
  return { toDos, error }
}

export const useDrafts = (): ToDoSource => {
  const { t } = useWords()
  const format = useFormat()
  const { invoices: drafts, error } = useInvoices({ status: "draft", limit: SHOWN })
  const contractorOf = useContractorNames(drafts?.map((draft) => draft.contractor_id) ?? [])
  const toDos = drafts?.map(({ id, contractor_id, amount, currency_code }): ToDo => ({
    key: id,
    urgency: "soon",
    title: t("to_do.draft.title", { name: contractorOf(contractor_id) }),
    hint: t("to_do.draft.hint", { amount: format.amount(amount, currency_code) }),
    action: t("to_do.draft.action"),
    to: `invoices/${id}`,
  }))
  return { toDos, error }
}

export const useOverInvoiced = (accounts: Overview["over_invoiced"]): ToDo[] => {
  const { t } = useWords()
  const format = useFormat()
  const contractorOf = useContractorNames(accounts.map((account) => account.contractor_id))
  return accounts.map(({ contractor_id, direction, currency_code, quantity }) => ({
    key: `${contractor_id} ${direction} ${currency_code}`,
    urgency: "soon",
    title: t("to_do.over_invoiced.title", { name: contractorOf(contractor_id) }),
    hint: t("to_do.over_invoiced.hint", {
      ...toCount(quantity),
      quantity: format.quantity(quantity),
    }),
    action: t("to_do.over_invoiced.action"),
    to: `contractors/${contractor_id}`,
  }))
}

/** Settlements that are closed and neither invoiced nor drafted. */
export const useToInvoice = (settlements: Overview["to_invoice"]): ToDo[] => {
  const { t } = useWords()
  const format = useFormat()
  const contractorOf = useContractorNames(settlements.map(({ contractor_id: id }) => id))
  return settlements.map((settlement) => ({
    key: settlement.settlement_id,
    urgency: "soon",
    batch: "invoice",
    title: t("to_do.to_invoice.title", {
      number: settlement.number,
      name: contractorOf(settlement.contractor_id),
    }),
    hint: t("to_do.to_invoice.hint", {
      date: format.date(settlement.cut_off),
      amount: format.amount(settlement.amount, settlement.currency_code),
    }),
    action: t("to_do.to_invoice.action"),
    needs: ["consignment_invoice:invoice"],
    to: `settlements/${settlement.settlement_id}/invoice`,
  }))
}

/** Posted invoices with a due date that are not paid, the longest overdue first. */
export const useUnpaid = (): ToDoSource => {
  const { t } = useWords()
  const format = useFormat()
  const { open_items: items, error } = useOpenItems({ limit: SHOWN })
  const toDos = items
    ?.filter(({ due_at, open_amount }) => due_at !== null && !open_amount.startsWith("-"))
    .map(({ days_overdue: days, due_at: dueAt, ...item }): ToDo => {
      const amount = format.amount(item.open_amount, item.currency_code)
      return {
        key: item.invoice_id,
        urgency: days > 0 ? "now" : "soon",
        daysOverdue: days,
        title: t(`to_do.unpaid.title.${item.direction}`, {
          name: item.contractor_name,
          number: item.number,
        }),
        hint:
          days > 0
            ? t("to_do.unpaid.overdue", { count: days, amount })
            : t("to_do.unpaid.hint", { date: format.date(dueAt ?? ""), amount }),
        action: t("to_do.unpaid.action"),
        to: `invoices/${item.invoice_id}`,
      }
    })
  return { toDos, error }
}
