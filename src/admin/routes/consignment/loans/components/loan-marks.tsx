import { Badge, StatusBadge } from "@medusajs/ui"
import type { Loan } from "../../../../../http-contract/loan"
import { useWords } from "../../../../hooks/use-words"

const colors = {
  active: "blue",
  partly_returned: "blue",
  ended: "orange",
  returned: "green",
} as const

/** How far a loan has come, and why somebody should look at it. */
export const LoanMarks = ({ loan }: { loan: Loan }) => {
  const { t } = useWords()
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <StatusBadge color={colors[loan.status]}>{t(`loans.statuses.${loan.status}`)}</StatusBadge>
      {loan.overdue && (
        <Badge size="2xsmall" color="red">
          {t("loans.overdue")}
        </Badge>
      )}
      {loan.to_collect && (
        <Badge size="2xsmall" color="orange">
          {t("loans.to_collect")}
        </Badge>
      )}
    </div>
  )
}
