import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../../components/breadcrumb"
import { AllDocumentsTable } from "../components/all-documents-table"

const AllDocumentsPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_document.all"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="AllDocuments">
          <AllDocumentsTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const handle = { breadcrumb: () => <Breadcrumb of="documents.all" /> }

export default AllDocumentsPage
