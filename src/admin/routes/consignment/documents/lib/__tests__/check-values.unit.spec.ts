import { toChecked } from "../check-values"

it("sends the lines of which something was checked, with quantities as people write them", () => {
  const lines = [
    { line_id: "condocl_1", accepted: "1,5", rejected: "", reason: " " },
    { line_id: "condocl_2", accepted: "", rejected: "2", reason: " Broken " },
    { line_id: "condocl_3", accepted: "0", rejected: "", reason: "Later" },
  ]
  expect(toChecked({ lines })).toEqual([
    { line_id: "condocl_1", accepted_quantity: "1.5", rejected_quantity: "0", reason: undefined },
    { line_id: "condocl_2", accepted_quantity: "0", rejected_quantity: "2", reason: "Broken" },
  ])
})
