import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams, type UIMatch } from "react-router-dom"
import { PageStates } from "../../../../components/page-states"
import { useLoan } from "../../../../hooks/api/loans"
import { LoanBreadcrumb } from "./components/loan-breadcrumb"
import { LoanLines } from "./components/loan-lines"
import { LoanSection } from "./components/loan-section"

const LoanPage = () => {
  const { loan, error, refetch } = useLoan(useParams().id)
  return (
    <PageStates value={loan} error={error} onRetry={() => void refetch()}>
      {(found) => (
        <LayoutComposer
          widgetsZonePrefix="consignment_loan.details"
          preferredLayoutId="core:single-column"
          data={found}
          sections={{
            main: (
              <>
                <LayoutComposer.Entry id="ConsignmentLoan">
                  <LoanSection loan={found} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentLoanLines">
                  <LoanLines loan={found} />
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
  breadcrumb: ({ params }: UIMatch) => <LoanBreadcrumb id={params.id} />,
}

export default LoanPage
