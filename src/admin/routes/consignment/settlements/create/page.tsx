import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../../components/breadcrumb"
import { PreviewSections } from "../components/preview-sections"

const PreviewPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_settlement.preview"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="Preview">
          <PreviewSections />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const handle = { breadcrumb: () => <Breadcrumb of="settlements.preview" /> }

export default PreviewPage
