const { default: TestSequencer } = require("@jest/test-sequencer")

/** By the number in the name; jest's own order follows how long each took the last time. */
module.exports = class extends TestSequencer {
  sort(tests) {
    return [...tests].sort((one, other) => one.path.localeCompare(other.path))
  }
}
