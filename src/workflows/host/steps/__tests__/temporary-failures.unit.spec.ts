import { toTemporaryRefusal } from "../temporary-failures"

describe("failures of the infrastructure", () => {
  it.each([
    [{ code: "57P01", message: "terminating connection due to administrator command" }],
    [{ code: "57014", message: "canceling statement due to statement timeout" }],
    [{ code: "53300", message: "sorry, too many clients already" }],
    [{ code: "08006", message: "connection failure" }],
    [{ code: "ECONNREFUSED", message: "connect ECONNREFUSED 127.0.0.1:5432" }],
    [{ message: "Connection terminated unexpectedly" }],
    [{ message: "select 1 from consignment_lease - Connection terminated unexpectedly" }],
    [{ name: "KnexTimeoutError", message: "Knex: Timeout acquiring a connection." }],
    [{ message: "Connection is closed." }],
  ])("%j is unavailable for the moment", (error) => {
    expect(toTemporaryRefusal(error)).toMatchObject({ code: "UNAVAILABLE" })
  })

  it.each([["55P03"], ["40P01"], ["40001"]])("%s is a lock that others hold", (code) => {
    expect(toTemporaryRefusal({ code, message: "…" })).toMatchObject({ code: "LOCK_TIMEOUT" })
  })

  it.each([
    [{ code: "23505", message: "duplicate key" }],
    [{ code: "42P01", message: "relation does not exist" }],
    [{ type: "not_allowed", message: "The store refuses this: Connection terminated" }],
    [{}],
  ])("%j is a fault of its own", (error) => {
    expect(toTemporaryRefusal(error)).toBeNull()
  })
})
