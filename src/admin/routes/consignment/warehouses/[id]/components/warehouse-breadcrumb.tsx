import { useWarehouse } from "../../../../../hooks/api/warehouses"

export const WarehouseBreadcrumb = ({ id }: { id: string | undefined }) => {
  const { warehouse } = useWarehouse(id)
  return warehouse ? <span>{warehouse.name}</span> : null
}
