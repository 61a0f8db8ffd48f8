import { moved } from "../moved"

it("moves one entry up or down, and leaves the others in their order", () => {
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"])
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"])
})
