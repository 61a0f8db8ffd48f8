import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams, type UIMatch } from "react-router-dom"
import { AttachmentsSection } from "../../../../components/attachments-section"
import { PageStates } from "../../../../components/page-states"
import { useSettlement } from "../../../../hooks/api/settlements"
import { SettlementBreadcrumb } from "../components/settlement-breadcrumb"
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
                <LayoutComposer.Entry id="Attachments">
                  <AttachmentsSection subject={{ settlement_id: value.id ?? "" }} />
                </LayoutComposer.Entry>
              </>
            ),
          }}
        />
      )}
    </PageStates>
  )
}

export const handle = {
  breadcrumb: ({ params }: UIMatch) => <SettlementBreadcrumb id={params.id} />,
}

export default SettlementPage
