// Types for stores and other plugins: what the routes take and answer, and what the module's options are.

export type * from "../http-contract"
export type {
  ConsignmentModuleService,
  ConsignmentOptions,
  IssueStrategy,
  Source,
  StrategyContext,
} from "../modules/consignment"
