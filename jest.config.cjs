const specsOf = {
  unit: ["**/src/**/__tests__/**/*.unit.spec.ts"],
  modules: ["**/integration-tests/modules/**/*.spec.ts"],
  http: ["**/integration-tests/http/**/*.spec.ts"],
  scenarios: ["**/integration-tests/scenarios/**/*.spec.ts"],
  peers: ["**/integration-tests/peers/**/*.spec.ts"],
  browser: ["**/integration-tests/browser/**/*.spec.ts"],
  processes: ["**/integration-tests/processes/**/*.spec.ts"],
}

/** A test of a process waits until a whole shop has been set up. */
const timeouts = { unit: 60_000, peers: 600_000, processes: 1_200_000 }

const testType = process.env.TEST_TYPE || "unit"
if (!specsOf[testType]) {
  throw new Error(`TEST_TYPE is "${testType}"; it may be ${Object.keys(specsOf).join(", ")}.`)
}

const bootsHosts = ["modules", "http", "scenarios"].includes(testType)

const swcOptions = {
  jsc: {
    parser: { syntax: "typescript", tsx: true, decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: "automatic" } },
    // @swc/jest would choose es2023 for this Node, which @swc/core 1.7 does not know.
    target: "es2021",
  },
  // Only a real import() loads the scripts, which are ES modules.
  module: { type: "commonjs", ignoreDynamic: true },
}

module.exports = {
  testEnvironment: "node",
  testMatch: [...specsOf[testType], ...(process.env.TEST_GROUPS ? [process.env.TEST_GROUPS] : [])],
  // The story begins in a shop without consignment; what comes after it looks at a filled one.
  ...(testType === "browser" && {
    testSequencer: "<rootDir>/scripts/browser/in-order.cjs",
  }),
  // Keeps what the host prints for the reporter, also where one spec file runs alone.
  verbose: false,
  reporters: ["<rootDir>/scripts/test/reporter.cjs"],
  setupFiles: bootsHosts ? ["<rootDir>/integration-tests/helpers/quiet-connections.ts"] : [],
  setupFilesAfterEnv: ["<rootDir>/integration-tests/helpers/mark-tests.ts"],
  testTimeout: timeouts[testType] ?? 300_000,
  transform: { "^.+\\.tsx?$": ["@swc/jest", swcOptions] },
  // The example store names the package as a store does.
  moduleNameMapper: {
    "^medusa-plugin-consignment/contract$": "<rootDir>/src/http-contract",
    "^medusa-plugin-consignment/(workflows|types|modules/.+)$": "<rootDir>/src/$1",
  },
  moduleFileExtensions: ["ts", "tsx", "js", "json"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/\\.medusa/", "<rootDir>/\\.demo/"],
}
