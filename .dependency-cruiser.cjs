// The arrows of docs/architecture.md: admin → http-contract ← api → workflows → module → domain; api → paper;
// api, scripts → imports → workflows.

/** Anything in src/ but these folders. */
const anythingBut = (...paths) => ({
  path: "^src/",
  pathNot: paths.map((path) => `^src/${path}`),
})

/** Within the module: rooms of the ledger see posting and the database, never each other. */
const ledgerRooms = ["documents", "settling", "reading", "upkeep"]
const consignment = "^src/modules/consignment"

const rule = (name, from, to) => ({ name, severity: "error", from, to })

module.exports = {
  forbidden: [
    // Models name each other on both ends of a relation, as functions that are called later.
    rule("no-circular", { pathNot: "^src/modules/consignment/models/" }, { circular: true }),
    rule(
      "domain-is-pure",
      { path: "^src/modules/consignment/domain", pathNot: "__tests__" },
      { pathNot: ["^src/modules/consignment/domain", "decimal\\.js"] }
    ),
    rule(
      "module-is-isolated",
      { path: "^src/modules/consignment" },
      anythingBut("modules/consignment")
    ),
    rule(
      "database-is-at-the-bottom",
      { path: `${consignment}/database` },
      { path: consignment, pathNot: `${consignment}/(database|domain|models)` }
    ),
    rule(
      "posting-sees-only-the-database",
      { path: `${consignment}/ledger/posting` },
      {
        path: consignment,
        pathNot: `${consignment}/(ledger/posting|serials|database|domain|models|currency)`,
      }
    ),
    ...ledgerRooms.map((room) =>
      rule(
        `${room}-sees-only-posting`,
        { path: `${consignment}/ledger/${room}` },
        {
          path: consignment,
          pathNot: `${consignment}/(ledger/(${room}|posting)|serials|database|domain|models|currency)`,
        }
      )
    ),
    rule(
      "workflows-know-no-http",
      { path: "^src/workflows" },
      anythingBut("workflows", "modules/consignment")
    ),
    rule(
      "contract-runs-anywhere",
      { path: "^src/http-contract" },
      anythingBut("http-contract", "modules/consignment/domain")
    ),
    rule(
      "api-calls-workflows",
      { path: "^src/api" },
      anythingBut(
        "api",
        "workflows",
        "paper",
        "imports",
        "http-contract",
        "modules/consignment/index"
      )
    ),
    rule(
      "policies-follow-the-contract",
      { path: "^src/policies" },
      anythingBut("policies", "http-contract")
    ),
    rule(
      "imports-call-workflows",
      { path: "^src/imports" },
      anythingBut("imports", "workflows", "http-contract")
    ),
    rule(
      "scripts-only-import",
      { path: "^src/scripts" },
      anythingBut("scripts", "imports", "http-contract")
    ),
    rule(
      "paper-is-pure",
      { path: "^src/paper" },
      anythingBut("paper", "http-contract", "modules/consignment/domain")
    ),
    rule("paper-knows-no-host", { path: "^src/paper" }, { path: "@medusajs" }),
    rule(
      "admin-stays-in-the-browser",
      { path: "^src/admin", pathNot: "__tests__" },
      anythingBut("admin", "http-contract")
    ),
    rule(
      "triggers-only-run-workflows",
      { path: "^src/(subscribers|jobs)" },
      anythingBut("subscribers", "jobs", "workflows", "modules/consignment/index")
    ),
    rule(
      "host-internals-in-one-place",
      { path: "^src/", pathNot: "^src/workflows/host/" },
      { path: "@medusajs/(framework/dist/orchestration|orchestration)" }
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
}
