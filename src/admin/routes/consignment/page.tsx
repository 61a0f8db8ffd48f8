import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { HandTruck } from "@medusajs/icons"
import { Breadcrumb } from "../../components/breadcrumb"
import { PageStates } from "../../components/page-states"
import { useOverview } from "../../hooks/api/overview"
import { ConsignedSections } from "./components/consigned-sections"
import { GuidedStart } from "./components/guided-start"
import { SoldSection } from "./components/sold-section"
import { ToDoSection } from "./components/to-do-section"

const OverviewPage = () => {
  const { overview, error, refetch } = useOverview()
  return (
    <PageStates value={overview} error={error} onRetry={() => void refetch()}>
      {(found) => (
        <LayoutComposer
          widgetsZonePrefix="consignment_overview"
          preferredLayoutId="core:single-column"
          sections={{
            main: (
              <>
                <LayoutComposer.Entry id="ConsignmentToDo">
                  {found.has.receipt ? (
                    <ToDoSection overview={found} />
                  ) : (
                    <GuidedStart done={found.has} />
                  )}
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentConsigned">
                  <ConsignedSections overview={found} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentSold">
                  {found.has.receipt && <SoldSection sold={found.sold} />}
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
  label: "menu.consignment",
  translationNs: "consignment",
  icon: HandTruck,
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.consignment" /> }

export default OverviewPage
