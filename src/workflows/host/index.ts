export { hostLevels } from "./inventory/levels"
