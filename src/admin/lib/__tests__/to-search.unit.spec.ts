import { toSearch } from "../to-search"

describe("toSearch", () => {
  it("writes values, several values and bounds as the server reads them", () => {
    const search = toSearch({
      limit: 20,
      type: ["opening", "delivery"],
      posted_at: { $gte: "2026" },
    })
    expect(decodeURIComponent(search)).toBe(
      "limit=20&type[0]=opening&type[1]=delivery&posted_at[$gte]=2026"
    )
  })

  it("leaves out what is not given", () => {
    expect(toSearch({ q: "", order: undefined, contractor_id: null })).toBe("")
  })
})
