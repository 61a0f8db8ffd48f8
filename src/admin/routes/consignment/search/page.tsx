import { LayoutComposer } from "@medusajs/dashboard/components"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Breadcrumb } from "../../../components/breadcrumb"
import { SearchSection } from "./components/search-section"

const SearchPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_search"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="Search">
          <SearchSection />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "menu.search",
  translationNs: "consignment",
  rank: 0,
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.search" /> }

export default SearchPage
