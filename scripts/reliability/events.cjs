// Loaded into a server: writes down every event of ours that reaches its listeners, and kills the process just before some
// of them, which is between the commit of a document and its event.
const { EventEmitter } = require("node:events")
const fs = require("node:fs")

const { KILLS_EVENTS: file, KILLS_CHANCE: chance = "0" } = process.env
const emit = EventEmitter.prototype.emit

/** @type {typeof emit} */
EventEmitter.prototype.emit = function (name, ...parameters) {
  if (file && typeof name === "string" && name.startsWith("consignment.")) {
    if (Math.random() < Number(chance)) process.kill(process.pid, "SIGKILL")
    const [told] = parameters
    fs.appendFileSync(file, `${JSON.stringify({ name, ...told?.data })}\n`)
  }
  return emit.call(this, name, ...parameters)
}
