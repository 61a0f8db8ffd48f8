import { ownLocationsOf } from "../own-locations"

const locations = ["plain", "mixed", "dedicated", "shop"].map((id) => ({ id }))

it("leaves out of our locations customers' shops and warehouses for others' goods alone", () => {
  const own = ownLocationsOf(locations, [
    { stock_location_id: "mixed", own_stock_location_id: "mixed", direction: "inbound" },
    { stock_location_id: "dedicated", own_stock_location_id: "plain", direction: "inbound" },
    { stock_location_id: "shop", own_stock_location_id: "shop", direction: "outbound" },
  ])
  expect(own.map(({ id }) => id)).toEqual(["plain", "mixed"])
})
