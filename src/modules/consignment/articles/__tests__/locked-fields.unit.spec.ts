import { articleParts, columnsOf, fieldOfColumn } from "../../domain/article-fields"
import type { Article } from "../article"
import { findLockedChanges } from "../locked-fields"

const article = (): Article => ({
  item: { id: "iitem_1", sku: "X", title: "S" },
  variant: { id: "variant_1", sku: "X", title: "S", options: { Size: "S" } },
  product: {
    id: "prod_1",
    title: "Drill",
    handle: "drill",
    weight: 5,
    options: [{ title: "Size", values: ["S", "M"] }],
    images: ["https://a.example/1.png"],
    metadata: { a: 1 },
  },
  unit: null,
})

const changing = (change: (article: Article) => void, owners: Article | null = null) => {
  const after = article()
  change(after)
  return findLockedChanges(article(), after, owners)
}

const setProduct = (values: object) => (changed: Article) =>
  void Object.assign(changed.product ?? {}, values)

describe("a linked article", () => {
  it.each(
    articleParts.flatMap((part) =>
      columnsOf(part, "locked").map((column) => [part, column] as const)
    )
  )("locks the %s's %s", (part, column) => {
    const value = column === "options" && part === "product" ? [] : "new"
    const changed = changing((after) => void Object.assign(after[part] ?? {}, { [column]: value }))
    expect(changed).toEqual([fieldOfColumn(part, column)])
  })

  it.each(articleParts)("leaves the SKU, the metadata and all else of the %s free", (part) => {
    const free = { sku: "Y", metadata: {}, handle: "x", status: "published", collection_id: "c" }
    expect(changing((after) => void Object.assign(after[part] ?? {}, free))).toEqual([])
  })

  it("lets an equal value pass", () => {
    expect(changing(setProduct({ title: "Drill", weight: 5 }))).toEqual([])
  })

  it("lets values be set back to the owner's", () => {
    const owners = article()
    Object.assign(owners.product ?? {}, { title: "Owner's" })
    expect(changing(setProduct({ title: "Owner's" }), owners)).toEqual([])
    expect(changing(setProduct({ title: "Mine" }), owners)).toEqual(["title"])
  })

  it("takes values of our own into an option, and lets none go", () => {
    const options = (...values: string[]) => setProduct({ options: [{ title: "Size", values }] })
    expect(changing(options("S", "M", "L"))).toEqual([])
    expect(changing(options("S", "L"))).toEqual(["options"])
    expect(changing(setProduct({ options: [{ title: "Form", values: ["S", "M"] }] }))).toEqual([
      "options",
    ])
  })

  it("names each field once, whatever parts it is in", () => {
    expect(
      changing((after) => {
        for (const part of articleParts) Object.assign(after[part] ?? {}, { width: 9 })
      })
    ).toEqual(["width"])
  })
})
