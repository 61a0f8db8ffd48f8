import { spawnSync } from "node:child_process"
import path from "node:path"

const script = path.resolve("scripts/test.mjs")

/** The spec files that `npm test -- <words>` chooses; jest only lists them. */
const run = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], {
    encoding: "utf8",
  })
  return { status, stdout, stderr }
}

describe("npm test", () => {
  it.each([
    [["peers/goods", "peers/nowhere"], "peers/nowhere", "peers"],
    [["processes", "nowhere"], "nowhere", "processes"],
    [["goods-isues"], "goods-isues", "unit, modules, http, scenarios"],
  ])("refuses %j, of which a word names no spec file", (words, word, stages) => {
    const { status, stderr } = run(...words)
    expect(status).toBe(1)
    expect(stderr).toContain(`"${word}" is in the path of no spec file of ${stages}.`)
  })

  it("takes paths of several stages, in the order of the stages", () => {
    const { status, stdout } = run(
      "processes/npm-test",
      "src/modules/consignment/domain/__tests__/iban",
      "--listTests"
    )
    expect(status).toBe(0)
    expect(stdout.match(/\S+\.spec\.ts/g)?.map((file) => path.basename(file))).toEqual([
      "iban.unit.spec.ts",
      "npm-test.spec.ts",
    ])
  })
})
