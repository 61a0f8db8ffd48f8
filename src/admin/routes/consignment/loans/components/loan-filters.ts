import type { ListFilter } from "../../../../components/list-filters"
import { loanStatuses } from "../../../../../http-contract/loan"
import { useWords } from "../../../../hooks/use-words"

export const useLoanFilters = (): ListFilter[] => {
  const { t } = useWords()
  const marks = (["overdue", "to_collect"] as const).map((mark): ListFilter => ({
    id: mark,
    type: "radio",
    label: t(`loans.${mark}`),
    options: [
      { value: "true", label: t("articles.yes") },
      { value: "false", label: t("articles.no") },
    ],
  }))
  return [
    {
      id: "status",
      type: "select",
      label: t("fields.status"),
      options: loanStatuses.map((value) => ({ value, label: t(`loans.statuses.${value}`) })),
    },
    ...marks,
  ]
}
