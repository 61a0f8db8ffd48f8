import { defineConfig, loadEnv } from "@medusajs/framework/utils"
import type { ConsignmentOptions } from "./src/modules/consignment/master-data-service"
import type { IssueStrategy } from "./src/modules/consignment/domain/issue-strategies"

const directory = process.cwd()
loadEnv(process.env.NODE_ENV ?? "development", directory)

const environment = (name: string, developmentDefault: string): string =>
  process.env[name] || developmentDefault

const isSet = (name: string): boolean => !["", "0", "false"].includes(process.env[name] ?? "")

/** DATABASE_URL wins; without it the address is put together from the DB_* variables. */
const databaseUrl = (): string => {
  const user = encodeURIComponent(environment("DB_USERNAME", "postgres"))
  const password = encodeURIComponent(environment("DB_PASSWORD", "postgres"))
  const host = environment("DB_HOST", "localhost")
  const port = environment("DB_PORT", "5432")
  const name = environment("DB_NAME", "medusa_consignment")
  return environment("DATABASE_URL", `postgres://${user}:${password}@${host}:${port}/${name}`)
}

/** An issue strategy as a store may add one: whoever has the most pieces there leaves first. */
const largestFirst: IssueStrategy = (sources) =>
  [...sources].sort((a, b) => b.quantity.comparedTo(a.quantity))

const redisUrl = process.env.REDIS_URL || undefined

/** Modules that several processes on one database share in Redis; a single process keeps all of them in memory. */
const sharedModules = redisUrl
  ? [
      { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
      { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
      { resolve: "@medusajs/medusa/cache-redis", options: { redisUrl } },
      {
        resolve: "@medusajs/medusa/locking",
        options: {
          providers: [
            {
              resolve: "@medusajs/medusa/locking-redis",
              id: "locking-redis",
              is_default: true,
              // The default of 1 s lets a caller wait for a lock that has long been free.
              options: { redisUrl, defaultRetryInterval: 5, maximumRetryInterval: 20 },
            },
          ],
        },
      },
    ]
  : []

/** Medusa reads its flag of roles after this file, too late to load the module that keeps them. */
const roles = isSet("MEDUSA_FF_RBAC") ? [{ resolve: "@medusajs/medusa/rbac" }] : []

/** "server" answers requests, "worker" runs jobs and subscribers, "shared" does both. */
const workerMode = environment("MEDUSA_WORKER_MODE", "shared") as "server" | "worker" | "shared"

// The repository is its own host application: for development, for the tests and for the demo.
// A store names the plugin under `plugins` instead and needs none of this.
const options: ConsignmentOptions = {
  issueStrategies: { largest_first: largestFirst },
  peers: {
    publicUrl: process.env.CONSIGNMENT_PEERS_PUBLIC_URL || undefined,
    allowHttp: isSet("CONSIGNMENT_PEERS_ALLOW_HTTP"),
    allowPrivate: isSet("CONSIGNMENT_PEERS_ALLOW_PRIVATE"),
  },
}

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: databaseUrl(),
    redisUrl,
    workerMode,
    http: {
      storeCors: environment("STORE_CORS", "http://localhost:8000"),
      adminCors: environment("ADMIN_CORS", "http://localhost:9000,http://localhost:5173"),
      authCors: environment(
        "AUTH_CORS",
        "http://localhost:8000,http://localhost:9000,http://localhost:5173"
      ),
      jwtSecret: environment("JWT_SECRET", "development-only"),
      cookieSecret: environment("COOKIE_SECRET", "development-only"),
    },
  },
  admin: { disable: process.env.DISABLE_MEDUSA_ADMIN === "true" },
  modules: [
    ...sharedModules,
    ...roles,
    { resolve: "./src/modules/consignment", options },
    {
      resolve: "@medusajs/medusa/notification",
      options: {
        providers: [
          {
            resolve: "@medusajs/medusa/notification-local",
            id: "local",
            // E-mails are written to the log instead of being sent.
            options: { name: "Local Notification Provider", channels: ["feed", "email"] },
          },
        ],
      },
    },
  ],
})
