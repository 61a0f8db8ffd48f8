import { toast } from "@medusajs/ui"
import { useParams } from "react-router-dom"
import {
  createWarehouseSchema,
  type CreateWarehouseBody,
  type Warehouse,
} from "../../../../../../http-contract/warehouse"
import { FormDrawer } from "../../../../../components/form-drawer"
import { useUpdateWarehouse, useWarehouse } from "../../../../../hooks/api/warehouses"
import { useContractForm } from "../../../../../hooks/use-contract-form"
import { useWords } from "../../../../../hooks/use-words"
import { WarehouseFields } from "../../components/warehouse-fields"

const EditWarehousePage = () => {
  const { warehouse } = useWarehouse(useParams().id)
  return warehouse ? <EditWarehouse warehouse={warehouse} /> : null
}

const EditWarehouse = ({ warehouse }: { warehouse: Warehouse }) => {
  const { t } = useWords()
  const isDedicated = warehouse.own_stock_location_id !== warehouse.stock_location_id
  const form = useContractForm<CreateWarehouseBody>({
    schema: createWarehouseSchema,
    blank: "cleared",
    defaultValues: {
      stock_location_id: warehouse.stock_location_id,
      direction: warehouse.direction,
      name: warehouse.name,
      contractor_id: warehouse.contractor_id,
      own_stock_location_id: isDedicated ? warehouse.own_stock_location_id : null,
      issue_strategy: warehouse.issue_strategy,
      contractor_priority: warehouse.contractor_priority,
      expired_lots: warehouse.expired_lots,
      purpose: warehouse.purpose,
      check_on_arrival: warehouse.check_on_arrival,
      branch_code: warehouse.branch_code,
      notification_email: warehouse.notification_email,
    },
  })
  const { mutateAsync, isPending } = useUpdateWarehouse(warehouse.id)
  return (
    <FormDrawer
      needs="consignment_warehouse:manage"
      title={t("warehouses.edit")}
      form={form}
      isSaving={isPending}
      onSubmit={async ({ name, own_stock_location_id = null, ...values }, close) => {
        await mutateAsync({ ...values, own_stock_location_id, name: name ?? undefined })
        toast.success(t("warehouses.saved"))
        close()
      }}
    >
      <WarehouseFields form={form} />
    </FormDrawer>
  )
}

export default EditWarehousePage
