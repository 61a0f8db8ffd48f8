import { toast } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"
import {
  createWarehouseSchema,
  type CreateWarehouseBody,
} from "../../../../../http-contract/warehouse"
import { FormDrawer } from "../../../../components/form-drawer"
import { useCreateWarehouse } from "../../../../hooks/api/warehouses"
import { useContractForm } from "../../../../hooks/use-contract-form"
import { useWords } from "../../../../hooks/use-words"
import { WarehouseFields } from "../components/warehouse-fields"

const CreateWarehousePage = () => {
  const { t } = useWords()
  const [parameters] = useSearchParams()
  const form = useContractForm<CreateWarehouseBody>({
    schema: createWarehouseSchema,
    defaultValues: {
      stock_location_id: parameters.get("stock_location_id") ?? "",
      direction: "inbound",
      name: "",
      branch_code: "",
      notification_email: "",
    },
  })
  const { mutateAsync, isPending } = useCreateWarehouse()
  return (
    <FormDrawer
      needs="consignment_warehouse:manage"
      title={t("warehouses.create")}
      description={t("warehouses.create_hint")}
      form={form}
      isSaving={isPending}
      submitLabel={t("actions.create")}
      onSubmit={async (values, close) => {
        const { warehouse } = await mutateAsync(values)
        toast.success(t("warehouses.created", { name: warehouse.name }))
        close(`/consignment/warehouses/${warehouse.id}`)
      }}
    >
      <WarehouseFields form={form} />
    </FormDrawer>
  )
}

export default CreateWarehousePage
