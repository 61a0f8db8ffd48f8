import { ReceivedEvents } from "../received-events"

describe("received events", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  const begin = (writeOff = () => Promise.resolve()) => {
    const written: string[][] = []
    const failures: [unknown, number][] = []
    const events = new ReceivedEvents(async (eventIds) => {
      written.push(eventIds)
      await writeOff()
    })
    const note = (id: string) => events.note(id, (error, count) => failures.push([error, count]))
    return { events, note, written, failures }
  }

  it("are written off together after a while", async () => {
    const { note, written } = begin()
    for (const id of ["one", "two"]) note(id)
    expect(written).toEqual([])
    await jest.advanceTimersByTimeAsync(250)
    note("three")
    await jest.advanceTimersByTimeAsync(250)
    expect(written).toEqual([["one", "two"], ["three"]])
  })

  it("are written off at once as the application ends; later ones are left to be told again", async () => {
    const { events, note, written } = begin()
    note("one")
    await events.end()
    note("two")
    await jest.advanceTimersByTimeAsync(1_000)
    expect(written).toEqual([["one"]])
  })

  it("that cannot be written off are reported, and keep no application from ending", async () => {
    const error = new Error("The database has gone away.")
    const { events, note, failures } = begin(() => Promise.reject(error))
    for (const id of ["one", "two"]) note(id)
    await jest.advanceTimersByTimeAsync(250)
    expect(failures).toEqual([[error, 2]])
    note("three")
    await events.end()
    expect(failures).toHaveLength(1)
  })
})
