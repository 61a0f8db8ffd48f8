import fs from "node:fs"
import path from "node:path"
import Ajv2020 from "ajv/dist/2020"
import { permissions } from "../../../http-contract/permission"
import { access } from "../../access"
import { buildDocument } from "../build-document"
import { descriptions } from "../descriptions"
import { findOperations } from "../find-operations"

const published = path.resolve(__dirname, "../../../../docs/openapi.json")

/** Without the fields that are undefined, as a file has it. */
const written = (document: object): unknown => JSON.parse(JSON.stringify(document))

describe("the OpenAPI document", () => {
  it("is as `npm run openapi` would write it", () => {
    expect(JSON.parse(fs.readFileSync(published, "utf8"))).toEqual(written(buildDocument()))
  })

  it("describes every route, and none that is not there", () => {
    const routes = findOperations().map(
      ({ method, path: url }) => `${method} ${url.replace("/admin/consignment", "")}`
    )
    expect(Object.keys(descriptions).sort()).toEqual(routes.sort())
  })

  it("tells what a role needs for every route, and has no permission that no route needs", () => {
    const routes = findOperations().map(
      ({ method, path: url }) => `${method} ${url.replace("/admin/consignment", "")}`
    )
    expect(Object.keys(access).sort()).toEqual(routes.sort())
    const needed = Object.values(access)
    expect(needed.filter(({ length }) => length === 0)).toEqual([])
    const known = Object.entries(permissions).flatMap(([resource, operations]) =>
      operations.map((operation) => `${resource}:${operation}`)
    )
    expect(known.sort()).toEqual([...new Set(needed.flat())].sort())
  })

  it("knows what every POST takes", () => {
    const unknown = findOperations().filter(
      ({ method, schema }) => method === "post" && schema === null
    )
    expect(unknown).toEqual([])
  })

  it("holds schemas that a validator understands", () => {
    const ajv = new Ajv2020({
      strict: false,
      formats: { "date-time": true, date: true, email: true },
    })
    const document = buildDocument()
    ajv.addSchema({ $id: "openapi", ...document })
    for (const name of Object.keys(document.components.schemas)) {
      expect(ajv.compile({ $ref: `openapi#/components/schemas/${name}` })).toBeInstanceOf(Function)
    }
  })
})
