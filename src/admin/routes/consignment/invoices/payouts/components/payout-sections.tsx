import { Button, InlineTip } from "@medusajs/ui"
import { useState } from "react"
import { Link } from "react-router-dom"
import { usePayables } from "../../../../../hooks/api/payouts"
import { useWords } from "../../../../../hooks/use-words"
import { PayableTable } from "./payable-table"
import { PayoutActions } from "./payout-actions"

const SHOWN = 200

/** Amounts owed to suppliers, and the actions on the invoices that are chosen. */
export const PayoutSections = () => {
  const { t } = useWords()
  const [chosen, setChosen] = useState<Record<string, boolean>>({})
  const {
    payables,
    payer_problems: problems,
    count,
    error,
    refetch,
  } = usePayables({ limit: SHOWN })
  return (
    <div className="flex flex-col gap-y-3">
      {problems && problems.length > 0 && (
        <InlineTip label={t("menu.settings")} variant="warning">
          <div className="flex flex-col items-start gap-y-2">
            {t("payouts.payer_problem")}
            <Button size="small" variant="secondary" asChild>
              <Link to="/settings/consignment">{t("payouts.to_settings")}</Link>
            </Button>
          </div>
        </InlineTip>
      )}
      {payables && (
        <PayoutActions
          chosen={payables?.filter((payable) => chosen[payable.invoice_id]) ?? []}
          onPaid={() => setChosen({})}
        />
      )}
      <PayableTable
        payables={payables}
        count={count}
        error={error}
        onRetry={() => void refetch()}
        chosen={chosen}
        onChoose={setChosen}
      />
    </div>
  )
}
