import type { Overview } from "../../../../http-contract/overview"
import { useInvoices } from "../../../hooks/api/invoices"
import { useDueSettlements } from "../../../hooks/api/settlements"
import { useReconciliation } from "../../../hooks/api/stock"
import { useFormat } from "../../../hooks/use-format"
import { useContractorNames, useLocationNames } from "../../../hooks/use-names"
import { useWords } from "../../../hooks/use-words"
import { toCount } from "../../../lib/to-count"
import { SHOWN, type Source, type ToDo } from "./to-do"

export const useDifferences = (): Source => {
  const { t } = useWords()
  const format = useFormat()
  const { differences, unposted, error } = useReconciliation()
  const shown = differences?.slice(0, SHOWN) ?? []
  const locationOf = useLocationNames(shown.map((difference) => difference.stock_location_id))
  const toDos: ToDo[] = shown.map(
    ({ stock_location_id, inventory_item_id, sku, difference }): ToDo => ({
      key: `${stock_location_id} ${inventory_item_id}`,
      urgency: "now",
      title: t("to_do.difference.title", {
        item: sku ?? inventory_item_id,
        location: locationOf(stock_location_id),
      }),
      hint: t("to_do.difference.hint", { quantity: format.quantity(difference) }),
      action: t("to_do.difference.action"),
      to: "documents/stock-counts/post",
    })
  )
  if (unposted?.length) {
    toDos.push({
      key: "unposted",
      urgency: "now",
      title: t("to_do.unposted.title", { count: unposted.length }),
      hint: t("to_do.unposted.hint"),
      action: t("to_do.unposted.action"),
      to: "movements",
    })
  }
  return { toDos: differences && toDos, error }
}

export const useDue = (): Source => {
  const { t } = useWords()
  const format = useFormat()
  const { due, error } = useDueSettlements({ limit: SHOWN })
  const toDos = due?.map(
    ({ id, contractor_id, contractor_name, currency_code, cut_off, ...settlement }): ToDo => {
      const parameters = { contractor_id, direction: settlement.direction, currency_code, cut_off }
      return {
        key: id,
        urgency: settlement.is_overdue ? "now" : "soon",
        title: t("to_do.due.title", { name: contractor_name }),
        hint: t("to_do.due.hint", {
          ...toCount(settlement.unsettled_quantity),
          date: format.day(cut_off),
          quantity: format.quantity(settlement.unsettled_quantity),
        }),
        action: t("to_do.due.action"),
        to: `settlements/create?${new URLSearchParams(parameters).toString()}`,
      }
    }
  )
  return { toDos, error }
}

export const useDrafts = (): Source => {
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
