import { once } from "node:events"
import http from "node:http"
import type { AddressInfo } from "node:net"

/** Answers at the address of another store that does not have the plugin. */
export type Strange = (response: http.ServerResponse) => void

const json =
  (status: number, body: unknown): Strange =>
  (response) =>
    void response
      .writeHead(status, { "content-type": "application/json" })
      .end(JSON.stringify(body))

const megabytes = (count: number): string => "a".repeat(count * 1024 * 1024)

export const strange = {
  json,
  page: ((response) =>
    void response
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end("<h1>Welcome</h1>")) as Strange,
  nothingHere: ((response) => void response.writeHead(404).end("Not found")) as Strange,
  broken: ((response) => void response.writeHead(500).end("Internal error")) as Strange,
  garbage: ((response) => void response.writeHead(200).end('{"messages": [{"sequ')) as Strange,
  halfCharacters: ((response) =>
    void response
      .writeHead(200, { "content-type": "application/json" })
      .end('{"epoch": "\\u0000", "highest_sequence": 1, "messages": ["\\ud800"]}')) as Strange,
  tooLarge: json(200, { padding: megabytes(10) }),
  elsewhere:
    (url: string): Strange =>
    (response) =>
      void response.writeHead(307, { location: url }).end(),
  hangsUp: ((response) => response.destroy()) as Strange,
  /** Takes the request, and never says a word. */
  silent: (() => undefined) as Strange,
  /** A byte now and then, for ever. */
  slow: ((response) => {
    response.writeHead(200, { "content-type": "application/json" })
    const dripping = setInterval(() => response.write(" "), 500)
    response.once("close", () => clearInterval(dripping))
  }) as Strange,
  /** An answer of the plugin's with much that nobody asked for. */
  padded: (body: object, size: number): Strange => json(200, { ...body, padding: megabytes(size) }),
}

/** Serves at an address of its own while `ask` runs. */
export const withStrangeStore = async <Result>(
  answer: Strange,
  ask: (url: string) => Promise<Result>
): Promise<Result> => {
  const server = http.createServer((request, response) => {
    request.resume()
    request.once("end", () => answer(response))
  })
  server.listen(0, "localhost")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  try {
    return await ask(`http://localhost:${port}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
