/** Tells the reporter which test the following lines of the host's log belong to. */
beforeEach(() => {
  console.debug(`\u0001${expect.getState().currentTestName ?? ""}`)
})
