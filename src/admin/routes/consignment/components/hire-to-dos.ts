import type { HireTask } from "../../../../http-contract/loan"
import { useHireWorklist } from "../../../hooks/api/loans"
import { useFormat } from "../../../hooks/use-format"
import { useContractorNames, useWarehouseNames } from "../../../hooks/use-names"
import { useWords } from "../../../hooks/use-words"
import { toCount } from "../../../lib/to-count"
import { useBorrowerNames } from "../loans/lib/use-borrower-names"
import { SHOWN, type ToDoSource, type ToDo } from "./to-do"

const isLate = ({ kind }: HireTask): boolean => kind === "collect" || kind === "loan_overdue"

const pathOf = ({ document_type: type, document_id: id }: HireTask): string => {
  if (type === "loan") return `loans/${id}`
  return `documents/${type === "delivery" ? "deliveries" : "goods-receipts"}/${id}`
}

/** Units to collect, call back, extend, send back and check. */
export const useHireToDos = (): ToDoSource => {
  const { t } = useWords()
  const format = useFormat()
  const { hire_worklist: worklist, error } = useHireWorklist()
  const kinds = [...new Set(worklist?.tasks.map(({ kind }) => kind))]
  const shown = kinds.flatMap((kind) =>
    (worklist?.tasks ?? []).filter((task) => task.kind === kind).slice(0, SHOWN)
  )
  const borrowerOf = useBorrowerNames(shown.flatMap(({ borrower }) => borrower ?? []))
  const contractorOf = useContractorNames(shown.map((task) => task.contractor_id))
  const warehouseOf = useWarehouseNames(shown.map((task) => task.warehouse_id))
  const toDos = shown.map((task): ToDo => ({
    key: `${task.kind} ${task.line_id}`,
    urgency: isLate(task) ? "now" : "soon",
    title: t(`hires.to_do.${task.kind}`, {
      ...toCount(task.quantity),
      quantity: format.quantity(task.quantity),
      item: task.sku ?? task.inventory_item_id,
      who: task.borrower ? borrowerOf(task.borrower) : contractorOf(task.contractor_id),
    }),
    hint: t(task.at ? "hires.to_do.hint_at" : "hires.to_do.hint", {
      number: task.number,
      place: warehouseOf(task.warehouse_id),
      date: task.at ? format.day(task.at) : "",
    }),
    action: t("hires.to_do.action"),
    to: pathOf(task),
  }))
  return { toDos: worklist && toDos, error }
}
