import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import { join } from "node:path"

const base = join(__dirname, "../migrations/Migration20261122000000.ts")

describe("the base migration", () => {
  it("is frozen: stores have run it, so a table changes by a migration of its own", async () => {
    const hash = createHash("sha256")
      .update(await readFile(base))
      .digest("hex")
    expect(hash).toBe("32a0835b7a093f831ec0278543e6c65b2bea268424b522b228456239855d3df0")
  })
})
