import { StatusBadge } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Settlement } from "../../../../../http-contract/settlement"
import { Status } from "../../../../components/status"
import { useWords } from "../../../../hooks/use-words"

const colors = { open: "blue", closed: "orange", invoiced: "green", paid: "blue" } as const

/** How far a settlement has come; a cancelled one says so. */
export const SettlementStatus = ({ settlement }: { settlement: Settlement }) => {
  const { t } = useWords()
  const { status, state } = settlement
  if (status !== "closed") return <Status status={status} />
  return <StatusBadge color={colors[state]}>{t(`terms.settlement_state.${state}`)}</StatusBadge>
}

/** Links to the invoices of a settlement. */
export const SettlementInvoices = ({ settlement }: { settlement: Settlement }) => {
  const { t } = useWords()
  return (
    <div className="flex flex-wrap gap-x-3">
      {settlement.invoices.map(({ id, number }) => (
        <Link
          key={id}
          to={`/consignment/invoices/${id}`}
          className="text-ui-fg-interactive hover:underline"
        >
          {number ?? t("invoices.unnumbered")}
        </Link>
      ))}
    </div>
  )
}
