import { useDocuments } from "../../../hooks/api/documents"
import { useRefill } from "../../../hooks/api/refill"
import { useSilentShops } from "../../../hooks/api/worklists"
import { useFormat } from "../../../hooks/use-format"
import { useContractorNames, useWarehouseNames } from "../../../hooks/use-names"
import { useWords } from "../../../hooks/use-words"
import { countByWarehouse } from "../../../lib/count-by-warehouse"
import { SHOWN, type ToDoSource, type ToDo } from "./to-do"
import { usePastTerms } from "./use-past-terms"

/** As many as the server answers at once. */
const MOST_REFILLS = 1_000

export const useReturnTerms = (): ToDoSource => {
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
        needs: [
          direction === "outbound"
            ? "consignment_take_back:post"
            : "consignment_consignor_return:post",
        ],
        to: `documents/${path}/post?${new URLSearchParams(parameters).toString()}`,
      }
    }
  )
  return { toDos: places && toDos, error }
}

export const useSilentCustomers = (): ToDoSource => {
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
      needs: ["consignment_reported_sale:post" as const],
      to: `documents/reported-sales/post?warehouse_id=${warehouse_id}`,
    }))
  return { toDos, error }
}

export const useRefills = (): ToDoSource => {
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

export const usePickLists = (): ToDoSource => {
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
