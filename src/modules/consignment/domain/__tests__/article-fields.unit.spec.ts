import { readFile } from "node:fs/promises"
import { join } from "node:path"
import {
  articleFields,
  columnsOf,
  emptyCard,
  fieldOfColumn,
  policyByField,
  toBlankFields,
  type FieldPolicy,
} from "../article-fields"

/** The table of the agreement between the two stores, by name. */
const agreed: Record<FieldPolicy, string[]> = {
  locked: [
    "title",
    "subtitle",
    "description",
    "thumbnail",
    "images",
    "options",
    "variant_title",
    "barcode",
    "ean",
    "upc",
    "weight",
    "length",
    "height",
    "width",
    "hs_code",
    "mid_code",
    "origin_country",
    "material",
    "discountable",
  ],
  link: ["sku"],
  first_available: ["article_group"],
  blank: [
    "prices",
    "period_base_price",
    "counter_unit_price",
    "service_group",
    "return_warning",
    "purchase_price",
    "depreciation_months",
    "residual_value",
    "vat_rate",
    "notes",
    "minimum",
    "maximum",
  ],
  default_false: ["publicly_visible", "serials_public", "deliver_in_full", "skip_check_after_hire"],
  match_or_blank: ["unit"],
  fixed_locked: ["article_status"],
  copy_editable: ["metadata"],
}

describe("the fields of an article", () => {
  it.each(
    Object.entries(agreed).flatMap(([policy, fields]) => fields.map((field) => [field, policy]))
  )("has %s cross as %s", (field, policy) => {
    expect(policyByField).toHaveProperty(field, policy)
  })

  it("are those of the agreement and no others", () => {
    expect(Object.keys(articleFields).sort()).toEqual(Object.values(agreed).flat().sort())
  })

  it("each live in a column of Medusa, on the card or at a warehouse", () => {
    const homeless = Object.entries(articleFields).filter(
      ([, field]) =>
        !["product", "variant", "item", "card", "warehouse_item"].some((place) => place in field)
    )
    expect(homeless).toEqual([])
  })

  it("are documented with their policies", async () => {
    const text = await readFile(join(__dirname, "../../../../../docs/articles.md"), "utf8")
    const documented = [...text.matchAll(/^\| `(\w+)` +\| `(\w+)` +\|/gm)].map(
      ([, field = "", policy = ""]) => [field, policy]
    )
    expect(Object.fromEntries(documented)).toEqual(policyByField)
  })

  it("begin as an empty card, off where they are switches, with the status current", () => {
    expect(emptyCard).toEqual({
      period_base_price: null,
      counter_unit_price: null,
      service_group: null,
      return_warning: null,
      purchase_price: null,
      depreciation_months: null,
      residual_value: null,
      vat_rate: null,
      unit: null,
      notes: null,
      deliver_in_full: false,
      skip_check_after_hire: false,
      serials_public: false,
      article_status: "current",
    })
  })

  it("lock the columns of product, variant and inventory item that hold them", () => {
    expect(columnsOf("product", "locked")).toEqual([
      "title",
      "subtitle",
      "description",
      "thumbnail",
      "images",
      "options",
      "weight",
      "length",
      "height",
      "width",
      "hs_code",
      "mid_code",
      "origin_country",
      "material",
      "discountable",
    ])
    expect(columnsOf("variant", "locked")).toEqual(
      expect.arrayContaining(["title", "barcode", "ean", "upc", "options", "weight"])
    )
    expect(columnsOf("item", "locked")).not.toContain("sku")
    expect(fieldOfColumn("variant", "title")).toBe("variant_title")
    expect(fieldOfColumn("product", "title")).toBe("title")
    expect(fieldOfColumn("product", "handle")).toBeUndefined()
  })

  it("are to be completed while they are empty; a 0 and a switch are no gaps", () => {
    const blank = toBlankFields({ purchase_price: "0", notes: "", unit: "PCE", minimum: null })
    expect(blank).toContain("notes")
    expect(blank).toContain("minimum")
    expect(blank).toContain("article_group")
    expect(blank).not.toContain("purchase_price")
    expect(blank).not.toContain("unit")
    expect(blank).not.toContain("deliver_in_full")
  })
})
