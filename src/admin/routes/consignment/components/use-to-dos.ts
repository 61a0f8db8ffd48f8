import type { Overview } from "../../../../http-contract/overview"
import { useDocuments } from "../../../hooks/api/documents"
import { useImportExceptions } from "../../../hooks/api/import-exceptions"
import { useInvoices } from "../../../hooks/api/invoices"
import { useRefill } from "../../../hooks/api/refill"
import { useDueSettlements } from "../../../hooks/api/settlements"
import { useReconciliation } from "../../../hooks/api/stock"
import { useSilentShops } from "../../../hooks/api/worklists"
import { useFormat } from "../../../hooks/use-format"
import { useContractorNames, useLocationNames, useWarehouseNames } from "../../../hooks/use-names"
import { useWords } from "../../../hooks/use-words"
import { countByWarehouse } from "../../../lib/count-by-warehouse"
import { toCount } from "../../../lib/to-count"

import { usePastTerms } from "./use-past-terms"

export interface ToDo {
  key: string
  /** Now: goods or money are wrong until it is done, or it is late. */
  urgency: "now" | "soon"
  title: string
  hint: string
  action: string
  /** Below /consignment/. */
  to: string
}

/** As many as the server answers at once. */
const MOST_REFILLS = 1_000

/** Of each kind of open matter; the rest stands behind the first. */
const SHOWN = 5

interface Source {
  /** Undefined until they were read. */
  toDos: ToDo[] | undefined
  error: Error | null
}

/** What is open, the urgent first. Undefined until all of it was read: nothing to do is said only when it is true. */
export const useToDos = ({ over_invoiced }: Overview): Source => {
  const overInvoiced = useOverInvoiced(over_invoiced)
  const sources = [
    useDifferences(),
    useDue(),
    useReturnTerms(),
    useSilentCustomers(),
    useRefills(),
    usePickLists(),
    useExceptions(),
    useDrafts(),
  ]
  const found = [...sources.flatMap(({ toDos = [] }) => toDos), ...overInvoiced]
  const isRead = sources.every(({ toDos }) => toDos)
  return {
    toDos: isRead
      ? [
          ...found.filter(({ urgency }) => urgency === "now"),
          ...found.filter(({ urgency }) => urgency === "soon"),
        ]
      : undefined,
    error: sources.find(({ toDos, error }) => !toDos && error)?.error ?? null,
  }
}

const useDifferences = (): Source => {
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

const useDue = (): Source => {
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

const useDrafts = (): Source => {
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

const useOverInvoiced = (accounts: Overview["over_invoiced"]): ToDo[] => {
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

const useReturnTerms = (): Source => {
  const { t } = useWords()
  const format = useFormat()
  const { places, error } = usePastTerms()
  const shown = places?.slice(0, SHOWN) ?? []
  const warehouseOf = useWarehouseNames(shown.map((place) => place.warehouseId))
  const contractorOf = useContractorNames(shown.map((place) => place.contractorId))
  const toDos = shown.map(
    ({ contractorId, warehouseId, direction, quantity, dueOn, isOverdue }): ToDo => {
      const parameters = { contractor_id: contractorId, warehouse_id: warehouseId }
      const path = direction === "outbound" ? "take-backs" : "consignor-returns"
      return {
        key: `term ${warehouseId} ${contractorId}`,
        urgency: isOverdue ? "now" : "soon",
        title: t(`to_do.term.title.${direction}`, {
          shop: warehouseOf(warehouseId),
          name: contractorOf(contractorId),
          // A customer's only shop often has his name.
          context: warehouseOf(warehouseId) === contractorOf(contractorId) ? "same" : undefined,
        }),
        hint: t("to_do.term.hint", {
          quantity: format.quantity(quantity),
          date: format.day(dueOn),
        }),
        action: t(`to_do.term.action.${direction}`),
        to: `documents/${path}/post?${new URLSearchParams(parameters).toString()}`,
      }
    }
  )
  return { toDos: places && toDos, error }
}

const useSilentCustomers = (): Source => {
  const { t } = useWords()
  const format = useFormat()
  const { silent_shops: shops, error } = useSilentShops()
  const toDos = shops
    ?.slice(0, SHOWN)
    .map(({ warehouse_id, name, last_reported_at: reported, oldest_received_at: received }) => ({
      key: `silent ${warehouse_id}`,
      urgency: "soon" as const,
      title: t("to_do.silent.title", { name }),
      hint: reported
        ? t("to_do.silent.hint", { date: format.date(reported) })
        : t("to_do.silent.never", { date: format.date(received) }),
      action: t("to_do.silent.action"),
      to: `documents/reported-sales/post?warehouse_id=${warehouse_id}`,
    }))
  return { toDos, error }
}

const useRefills = (): Source => {
  const { t } = useWords()
  const { refill, error } = useRefill({ fields: "warehouse_id", limit: MOST_REFILLS })
  const shown = refill && countByWarehouse(refill).slice(0, SHOWN)
  const shopOf = useWarehouseNames(shown?.map(({ warehouseId }) => warehouseId) ?? [])
  const toDos = shown?.map(({ warehouseId, count }): ToDo => ({
    key: `refill ${warehouseId}`,
    urgency: "soon",
    title: t("to_do.refill.title", { count, name: shopOf(warehouseId) }),
    hint: t("to_do.refill.hint"),
    action: t("to_do.refill.action"),
    to: `warehouses/${warehouseId}`,
  }))
  return { toDos, error }
}

const usePickLists = (): Source => {
  const { t } = useWords()
  const { documents, error } = useDocuments("delivery", { status: "draft", limit: SHOWN })
  const shopOf = useWarehouseNames(documents?.map((draft) => draft.warehouse_id as string) ?? [])
  const toDos = documents?.map(({ id, warehouse_id, lines }): ToDo => ({
    key: id,
    urgency: "soon",
    title: t("to_do.pick_list.title", { name: shopOf(warehouse_id as string) }),
    hint: t("to_do.pick_list.hint", { count: lines.length }),
    action: t("to_do.pick_list.action"),
    to: `documents/deliveries/${id}`,
  }))
  return { toDos, error }
}

/** Counted alone: the list stands on its own page. */
const useExceptions = (): Source => {
  const { t } = useWords()
  const { count, error } = useImportExceptions({ open: "true", limit: 1 })
  const toDo = (lines: number): ToDo => ({
    key: "import exceptions",
    urgency: "soon",
    title: t("to_do.exceptions.title", { count: lines }),
    hint: t("to_do.exceptions.hint"),
    action: t("to_do.exceptions.action"),
    to: "imports/exceptions",
  })
  return { toDos: count === undefined ? undefined : count > 0 ? [toDo(count)] : [], error }
}
