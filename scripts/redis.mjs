// A Redis of our own for what runs in several processes: nothing of it is kept.

import { once } from "node:events"
import net from "node:net"
import { setTimeout as wait } from "node:timers/promises"

import { freePort } from "./ports.mjs"
import { start } from "./processes.mjs"

/** @returns {Promise<{ url: string, stop: () => Promise<void> }>} */
export const startRedis = async () => {
  const port = await freePort()
  const settings = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
  ]
  const server = start("redis-server", settings, { stdio: "ignore" })
  const ended = once(server, "exit").then(() => {
    throw new Error("Redis stopped.")
  })
  ended.catch(() => {})
  await Promise.race([untilOpen(port), ended]).catch((error) => {
    const advice = "Install it, e.g. with: apt-get install redis-server"
    throw error.code === "ENOENT" ? new Error(`There is no redis-server. ${advice}`) : error
  })
  const stop = async () => {
    server.kill()
    await ended.catch(() => {})
  }
  return { url: `redis://127.0.0.1:${port}`, stop }
}

const untilOpen = async (/** @type {number} */ port) => {
  const isOpen = async () => {
    const socket = net.connect(port, "127.0.0.1")
    return await once(socket, "connect")
      .then(
        () => true,
        () => false
      )
      .finally(() => socket.destroy())
  }
  while (!(await isOpen())) await wait(50)
}
