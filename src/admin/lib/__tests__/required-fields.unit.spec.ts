import { z } from "@medusajs/framework/zod"
import { isRequiredIn } from "../required-fields"

const parts = z.strictObject({
  name: z.string().trim().min(1),
  note: z.string().nullish(),
  kind: z.enum(["sale", "hire"]).default("sale"),
  is_open: z.boolean(),
  address: z.strictObject({ city: z.string() }).optional(),
  lines: z.array(z.strictObject({ sku: z.string(), batch: z.string().optional() })).min(1),
})
const schema = parts.refine(() => true)

const requiredOf = (names: string[]) =>
  names.filter((name) => isRequiredIn(schema, name, undefined))

describe("the required fields of a form", () => {
  it("are those without which the contract refuses it, also in lines and parts", () => {
    const names = ["name", "note", "kind", "address.city", "lines.0.sku", "lines.0.batch", "other"]
    expect(requiredOf(names)).toEqual(["name", "address.city", "lines.0.sku"])
  })

  it("are none that can only be on or off", () => {
    expect(requiredOf(["is_open"])).toEqual([])
  })

  it("are those that a change may not clear", () => {
    const change = parts.partial()
    expect(isRequiredIn(change, "name", null)).toBe(true)
    expect(isRequiredIn(change, "name", undefined)).toBe(false)
    expect(isRequiredIn(change, "note", null)).toBe(false)
  })
})
