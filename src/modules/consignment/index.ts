import { Module } from "@medusajs/framework/utils"
import ConsignmentModuleService from "./service"

export { decimalsOf } from "./currency"
export type { IssueStrategy, Source, StrategyContext } from "./domain/issue-strategies"
export type { ConsignmentOptions } from "./master-data-service"
export type { default as ConsignmentModuleService } from "./service"

export const CONSIGNMENT_MODULE = "consignment"

export default Module(CONSIGNMENT_MODULE, { service: ConsignmentModuleService })
