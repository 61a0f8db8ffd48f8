import { useMarkdowns } from "../../../hooks/api/markdowns"
import { useFormat } from "../../../hooks/use-format"
import { useContractorNames } from "../../../hooks/use-names"
import { useWords } from "../../../hooks/use-words"
import { toCount } from "../../../lib/to-count"
import { SHOWN, type ToDoSource, type ToDo } from "./to-do"

const MOST_SCHEDULES = 200

/** Goods that stayed unsold to the end of their markdown schedule. */
export const useMarkdownReturns = (): ToDoSource => {
  const { t } = useWords()
  const format = useFormat()
  const { markdowns, error } = useMarkdowns({ status: "active", limit: MOST_SCHEDULES })
  const ended = markdowns?.filter(({ today }) => today.take_back_quantity !== "0") ?? []
  const contractorOf = useContractorNames(ended.map((one) => one.contractor_id))
  const toDos = ended.slice(0, SHOWN).map(({ id, contractor_id, today, ...markdown }): ToDo => ({
    key: id,
    urgency: "soon",
    title: t("to_do.markdown.title", { name: contractorOf(contractor_id) }),
    hint: t("to_do.markdown.hint", {
      ...toCount(today.take_back_quantity),
      quantity: format.quantity(today.take_back_quantity),
      days: markdown.take_back_after_days,
    }),
    action: t("to_do.markdown.action"),
    needs: ["consignment_consignor_return:post"],
    to: `documents/consignor-returns/post?contractor_id=${contractor_id}`,
  }))
  return { toDos: markdowns && toDos, error }
}
