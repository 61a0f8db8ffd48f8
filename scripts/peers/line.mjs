// The line to a store: passes requests on, and can lose, delay, repeat and spoil them.

import { once } from "node:events"
import http from "node:http"
import { setTimeout as wait } from "node:timers/promises"

/**
 * Faults, each for a share of the requests between 0 and 1:
 * `drop` before the store hears of it, `lose` the answer, `repeat` the request, `cut` the answer midway, `fail` with a 500,
 * `garble` the answer; `delay` in milliseconds at most.
 * @typedef {{ drop?: number, lose?: number, repeat?: number, cut?: number, fail?: number, garble?: number, delay?: number }} Fault
 */

/** @param {number} port of the store. */
export const startLine = async (port) => {
  /** @type {Fault} */
  let fault = {}
  const happens = (/** @type {number | undefined} */ share) => Math.random() < (share ?? 0)
  const server = http.createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    if (fault.delay) await wait(Math.random() * fault.delay)
    if (happens(fault.drop)) return request.socket.destroy()
    if (happens(fault.fail)) return response.writeHead(500).end("Internal error")
    if (happens(fault.repeat)) await pass(port, request, body).catch(() => null)
    const answer = await pass(port, request, body).catch(() => null)
    if (!answer || happens(fault.lose)) return request.socket.destroy()
    if (happens(fault.garble)) return response.writeHead(200).end('{"messages": [{"sequ')
    const { "transfer-encoding": _, ...headers } = answer.headers
    response.writeHead(answer.status, { ...headers, "content-length": answer.body.length })
    if (!happens(fault.cut)) return response.end(answer.body)
    response.write(answer.body.subarray(0, answer.body.length / 2), () => request.socket.destroy())
  })
  server.listen(0, "localhost")
  await once(server, "listening")
  const address = /** @type {import("node:net").AddressInfo} */ (server.address())
  return {
    url: `http://localhost:${address.port}`,
    disturb: (/** @type {Fault} */ wanted) => {
      fault = wanted
    },
  }
}

/**
 * @param {number} port
 * @param {http.IncomingMessage} request
 * @param {Buffer} body
 * @returns {Promise<{ status: number, headers: http.IncomingHttpHeaders, body: Buffer }>}
 */
const pass = (port, { method, url, headers }, body) =>
  new Promise((resolve, reject) => {
    const passed = http.request(
      { host: "localhost", port, method, path: url, headers, agent: false },
      (answer) => {
        const chunks = /** @type {Buffer[]} */ ([])
        answer.on("data", (chunk) => chunks.push(chunk))
        answer.on("error", reject)
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 502,
            headers: answer.headers,
            body: Buffer.concat(chunks),
          })
        )
      }
    )
    passed.on("error", reject)
    passed.end(body)
  })
