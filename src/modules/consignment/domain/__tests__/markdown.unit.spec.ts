import { decideItemMarkdown, guardMarkdown, markedDown, percentAfter } from "../markdown"
import { exact } from "../quantity"

const steps = [
  { after_days: 30, percent: "20" },
  { after_days: 60, percent: "50" },
]
const schedule = { steps, take_back_after_days: 90 }

const lot = (
  days: number,
  {
    id = "ours",
    quantity = "1",
    status = "active",
  }: { id?: string | null; quantity?: string; status?: "active" | "stopped" } = {}
) => ({
  quantity: exact(quantity),
  days,
  schedule: id === null ? null : { ...schedule, id, status },
})

const pathsOf = (given: { steps: typeof steps; take_back_after_days: number | null }): string[] => {
  try {
    guardMarkdown("inbound", given)
    return []
  } catch (error) {
    return (error as { details: { fields: { path: string }[] } }).details.fields.map(
      ({ path }) => path
    )
  }
}

describe("a markdown schedule", () => {
  it.each([
    [0, "0"],
    [29, "0"],
    [30, "20"],
    [59, "20"],
    [60, "50"],
    [400, "50"],
  ])("after %i days takes %s percent off", (days, percent) => {
    expect(percentAfter(schedule, days).toFixed()).toBe(percent)
  })

  it.each([
    ["100.00", "20", 2, "80"],
    ["19.99", "50", 2, "10"],
    ["19.97", "50", 2, "9.99"],
    ["1850", "33.3", 0, "1234"],
  ])("makes %s less %s percent, rounded half up", (price, percent, decimals, expected) => {
    expect(markedDown(exact(price), exact(percent), decimals).toFixed()).toBe(expected)
  })

  it.each([
    ["no step and no return", { steps: [], take_back_after_days: null }, ["steps"]],
    [
      "fewer days than before",
      { steps: [...steps].reverse(), take_back_after_days: null },
      ["steps.1.after_days"],
    ],
    [
      "the same days",
      { steps: [steps[0], { after_days: 30, percent: "30" }], take_back_after_days: null },
      ["steps.1.after_days"],
    ],
    [
      "a smaller markdown",
      { steps: [steps[0], { after_days: 60, percent: "20" }], take_back_after_days: null },
      ["steps.1.after_days"],
    ],
    [
      "a return before the last step",
      { steps, take_back_after_days: 60 },
      ["take_back_after_days"],
    ],
  ] as [string, typeof schedule, string[]][])("is refused with %s", (_, given, paths) => {
    expect(pathsOf(given)).toEqual(paths)
  })

  it("may only say when goods go back", () => {
    expect(pathsOf({ steps: [], take_back_after_days: 90 })).toEqual([])
  })

  it("is refused for our goods at customers", () => {
    expect(() => guardMarkdown("outbound", schedule)).toThrow("Only an inbound agreement")
  })
})

describe("the markdown of an item", () => {
  it("is that of its only lot, with the next step", () => {
    expect(decideItemMarkdown([lot(45, { quantity: "3" })], "ours")).toEqual({
      quantity: "3",
      days_in_stock: 45,
      percent: "20",
      next: { percent: "50", in_days: 15 },
      take_back_quantity: "0",
      is_held_back: false,
    })
  })

  it("is the smallest of its lots, as a variant has one price", () => {
    expect(decideItemMarkdown([lot(70), lot(10)], "ours")).toMatchObject({
      days_in_stock: 10,
      percent: "0",
      next: { percent: "20", in_days: 20 },
    })
  })

  it("is held back by another owner's lot without a schedule", () => {
    expect(decideItemMarkdown([lot(70), lot(70, { id: null })], "ours")).toMatchObject({
      percent: "0",
      is_held_back: true,
    })
  })

  it("is held back by a schedule that is stopped, and that one has none", () => {
    const lots = [lot(70), lot(70, { id: "theirs", status: "stopped" })]
    expect(decideItemMarkdown(lots, "ours")).toMatchObject({ percent: "0", is_held_back: true })
    expect(decideItemMarkdown(lots, "theirs")).toMatchObject({
      percent: "0",
      next: null,
      is_held_back: false,
    })
  })

  it("tells the units that have been here until they go back", () => {
    const lots = [lot(95, { quantity: "2" }), lot(89, { quantity: "5" })]
    expect(decideItemMarkdown(lots, "ours")).toMatchObject({
      quantity: "7",
      take_back_quantity: "2",
      percent: "50",
      next: null,
    })
  })

  it("is none where the schedule has no lot", () => {
    expect(decideItemMarkdown([lot(70)], "theirs")).toBeNull()
  })
})
