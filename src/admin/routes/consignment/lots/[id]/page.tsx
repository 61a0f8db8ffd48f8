import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams, type UIMatch } from "react-router-dom"
import { PageStates } from "../../../../components/page-states"
import { useLots } from "../../../../hooks/api/stock"
import { Refusal } from "../../../../lib/refusal"
import { LotBreadcrumb } from "../components/lot-breadcrumb"
import { LotInvoices } from "../components/lot-invoices"
import { LotSummary } from "../components/lot-summary"
import { LotTimeline } from "../components/lot-timeline"

const NOT_FOUND = 404

const LotPage = () => {
  const { id = "" } = useParams()
  const { lots, error, refetch } = useLots({ id, limit: 1 }, { placeholderData: undefined })
  const missing = lots?.length === 0 ? new Refusal(NOT_FOUND, id, "NOT_FOUND") : null
  return (
    <PageStates value={lots?.[0]} error={error ?? missing} onRetry={() => void refetch()}>
      {(lot) => (
        <LayoutComposer
          widgetsZonePrefix="consignment_lot.details"
          preferredLayoutId="core:single-column"
          data={lot}
          sections={{
            main: (
              <>
                <LayoutComposer.Entry id="Summary">
                  <LotSummary lot={lot} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="Timeline">
                  <LotTimeline lot={lot} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="Invoices">
                  <LotInvoices lot={lot} />
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
  breadcrumb: ({ params }: UIMatch) => <LotBreadcrumb id={params.id} />,
}

export default LotPage
