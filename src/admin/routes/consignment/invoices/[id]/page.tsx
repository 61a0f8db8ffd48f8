import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams, type UIMatch } from "react-router-dom"
import { AttachmentsSection } from "../../../../components/attachments-section"
import { PageStates } from "../../../../components/page-states"
import { useInvoice } from "../../../../hooks/api/invoices"
import { InvoiceBreadcrumb } from "../components/invoice-breadcrumb"
import { InvoiceLines } from "../components/invoice-lines"
import { PaymentsSection } from "../components/payments-section"
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
                {value.status !== "draft" && value.kind !== "credit_note" && (
                  <LayoutComposer.Entry id="Payments">
                    <PaymentsSection invoice={value} />
                  </LayoutComposer.Entry>
                )}
                <LayoutComposer.Entry id="Lines">
                  <InvoiceLines invoice={value} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="Attachments">
                  <AttachmentsSection subject={{ invoice_id: value.id }} />
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
  breadcrumb: ({ params }: UIMatch) => <InvoiceBreadcrumb id={params.id} />,
}

export default InvoicePage
