import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams } from "react-router-dom"
import { PageStates } from "../../../../components/page-states"
import { useSettlement } from "../../../../hooks/api/settlements"
import { SettlementLines } from "../components/settlement-lines"
import { SettlementSummary } from "../components/settlement-summary"
import { StockStatement } from "../components/stock-statement"

const SettlementPage = () => {
  const { settlement, error, refetch } = useSettlement(useParams().id)
  return (
    <PageStates value={settlement} error={error} onRetry={() => void refetch()}>
      {(value) => (
        <LayoutComposer
          widgetsZonePrefix="consignment_settlement.details"
          preferredLayoutId="core:single-column"
          data={value}
          sections={{
            main: (
              <>
                <LayoutComposer.Entry id="Summary">
                  <SettlementSummary settlement={value} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="Lines">
                  <SettlementLines settlement={value} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="Stock">
                  <StockStatement settlement={value} />
                </LayoutComposer.Entry>
              </>
            ),
          }}
        />
      )}
    </PageStates>
  )
}

export default SettlementPage
