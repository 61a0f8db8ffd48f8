import { guardPayment, openOf, statusOf } from "../payment"
import { exact } from "../quantity"

const owed = (gross: string, credited = "0", paid = "0") => ({
  gross: exact(gross),
  credited: exact(credited),
  paid: exact(paid),
})

describe("an invoice", () => {
  it.each([
    ["nothing paid", owed("121.00"), "121", "posted"],
    ["a part paid", owed("121.00", "0", "21.00"), "100", "partly_paid"],
    ["all of it paid", owed("121.00", "0", "121.00"), "0", "paid"],
    ["a part paid and the rest credited", owed("121.00", "100.00", "21.00"), "0", "paid"],
    ["all of it credited", owed("121.00", "121.00"), "0", "posted"],
    ["a part credited", owed("121.00", "21.00"), "100", "posted"],
    ["credited after it was paid", owed("121.00", "21.00", "121.00"), "-21", "paid"],
    ["nothing to pay", owed("0"), "0", "posted"],
  ])("with %s", (_, state, open, status) => {
    expect(openOf(state).toFixed()).toBe(open)
    expect(statusOf(state)).toBe(status)
  })
})

describe("a payment", () => {
  it.each([
    ["a part", "21.00", owed("121.00"), null],
    ["all that is open", "100.00", owed("121.00", "0", "21.00"), null],
    ["a cent too much", "100.01", owed("121.00", "0", "21.00"), "EXCEEDS_OPEN_AMOUNT"],
    ["nothing", "0", owed("121.00"), "INVALID_DATA"],
    ["a tenth of a cent", "0.001", owed("121.00"), "INVALID_DATA"],
    ["back what was too much", "-21.00", owed("121.00", "21.00", "121.00"), null],
    [
      "back more than was too much",
      "-21.01",
      owed("121.00", "21.00", "121.00"),
      "EXCEEDS_OPEN_AMOUNT",
    ],
    ["back where nothing was too much", "-1", owed("121.00", "0", "21.00"), "EXCEEDS_OPEN_AMOUNT"],
  ])("of %s", (_, amount, state, code) => {
    const guard = () => guardPayment(exact(amount), state, 2)
    if (code === null) expect(guard).not.toThrow()
    else expect(guard).toThrow(expect.objectContaining({ code }) as Error)
  })
})
