import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../components/breadcrumb"
import { PageStates } from "../../../components/page-states"
import { useSettings } from "../../../hooks/api/settings"
import { CompanySection } from "./components/company-section"
import { NumbersSection } from "./components/numbers-section"
import { RulesSection } from "./components/rules-section"
import { UnitsSection } from "./components/units-section"
import { WarehouseRulesSection } from "./components/warehouse-rules-section"

const SettingsPage = () => {
  const { settings, error, refetch } = useSettings()
  return (
    <PageStates value={settings} error={error} onRetry={() => void refetch()}>
      {(settings) => (
        <LayoutComposer
          widgetsZonePrefix="consignment_settings.details"
          preferredLayoutId="core:single-column"
          sections={{
            main: (
              <>
                <LayoutComposer.Entry id="ConsignmentCompany">
                  <CompanySection company={settings.company} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentRules">
                  <RulesSection settings={settings} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentWarehouseRules">
                  <WarehouseRulesSection />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentNumbers">
                  <NumbersSection prefixes={settings.number_prefixes} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentUnits">
                  <UnitsSection units={settings.units} />
                </LayoutComposer.Entry>
              </>
            ),
          }}
        />
      )}
    </PageStates>
  )
}

export const config = defineRouteConfig({
  label: "menu.settings",
  translationNs: "consignment",
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.settings" /> }

export default SettingsPage
