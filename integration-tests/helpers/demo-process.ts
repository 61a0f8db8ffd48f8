import assert from "node:assert"
import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import fs from "node:fs/promises"
import path from "node:path"

const repository = path.resolve(__dirname, "../..")

export interface Admin {
  get: <Body>(path: string, query?: object) => Promise<Body>
  post: <Body>(path: string, body?: object) => Promise<Body>
}

export interface Demo {
  url: string
  /** Where the database's files lie. */
  data: string
  /** Everything printed so far. */
  printed: () => string
  /** Runs `medusa exec` on the demo's database; answers with all that it prints. */
  exec: (...parameters: string[]) => Promise<string>
  /** A client with the login that was printed. */
  logIn: () => Promise<Admin>
  /** The same for the connected store, if the demo has one. */
  logInToPartner: () => Promise<Admin>
  /** Presses Ctrl-C and waits until everything that could still print has ended. */
  interrupt: () => Promise<void>
}

/** A machine on which nothing is set: the database of the test run is not the demo's. */
const strangersEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(DATABASE_URL|DB_.*|LOG_LEVEL|NODE_ENV|NODE_OPTIONS|TEST_TYPE|JEST_.*|npm_.*)$/.test(
          name
        )
    )
  )

/** Types the README's command and reads on until the box with the address and the login stands there. */
export const startDemo = async (...parameters: string[]): Promise<Demo> => {
  const command = spawn("npm", ["run", "demo", "--", ...parameters], {
    cwd: repository,
    env: strangersEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, as a terminal makes one for each command: Ctrl-C reaches all of it.
    detached: true,
  })
  let printed = ""
  const read = (chunk: Buffer): void => void (printed += chunk.toString())
  command.stdout.on("data", read)
  command.stderr.on("data", read)

  const wordsAfter = (title: string): string =>
    new RegExp(`${title} +(\\S.*?) *│`).exec(printed)?.[1] ?? ""
  const untilBox = new Promise<void>((resolve, reject) => {
    command.stdout.on("data", () => printed.includes("Ctrl-C") && resolve())
    command.once("exit", () => reject(new Error(`The demo ended too early:\n${printed}`)))
  })
  await untilBox.catch(async (error: unknown) => {
    await interrupt(command)
    throw error
  })

  const addressAfter = (title: string): string => wordsAfter(title).replace(/\/app$/, "")
  const url = addressAfter("The demo runs at")
  const data = wordsAfter("Data")
  const login = () => ({ email: wordsAfter("E-mail"), password: wordsAfter("Password") })
  return {
    url,
    data,
    exec: (...words) => exec(data, words),
    printed: () => printed,
    logIn: () => logIn(url, login()),
    logInToPartner: () => logIn(addressAfter("Its partner"), login()),
    interrupt: () => interrupt(command),
  }
}

const exec = async (data: string, parameters: string[]): Promise<string> => {
  const lock = await fs.readFile(path.join(data, "postgres", "postmaster.pid"), "utf8")
  const [, , , port] = lock.split("\n")
  const DATABASE_URL = `postgres://postgres:medusa@localhost:${port}/medusa_consignment`
  const command = spawn("npx", ["medusa", "exec", ...parameters], {
    cwd: repository,
    env: { ...strangersEnvironment(), NODE_ENV: "development", DATABASE_URL },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const words: Buffer[] = []
  command.stdout.on("data", (chunk: Buffer) => words.push(chunk))
  command.stderr.on("data", (chunk: Buffer) => words.push(chunk))
  await once(command, "close")
  return Buffer.concat(words).toString()
}

/** The scripts are ES modules without declarations, so they are loaded by a path the compiler does not see. */
const logIn = async (url: string, login: object): Promise<Admin> => {
  const scripts = (await import(path.join(repository, "scripts/demo/client.mjs"))) as {
    loginAsAdmin: (url: string, login: object) => Promise<Admin | undefined>
  }
  const client = await scripts.loginAsAdmin(url, login)
  assert(client, `The login that was printed is refused: ${JSON.stringify(login)}`)
  return client
}

const interrupt = async (command: ChildProcess): Promise<void> => {
  const hasEnded = command.exitCode !== null || command.signalCode !== null
  if (hasEnded || command.pid === undefined) return
  const end = once(command, "close")
  process.kill(-command.pid, "SIGINT")
  await end
}
