import { readdirSync } from "node:fs"
import { join } from "node:path"

const api = join(__dirname, "..")
const imports = join(api, "../imports")

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })

const routes = filesOf(api).filter((file) => /\bimports?\/.*\broute\.ts$/.test(file))
const importers = filesOf(imports).filter((file) => /^(import-\w+|kinds)\.ts$/.test(file))

describe("routes that import files", () => {
  it("are found", () => {
    expect(routes).toContain("admin/consignment/contractors/[id]/prices/import/route.ts")
    expect(importers).toEqual(expect.arrayContaining(["import-file.ts", "import-prices.ts"]))
  })

  it.each(routes)("%s loads what it needs with the first file", (route) => {
    const loaded: string[] = []
    jest.isolateModules(() => {
      for (const importer of importers) {
        jest.doMock(join(imports, importer), () => {
          loaded.push(importer)
          return {}
        })
      }
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      require(join(api, route))
    })
    expect(loaded).toEqual([])
  })
})
