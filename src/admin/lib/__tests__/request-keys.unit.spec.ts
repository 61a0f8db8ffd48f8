import { createRequestKeys } from "../request-keys"

it("gives the same values the same key, and corrected ones a key of their own", () => {
  const keyOf = createRequestKeys()
  const typo = keyOf({ to: ["anna@exmaple.com"], subject: "October" })
  const corrected = keyOf({ to: ["anna@example.com"], subject: "October" })
  expect(corrected).not.toBe(typo)
  expect(keyOf({ to: ["anna@exmaple.com"], subject: "October" })).toBe(typo)
  expect(keyOf({ to: ["anna@example.com"], subject: "October" })).toBe(corrected)
})

it("gives each form keys of its own", () => {
  const request = { to: ["anna@example.com"] }
  expect(createRequestKeys()(request)).not.toBe(createRequestKeys()(request))
})
