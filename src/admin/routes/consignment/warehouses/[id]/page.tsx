import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams, type UIMatch } from "react-router-dom"
import { PageStates } from "../../../../components/page-states"
import { useWarehouse } from "../../../../hooks/api/warehouses"
import { AgreedItemTable } from "./components/agreed-item-table"
import { RefillTable } from "./components/refill-table"
import { StockTable } from "./components/stock-table"
import { WarehouseBreadcrumb } from "./components/warehouse-breadcrumb"
import { WarehouseSection } from "./components/warehouse-section"

const WarehousePage = () => {
  const { warehouse, error, refetch } = useWarehouse(useParams().id)
  return (
    <PageStates value={warehouse} error={error} onRetry={() => void refetch()}>
      {(found) => (
        <LayoutComposer
          widgetsZonePrefix="consignment_warehouse.details"
          preferredLayoutId="core:single-column"
          data={found}
          sections={{
            main: (
              <>
                <LayoutComposer.Entry id="ConsignmentWarehouse">
                  <WarehouseSection warehouse={found} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentWarehouseRefill">
                  {found.direction === "outbound" && <RefillTable warehouseId={found.id} />}
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentWarehouseItems">
                  {found.direction === "outbound" && <AgreedItemTable warehouseId={found.id} />}
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentWarehouseStock">
                  <StockTable warehouse={found} />
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
  breadcrumb: (match: UIMatch) => <WarehouseBreadcrumb id={match.params.id} />,
}

export default WarehousePage
