import { useImportExceptions } from "../../../hooks/api/import-exceptions"
import { useWords } from "../../../hooks/use-words"
import type { ToDoSource, ToDo } from "./to-do"

/** Counted alone: the list stands on its own page. */
export const useExceptions = (): ToDoSource => {
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
