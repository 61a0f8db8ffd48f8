import { once } from "node:events"
import net from "node:net"

/**
 * A port that nobody listens on: `wanted` if it is free.
 * @param {number} [wanted]
 * @returns {Promise<number>}
 */
export const freePort = async (wanted = 0) => {
  const server = net.createServer()
  try {
    server.listen(wanted)
    await once(server, "listening")
    const { port } = /** @type {net.AddressInfo} */ (server.address())
    return port
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (wanted && code === "EADDRINUSE") return await freePort()
    throw error
  } finally {
    server.close()
  }
}
