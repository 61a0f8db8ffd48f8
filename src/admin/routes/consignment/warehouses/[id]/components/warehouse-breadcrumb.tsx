import { NameInPath } from "../../../../../components/name-in-path"
import { useWarehouse } from "../../../../../hooks/api/warehouses"

export const WarehouseBreadcrumb = ({ id }: { id: string | undefined }) => {
  const { warehouse } = useWarehouse(id)
  return <NameInPath name={warehouse?.name} />
}
