interface Count {
  warehouseId: string
  count: number
}

/** How many rows there are of each warehouse, in the order of the rows. */
export const countByWarehouse = (rows: readonly { warehouse_id: string }[]): Count[] => {
  const counts = new Map<string, number>()
  for (const { warehouse_id } of rows) counts.set(warehouse_id, (counts.get(warehouse_id) ?? 0) + 1)
  return [...counts].map(([warehouseId, count]) => ({ warehouseId, count }))
}
