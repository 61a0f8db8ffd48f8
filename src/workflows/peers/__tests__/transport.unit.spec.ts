import http from "node:http"
import type { AddressInfo } from "node:net"
import { isPrivateAddress, PeerUnreachable, send, toPeerUrl } from "../transport"

describe("the address of another store", () => {
  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "172.31.255.255",
    "192.168.1.1",
    "0.0.0.0",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "64:ff9b::7f00:1",
    "nonsense",
  ])("%s is private", (address) => {
    expect(isPrivateAddress(address)).toBe(true)
  })

  it.each(["93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111"])(
    "%s is public",
    (address) => {
      expect(isPrivateAddress(address)).toBe(false)
    }
  )

  it.each([
    "http://shop.example.com",
    "ftp://shop.example.com",
    "shop.example.com",
    "https://user:secret@shop.example.com",
    "https://shop.example.com/?a=1",
    "https://127.1",
    "https://2130706433",
    "https://0x7f.0.0.1",
    "https://[::1]",
    "https://[::ffff:127.0.0.1]",
  ])("%s is refused", (url) => {
    expect(() => toPeerUrl(url, {})).toThrow(PeerUnreachable)
  })

  it("may be private and without encryption where the options say so", () => {
    const options = { allowHttp: true, allowPrivate: true }
    expect(toPeerUrl("http://localhost:9000/shop", options).pathname).toBe("/shop")
  })
})

describe("a request to another store", () => {
  const options = { allowHttp: true, allowPrivate: true }
  const request = { method: "GET" as const, path: "/about", body: "" }

  const serving = async (
    answer: (response: http.ServerResponse) => void,
    ask: (url: string) => Promise<void>
  ): Promise<void> => {
    const server = http.createServer((_, response) => answer(response)).listen(0, "localhost")
    await new Promise((resolve) => server.once("listening", resolve))
    const { port } = server.address() as AddressInfo
    try {
      await ask(`http://localhost:${port}`)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }

  it("follows no redirect", async () => {
    await serving(
      (response) => response.writeHead(302, { location: "http://localhost:1" }).end(),
      async (url) => {
        expect((await send(url, request, options)).status).toBe(302)
      }
    )
  })

  it("gives up an answer that is too large or breaks off", async () => {
    await serving(
      (response) => void response.writeHead(200).end(Buffer.alloc(10 * 1024 * 1024, "a")),
      async (url) => {
        await expect(send(url, request, options)).rejects.toThrow("too large")
      }
    )
    await serving(
      (response) => {
        response.writeHead(200, { "content-length": 100 }).write("half")
        setTimeout(() => response.destroy(), 10)
      },
      async (url) => {
        await expect(send(url, request, options)).rejects.toThrow(PeerUnreachable)
      }
    )
  })

  it("does not connect to a name of a private address", async () => {
    await serving(
      (response) => response.end("{}"),
      async (url) => {
        await expect(send(url, request, { allowHttp: true })).rejects.toThrow("private address")
      }
    )
  })
})
