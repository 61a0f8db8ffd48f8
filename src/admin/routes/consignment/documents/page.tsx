import { LayoutComposer } from "@medusajs/dashboard/components"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Breadcrumb } from "../../../components/breadcrumb"
import { DocumentKinds } from "./components/document-kinds"

const DocumentsPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_document.kinds"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="Kinds">
          <DocumentKinds />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "menu.documents",
  translationNs: "consignment",
  rank: 4,
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.documents" /> }

export default DocumentsPage
