import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { HandTruck } from "@medusajs/icons"
import { Breadcrumb } from "../../components/breadcrumb"
import { MenuMark } from "../../components/menu-mark"
import { PageStates } from "../../components/page-states"
import { useOverview } from "../../hooks/api/overview"
import { ConsignedSections } from "./components/consigned-sections"
import type { Overview } from "../../../http-contract/overview"
import { useGuidedStart } from "./components/use-guided-start"
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
                  <Start overview={found} />
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

/** The first steps, and what is to be done from then on. */
const Start = ({ overview }: { overview: Overview }) => {
  const { isOpen, open, hide } = useGuidedStart(overview.has.receipt)
  return (
    <div className="flex flex-col gap-y-3">
      {isOpen && <GuidedStart done={overview.has} onHide={hide} />}
      {(overview.has.receipt || !isOpen) && (
        <ToDoSection overview={overview} onStart={isOpen ? undefined : open} />
      )}
    </div>
  )
}

export const config = defineRouteConfig({
  label: "menu.consignment",
  translationNs: "consignment",
  icon: HandTruck,
})

export const handle = {
  breadcrumb: () => (
    <>
      <Breadcrumb of="menu.consignment" />
      <MenuMark />
    </>
  ),
}

export default OverviewPage
