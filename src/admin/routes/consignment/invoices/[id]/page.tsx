import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams } from "react-router-dom"
import { PageStates } from "../../../../components/page-states"
import { useInvoice } from "../../../../hooks/api/invoices"
import { InvoiceLines } from "../components/invoice-lines"
import { InvoiceSummary } from "../components/invoice-summary"

const InvoicePage = () => {
  const { invoice, error, refetch } = useInvoice(useParams().id)
  return (
    <PageStates value={invoice} error={error} onRetry={() => void refetch()}>
      {(value) => (
        <LayoutComposer
          widgetsZonePrefix="consignment_invoice.details"
          preferredLayoutId="core:single-column"
          data={value}
          sections={{
            main: (
              <>
                <LayoutComposer.Entry id="Summary">
                  <InvoiceSummary invoice={value} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="Lines">
                  <InvoiceLines invoice={value} />
                </LayoutComposer.Entry>
              </>
            ),
          }}
        />
      )}
    </PageStates>
  )
}

export default InvoicePage
