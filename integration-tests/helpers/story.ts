import fs from "node:fs"
import path from "node:path"
import { type Merchant, PHONE_WIDTH } from "./merchant"

const documented = path.resolve(__dirname, "../../docs/architecture.md")

/** Rows of the tables in the documentation: a chapter, its clicks at a desk and on a phone. */
const readDocumented = (width: number): Map<string, number> => {
  const rows = fs.readFileSync(documented, "utf8").matchAll(/^\| (.+?) +\| +(\d+) \| +(\d+) \|$/gm)
  return new Map(
    [...rows].map(([, title = "", desk, phone]) => [
      title,
      Number(width <= PHONE_WIDTH ? phone : desk),
    ])
  )
}

/**
 * A story in chapters, each a test that goes on where the one before ended. Their clicks are counted, printed, and held
 * against the documentation once all is told.
 */
export const tellStory = (name: string, width: number, merchantOf: () => Merchant) => {
  const clicks: Record<string, number> = {}

  const chapter = (title: string, tell: () => Promise<void>) =>
    it(title, async () => {
      const merchant = merchantOf()
      const before = merchant.clicks
      await tell()
      clicks[title] = merchant.clicks - before
      expect(await merchant.complaintsOf()).toEqual([])
      if (width <= PHONE_WIDTH) expect(await merchant.tooWide()).toEqual([])
    })

  const takesDocumentedClicks = () =>
    it("takes the clicks that the documentation counts", () => {
      const all = Object.values(clicks).reduce((total, count) => total + count, 0)
      const counted = readDocumented(width)
      const told = { ...clicks, [name]: all }
      expect(Object.keys(told).map((title) => [title, counted.get(title)])).toEqual(
        Object.entries(told)
      )
    })

  afterAll(() => {
    const rows = Object.entries(clicks).map(([title, count]) => `  ${count}  ${title}`)
    const all = Object.values(clicks).reduce((total, count) => total + count, 0)
    process.stdout.write(`\nClicks of ${name} at ${width} pixels: ${all}\n${rows.join("\n")}\n`)
  })

  return { chapter, takesDocumentedClicks }
}
