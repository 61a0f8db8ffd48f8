import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../components/breadcrumb"
import { ImportSections } from "./components/import-sections"

const ImportsPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_import"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="Import">
          <ImportSections />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "menu.imports",
  translationNs: "consignment",
  rank: 13,
})

export const handle = { breadcrumb: () => <Breadcrumb of="imports.title" /> }

export default ImportsPage
