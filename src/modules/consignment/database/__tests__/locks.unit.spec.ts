import fs from "node:fs"
import path from "node:path"

const source = path.join(__dirname, "..", "..", "..", "..")

describe("row locks", () => {
  it("are all written in locks.ts, each with the race that it prevents", () => {
    const files = fs
      .readdirSync(source, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.ts$/.test(file) && !/__tests__|migrations/.test(file))
    const locking = files.filter((file) =>
      /\bfor (no key )?(update|share)\b(?![^\n]*\*\/)/.test(
        fs.readFileSync(path.join(source, file), "utf8")
      )
    )
    expect(locking).toEqual(["modules/consignment/database/locks.ts"])
  })
})
