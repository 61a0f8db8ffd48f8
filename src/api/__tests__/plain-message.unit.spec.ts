import { z } from "@medusajs/framework/zod"
import { plainMessage } from "../plain-message"

const messageOf = (schema: z.ZodType, given: unknown): string | undefined =>
  schema.safeParse(given, { error: plainMessage }).error?.issues[0]?.message

describe("faults in plain English", () => {
  it.each([
    ["This field is missing.", z.object({ name: z.string() }), {}],
    ["Expected text.", z.object({ name: z.string() }), { name: 1 }],
    ["Expected a whole number.", z.number().int(), 1.5],
    ["Expected at least 0.", z.number().min(0), -1],
    ["Expected true or false.", z.boolean(), "yes"],
    ["Expected at least 1 entry.", z.array(z.string()).min(1), []],
    ["Expected at most 2 entries.", z.array(z.string()).max(2), ["", "", ""]],
    ["Expected at least 1 character.", z.string().min(1), ""],
    ["Expected at most 255 characters.", z.string().max(255), "x".repeat(256)],
    [`Expected "us" or "customer".`, z.enum(["us", "customer"]), "them"],
    ["Expected true.", z.literal(true), false],
    ["Expected an e-mail address.", z.email(), "nobody"],
    ["This value is of no kind that is expected.", z.union([z.string(), z.number()]), true],
    ["Expected an object.", z.strictObject({}), 5],
  ])("says: %s", (message, schema, given) => {
    expect(messageOf(schema, given)).toBe(message)
  })

  it("leaves sentences of the contract as they are", () => {
    expect(messageOf(z.string().regex(/^a$/, "Expected an a."), "b")).toBe("Expected an a.")
  })
})
