import {
  medusaIntegrationTestRunner as bootHost,
  type MedusaSuiteOptions,
} from "@medusajs/test-utils"
import { restoreInPlace } from "./restore-in-place"

restoreInPlace()

type Options = Parameters<typeof bootHost>[0]

/** The host of all spec files of a group; none while a spec file runs alone. */
let sharedHost: MedusaSuiteOptions | undefined

/** Functions of the runner that it does not declare. */
interface Undeclared {
  dropTemplate: (name: string) => Promise<void>
}

/**
 * Boots a host for the suite, or takes the one of its group. Before each test, the database is restored to what the
 * suite's `beforeAll` left, see `restore-in-place`. A suite that needs a host with options of its own calls the runner of Medusa instead.
 */
export const medusaIntegrationTestRunner = (options: Pick<Options, "testSuite">): void => {
  if (sharedHost) options.testSuite(sharedHost)
  else bootHost(options)
}

/**
 * Runs several spec files on one host, as a boot takes longer than ten tests. Each file begins with the database of a
 * host that was just booted.
 * @param files absolute paths, each with the name that its tests are reported under.
 */
export const shareHost = (files: { name: string; path: string }[]): void =>
  bootHost({
    testSuite: (suite) => {
      sharedHost = suite
      const { dbConfig } = suite
      const dbUtils = suite.dbUtils as MedusaSuiteOptions["dbUtils"] & Undeclared
      const booted = { templateName: `${dbConfig.dbName}-booted` }

      beforeAll(() => dbUtils.snapshot(booted))
      afterAll(() => dbUtils.dropTemplate(booted.templateName))

      for (const { name, path } of files) {
        describe(name, () => {
          beforeAll(() => dbUtils.restore(booted))
          // eslint-disable-next-line @typescript-eslint/no-require-imports
          require(path)
          // Comes after the suite's own beforeAll, so that its result is in the snapshot.
          beforeAll(() => dbUtils.snapshot())
        })
      }
    },
  })
