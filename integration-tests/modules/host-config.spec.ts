import { readFileSync } from "node:fs"
import { parse } from "yaml"

interface HostConfig {
  projectConfig: { redisUrl?: string; workerMode?: string }
  modules: Record<string, { resolve?: string } | boolean>
}

const readConfig = (environment: NodeJS.ProcessEnv): HostConfig => {
  const before = process.env
  process.env = { ...before, REDIS_URL: "", MEDUSA_WORKER_MODE: "", ...environment }
  try {
    let config: unknown
    jest.isolateModules(() => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      config = require("../../medusa-config")
    })
    return config as HostConfig
  } finally {
    process.env = before
  }
}

const sharedModules = [
  "@medusajs/medusa/event-bus-redis",
  "@medusajs/medusa/workflow-engine-redis",
  "@medusajs/medusa/cache-redis",
  "@medusajs/medusa/locking",
]

const modulesOf = ({ modules }: HostConfig): string[] =>
  Object.values(modules).flatMap((one) => (typeof one === "object" ? (one.resolve ?? []) : []))

describe("the host's configuration", () => {
  it("shares events, workflows, cache and locks in Redis where the environment names it", () => {
    const redis = "redis://localhost:6379"
    const config = readConfig({ REDIS_URL: redis, MEDUSA_WORKER_MODE: "worker" })
    expect(config.projectConfig).toMatchObject({ redisUrl: redis, workerMode: "worker" })
    expect(modulesOf(config)).toEqual(expect.arrayContaining(sharedModules))
    expect(JSON.stringify(config.modules.locking)).toContain("locking-redis")
  })

  it("keeps all of it in one process that does everything, if the environment says nothing", () => {
    const config = readConfig({})
    expect(config.projectConfig).toMatchObject({ workerMode: "shared" })
    expect(modulesOf(config).filter((name) => /-redis$/.test(name))).toEqual([])
  })
})

const readYaml = <Content>(path: string): Content =>
  parse(readFileSync(path, "utf8"), { merge: true }) as Content

interface Service {
  image?: string
  build?: object
  command?: string[]
  ports?: string[]
  environment?: Record<string, string>
  depends_on?: Record<string, { condition: string }>
  healthcheck?: object
}

describe("deploy/compose.yaml", () => {
  const { services, volumes } = readYaml<{
    services: Record<string, Service>
    volumes: Record<string, unknown>
  }>("deploy/compose.yaml")
  const processes = Object.entries(services).filter(
    ([name, { build }]) => build !== undefined && name !== "migrate"
  )
  const modesOf = (mode: string) =>
    processes.flatMap(([name, { environment }]) =>
      environment?.MEDUSA_WORKER_MODE === mode ? name : []
    )

  it("starts PostgreSQL, Redis, two servers and one worker", () => {
    expect(Object.keys(services).sort()).toEqual(
      ["migrate", "postgres", "redis", "server-1", "server-2", "worker"].sort()
    )
    expect(services.postgres?.image).toMatch(/^postgres:/)
    expect(services.redis?.image).toMatch(/^redis:/)
    expect(modesOf("server")).toEqual(["server-1", "server-2"])
    expect(modesOf("worker")).toEqual(["worker"])
    const ports = modesOf("server").flatMap((name) => services[name]?.ports ?? [])
    expect(new Set(ports.map((port) => port.split(":")[0])).size).toBe(2)
    expect(ports.every((port) => port.endsWith(":9000"))).toBe(true)
  })

  it("gives all of them one database and one Redis, once the database is migrated", () => {
    const shared = { DATABASE_URL: /@postgres:5432\//, REDIS_URL: /^redis:\/\/redis:6379$/ }
    for (const [name, address] of Object.entries(shared)) {
      const values = new Set(processes.map(([, { environment }]) => environment?.[name]))
      expect([...values]).toEqual([expect.stringMatching(address)])
    }
    for (const [, { depends_on: needs }] of processes) {
      expect(needs).toMatchObject({
        migrate: { condition: "service_completed_successfully" },
        redis: { condition: "service_healthy" },
      })
    }
    expect(services.migrate).toMatchObject({
      command: expect.arrayContaining(["db:migrate"]) as string[],
      depends_on: { postgres: { condition: "service_healthy" } },
    })
  })

  it("configures each process as several processes need it", () => {
    for (const [, { environment }] of processes) {
      const config = readConfig(environment ?? {})
      expect(config.projectConfig).toMatchObject({ workerMode: environment?.MEDUSA_WORKER_MODE })
      expect(modulesOf(config)).toEqual(expect.arrayContaining(sharedModules))
    }
  })

  it("keeps the data of both, and what is queued in Redis", () => {
    expect(Object.keys(volumes).sort()).toEqual(["postgres", "redis"])
    expect(services.redis?.command).toEqual(
      expect.arrayContaining(["--appendonly", "yes", "noeviction"])
    )
  })
})

describe("the tests of every change", () => {
  it("have a Redis, and kill a server, and one of two processes, five times each", () => {
    const { jobs } = readYaml<{ jobs: Record<string, { steps: { run?: string }[] }> }>(
      ".github/workflows/test.yml"
    )
    const runsOf = (job: string) => jobs[job]?.steps.flatMap(({ run }) => run ?? []) ?? []
    for (const job of ["test", "reliability"]) {
      expect(runsOf(job)).toContainEqual(expect.stringContaining("redis-server"))
    }
    expect(runsOf("test")).toContain("npm test")
    expect(runsOf("reliability")).toEqual(
      expect.arrayContaining([
        "npm run kill -- --rounds 5",
        "npm run kill -- --rounds 5 --processes 2",
      ])
    )
  })
})
