import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams, type UIMatch } from "react-router-dom"
import { PageStates } from "../../../../components/page-states"
import { useContractor } from "../../../../hooks/api/contractors"
import { AllDocumentsTable } from "../../documents/components/all-documents-table"
import { AccountSection } from "./components/account-section"
import { AgreementsSection } from "./components/agreements-section"
import { BalanceSection } from "./components/balance-section"
import { ContactSection } from "./components/contact-section"
import { ContractorBreadcrumb } from "./components/contractor-breadcrumb"
import { ContractorSection } from "./components/contractor-section"
import { InvoiceTable } from "./components/invoice-table"
import { ItemTable } from "./components/item-table"
import { MarkdownsSection } from "./components/markdowns-section"
import { OpenStockTable } from "./components/open-stock-table"
import { PriceListSection } from "./components/price-list-section"
import { SettlementTable } from "./components/settlement-table"
import { ShopsSection } from "./components/shops-section"

const ContractorPage = () => {
  const { contractor, error, refetch } = useContractor(useParams().id)
  return (
    <PageStates value={contractor} error={error} onRetry={() => void refetch()}>
      {(found) => (
        <LayoutComposer
          widgetsZonePrefix="consignment_contractor.details"
          preferredLayoutId="core:two-column"
          data={found}
          sections={{
            main: (
              <>
                <LayoutComposer.Entry id="ConsignmentContractor">
                  <ContractorSection contractor={found} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentContractorAccount">
                  <AccountSection contractorId={found.id} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentContractorShops">
                  <ShopsSection contractorId={found.id} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentContractorSettlements">
                  <SettlementTable contractorId={found.id} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentContractorInvoices">
                  <InvoiceTable contractorId={found.id} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentContractorDocuments">
                  <AllDocumentsTable contractorId={found.id} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentContractorStock">
                  <OpenStockTable contractorId={found.id} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentContractorItems">
                  <ItemTable contractorId={found.id} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentContractorPrices">
                  <PriceListSection contractorId={found.id} />
                </LayoutComposer.Entry>
              </>
            ),
            side: (
              <>
                <LayoutComposer.Entry id="ConsignmentContractorContact">
                  <ContactSection contractor={found} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentContractorAgreements">
                  <AgreementsSection contractorId={found.id} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentContractorMarkdowns">
                  <MarkdownsSection contractorId={found.id} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentContractorBalance">
                  <BalanceSection contractorId={found.id} />
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
  breadcrumb: (match: UIMatch) => <ContractorBreadcrumb id={match.params.id} />,
}

export default ContractorPage
