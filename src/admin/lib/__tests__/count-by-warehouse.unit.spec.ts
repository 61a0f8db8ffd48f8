import { countByWarehouse } from "../count-by-warehouse"

it("counts the rows of each warehouse, in the order in which they come", () => {
  const rows = ["south", "north", "south"].map((warehouse_id) => ({ warehouse_id }))
  expect(countByWarehouse(rows)).toEqual([
    { warehouseId: "south", count: 2 },
    { warehouseId: "north", count: 1 },
  ])
})
